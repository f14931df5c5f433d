#include "features/radiograph/bone/straight_film.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace osteosign {
namespace {

constexpr double outside_widths = 0.5;  // of film beyond the border, in widths of the bone
constexpr double inside_widths = 0.55;
constexpr double finest_columns = 256;  // across the bone: finer shows nothing new

cv::Rect part_of_film(const cv::Mat1f& columns, const cv::Mat1f& rows, const Radiograph& film) {
  double c0 = 0, c1 = 0, r0 = 0, r1 = 0;
  cv::minMaxLoc(columns, &c0, &c1);
  cv::minMaxLoc(rows, &r0, &r1);
  const cv::Rect wanted(cv::Point(static_cast<int>(std::floor(c0)) - 1, static_cast<int>(std::floor(r0)) - 1),
                        cv::Point(static_cast<int>(std::ceil(c1)) + 2, static_cast<int>(std::ceil(r1)) + 2));
  return wanted & cv::Rect(0, 0, film.columns, film.rows);
}

/// Masks beside the film count as 0.
void sample(const Radiograph& film, const RadiographField& field, const RadiographLesionOutline& lesion,
            StraightBorder& border, const cv::Size& size) {
  cv::Mat1f columns(size), rows(size);
  for (int r = 0; r < size.height; ++r)
    for (int c = 0; c < size.width; ++c) {
      const Eigen::Vector2d pixel = border.film_px(r, c);
      columns(r, c) = static_cast<float>(pixel.x());
      rows(r, c) = static_cast<float>(pixel.y());
    }
  const cv::Rect part = part_of_film(columns, rows, film);
  columns -= part.x;
  rows -= part.y;
  const cv::Mat1f whole(film.rows, film.columns, const_cast<float*>(film.pixels.data()));
  const cv::Mat1b usable(film.rows, film.columns, const_cast<std::uint8_t*>(field.usable.data()));
  const cv::Mat1b inside(film.rows, film.columns, const_cast<std::uint8_t*>(lesion.inside.data()));
  cv::Mat1f averaged;
  if (border.step_px > 1)
    cv::GaussianBlur(whole(part), averaged, cv::Size(), 0.5 * border.step_px);
  else
    averaged = whole(part);
  cv::remap(averaged, border.grey, columns, rows, cv::INTER_LINEAR, cv::BORDER_REPLICATE);
  cv::remap(usable(part), border.usable, columns, rows, cv::INTER_NEAREST, cv::BORDER_CONSTANT, 0);
  cv::remap(inside(part), border.lesion, columns, rows, cv::INTER_NEAREST, cv::BORDER_CONSTANT, 0);
}

}  // namespace

Eigen::Vector2d StraightBorder::film_px(double row, double column) const {
  return axis.point(axis.first_px + row * step_px, first_across_px + inward * column * step_px);
}

Eigen::Vector2d StraightBorder::outward(double row) const {
  return -inward * axis.across(axis.first_px + row * step_px);
}

StraightBorder straightened(const Radiograph& film, const RadiographField& field,
                            const RadiographLesionOutline& lesion, const BoneAxis& axis, BoneBorder which) {
  StraightBorder border;
  border.axis = axis;
  border.inward = which == BoneBorder::left ? 1 : -1;
  border.step_px = std::max(1.0, axis.width_px / finest_columns);
  border.width = axis.width_px / border.step_px;
  border.error = axis.border_error_px / border.step_px;
  const auto across = [&](const ExpectedBorders& b) {  // growing into the bone
    return which == BoneBorder::left ? b.left_px : -b.right_px;
  };
  double outermost = INFINITY, innermost = -INFINITY;
  for (const ExpectedBorders& b : axis.borders) {
    outermost = std::min(outermost, across(b));
    innermost = std::max(innermost, across(b));
  }
  outermost -= outside_widths * axis.width_px;
  innermost += inside_widths * axis.width_px;
  border.first_across_px = border.inward * outermost;
  const int rows = static_cast<int>(static_cast<double>(axis.borders.size() - 1) / border.step_px) + 1;
  for (int r = 0; r < rows; ++r)
    border.expected.push_back(
        (across(axis.borders[static_cast<std::size_t>(r * border.step_px)]) - outermost) / border.step_px);
  sample(film, field, lesion, border,
         cv::Size(static_cast<int>((innermost - outermost) / border.step_px) + 1, rows));
  return border;
}

}  // namespace osteosign
