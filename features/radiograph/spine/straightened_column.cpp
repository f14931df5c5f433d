#include "features/radiograph/spine/straightened_column.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace osteosign {
namespace {

constexpr int body_px = StraightenedColumn::body_px;

cv::Mat1f blurred(const cv::Mat1f& image, double sigma_px) {
  cv::Mat1f result;
  cv::GaussianBlur(image, result, {}, sigma_px, sigma_px, cv::BORDER_REFLECT);
  return result;
}

/// Gaussian smoothing along a line of points; the ends go on as they are.
std::vector<Eigen::Vector2d> smoothed(const std::vector<Eigen::Vector2d>& points, double sigma) {
  const int reach = static_cast<int>(std::ceil(3 * sigma)), last = static_cast<int>(points.size()) - 1;
  std::vector<Eigen::Vector2d> result;
  for (int i = 0; i <= last; ++i) {
    Eigen::Vector2d sum = Eigen::Vector2d::Zero();
    double weights = 0;
    for (int j = i - reach; j <= i + reach; ++j) {
      const double weight = std::exp(-0.5 * (j - i) * (j - i) / (sigma * sigma));
      sum += weight * points[static_cast<std::size_t>(std::clamp(j, 0, last))];
      weights += weight;
    }
    result.emplace_back(sum / weights);
  }
  return result;
}

/// Points at equal distances along the line.
std::vector<Eigen::Vector2d> evenly_spaced(const std::vector<Eigen::Vector2d>& points, double step_px) {
  std::vector<Eigen::Vector2d> result{points.front()};
  double left_px = step_px;
  for (std::size_t i = 1; i < points.size(); ++i) {
    const Eigen::Vector2d along = points[i] - points[i - 1];
    double done_px = 0;
    for (; along.norm() - done_px >= left_px; left_px = step_px) {
      done_px += left_px;
      result.emplace_back(points[i - 1] + done_px / along.norm() * along);
    }
    left_px -= along.norm() - done_px;
  }
  return result;
}

/// Broad shading off, in local spreads.
cv::Mat1f without_shading(const cv::Mat1f& picture) {
  const cv::Mat1f detail(picture - blurred(picture, 0.35 * body_px));
  cv::Mat1f spread;
  cv::sqrt(blurred(cv::Mat1f(detail.mul(detail)), 0.6 * body_px), spread);
  return cv::Mat1f(detail / (spread + 1e-6));
}

}  // namespace

Eigen::Vector2d StraightenedColumn::on_film(double column, double row) const {
  const auto nearest =
      static_cast<std::size_t>(std::clamp(std::lround(row), 0L, static_cast<long>(midline_px.size()) - 1));
  const Eigen::Vector2d down(-to_right_px[nearest].y(), to_right_px[nearest].x());
  return midline_px[nearest] + (column - body_px) * to_right_px[nearest] +
         (row - static_cast<double>(nearest)) * down;
}

StraightenedColumn straighten_column(const Radiograph& film, const ColumnMidline& midline) {
  const double step_px = midline.width_px / body_px;
  const double row_px =
      midline.points_px.size() < 2 ? 1.0 : midline.points_px[1].y() - midline.points_px[0].y();
  StraightenedColumn column;
  column.midline_px =
      evenly_spaced(smoothed(midline.points_px, std::max(0.5, midline.width_px / 2 / row_px)), step_px);
  std::vector<Eigen::Vector2d> down;
  const auto rows = static_cast<int>(column.midline_px.size());
  for (int row = 0; row < rows; ++row)
    down.emplace_back(column.midline_px[static_cast<std::size_t>(std::min(rows - 1, row + 1))] -
                      column.midline_px[static_cast<std::size_t>(std::max(0, row - 1))]);
  for (const Eigen::Vector2d& along : smoothed(down, body_px / 2.0)) {
    const Eigen::Vector2d unit =
        along.norm() > 0 ? Eigen::Vector2d(along.normalized()) : Eigen::Vector2d(0, 1);
    column.to_right_px.emplace_back(step_px * unit.y(), -step_px * unit.x());
  }
  cv::Mat1f columns(rows, 2 * body_px + 1), film_rows(rows, 2 * body_px + 1);
  for (int row = 0; row < rows; ++row)
    for (int c = 0; c <= 2 * body_px; ++c) {
      const Eigen::Vector2d pixel = column.on_film(c, row);
      columns(row, c) = static_cast<float>(pixel.x());
      film_rows(row, c) = static_cast<float>(pixel.y());
    }
  const cv::Mat1f values(film.rows, film.columns, const_cast<float*>(film.pixels.data()));
  cv::Mat1f picture;
  cv::remap(blurred(values, std::max(0.3, 0.4 * step_px)), picture, columns, film_rows, cv::INTER_LINEAR,
            cv::BORDER_REPLICATE);
  column.picture = without_shading(picture);
  return column;
}

}  // namespace osteosign
