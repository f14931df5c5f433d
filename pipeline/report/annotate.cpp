#include "pipeline/report/annotate.h"

#include <fmt/format.h>

#include <array>
#include <opencv2/imgproc.hpp>
#include <vector>

namespace osteosign {
namespace {

cv::Scalar scalar(const Ink& ink) {
  return {static_cast<double>(ink.red), static_cast<double>(ink.green), static_cast<double>(ink.blue)};
}

cv::Point nearest(const Eigen::Vector2d& at) {
  return {static_cast<int>(std::lround(at.x())), static_cast<int>(std::lround(at.y()))};
}

}  // namespace

cv::Mat3b windowed(const cv::Mat1f& values, double centre, double width) {
  cv::Mat1b grey;
  const double scale = 255.0 / std::max(width, 1e-9);
  values.convertTo(grey, CV_8U, scale, -(centre - width / 2) * scale);
  cv::Mat3b picture;
  cv::cvtColor(grey, picture, cv::COLOR_GRAY2RGB);
  return picture;
}

void draw_region_borders(cv::Mat3b& picture, const cv::Mat1b& region, const Ink& ink) {
  std::vector<std::vector<cv::Point>> borders;
  cv::findContours(region > 127, borders, cv::RETR_CCOMP, cv::CHAIN_APPROX_NONE);
  cv::drawContours(picture, borders, -1, scalar(ink), 1, cv::LINE_AA);
}

void draw_cross(cv::Mat3b& picture, int column, int row, const Ink& ink) {
  constexpr int inner = 5, outer = 16;
  for (const cv::Point arm : {cv::Point(1, 0), cv::Point(-1, 0), cv::Point(0, 1), cv::Point(0, -1)})
    cv::line(picture, cv::Point(column, row) + arm * inner, cv::Point(column, row) + arm * outer, scalar(ink),
             1, cv::LINE_AA);
}

void draw_box(cv::Mat3b& picture, const cv::Rect& box, const Ink& ink) {
  cv::rectangle(picture, box, scalar(ink), 1, cv::LINE_AA);
}

void draw_path(cv::Mat3b& picture, const std::vector<Eigen::Vector2d>& points, const Ink& ink) {
  for (std::size_t each = 1; each < points.size(); ++each)
    cv::line(picture, nearest(points[each - 1]), nearest(points[each]), scalar(ink), 1, cv::LINE_AA);
}

void draw_dot(cv::Mat3b& picture, const Eigen::Vector2d& at, const Ink& ink) {
  constexpr int radius = 3;
  cv::circle(picture, nearest(at), radius, scalar(ink), cv::FILLED, cv::LINE_AA);
}

void draw_label(cv::Mat3b& picture, const std::string& text, const Eigen::Vector2d& at, const Ink& ink) {
  const auto put = [&](const cv::Scalar& colour, int thickness) {
    cv::putText(picture, text, nearest(at), cv::FONT_HERSHEY_SIMPLEX, 0.5, colour, thickness, cv::LINE_AA);
  };
  put({0, 0, 0}, 3);
  put(scalar(ink), 1);
}

void draw_text(cv::Mat3b& picture, const std::string& text, int column, int row) {
  draw_label(picture, text, {column, row}, text_ink);
}

void draw_scale_bar(cv::Mat3b& picture, const Measured<double>& mm_per_px) {
  if (!mm_per_px.known()) return;
  double length_mm = 1;
  for (const double round_mm : std::array<double, 7>{2, 5, 10, 20, 50, 100, 200})
    if (round_mm / mm_per_px.value() < 0.35 * picture.cols) length_mm = round_mm;
  const int length_px = static_cast<int>(std::lround(length_mm / mm_per_px.value()));
  const cv::Point end(picture.cols - 12, picture.rows - 12);
  cv::line(picture, {end.x - length_px, end.y}, end, {0, 0, 0}, 5);
  cv::line(picture, {end.x - length_px, end.y}, end, scalar(text_ink), 2);
  draw_text(picture, fmt::format("{:g} mm", length_mm), end.x - length_px, end.y - 8);
}

}  // namespace osteosign
