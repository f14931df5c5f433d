#include "features/radiograph/spine/body/edge_strip.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace osteosign {

SmoothedFilm::SmoothedFilm(const Radiograph& film, const BodyOnFilm& body) {
  const double margin = 0.45 * body.depth_px();
  Eigen::Vector2d low = body.corners_px[0], high = low;
  for (const Eigen::Vector2d& corner : body.corners_px) {
    low = low.cwiseMin(corner);
    high = high.cwiseMax(corner);
  }
  const cv::Point first(static_cast<int>(low.x() - margin), static_cast<int>(low.y() - margin)),
      last(static_cast<int>(high.x() + margin) + 2, static_cast<int>(high.y() + margin) + 2);
  cv::Rect part = cv::Rect(first, last) & cv::Rect(0, 0, film.columns, film.rows);
  if (part.width < 2 || part.height < 2) part = cv::Rect(0, 0, film.columns, film.rows);
  const cv::Mat1f whole(film.rows, film.columns, const_cast<float*>(film.pixels.data()));
  first_ = part.tl();
  const double sigma_px = std::max(0.5, body.depth_px() / 80);
  cv::GaussianBlur(whole(part), grey_, {}, sigma_px, sigma_px, cv::BORDER_REPLICATE);
}

double SmoothedFilm::at(const Eigen::Vector2d& pixel) const {
  const double column = std::clamp(pixel.x() - first_.x, 0.0, grey_.cols - 1.001),
               row = std::clamp(pixel.y() - first_.y, 0.0, grey_.rows - 1.001);
  const int c = static_cast<int>(column), r = static_cast<int>(row);
  const double x = column - c, y = row - r;
  return (1 - y) * ((1 - x) * grey_(r, c) + x * grey_(r, c + 1)) +
         y * ((1 - x) * grey_(r + 1, c) + x * grey_(r + 1, c + 1));
}

EdgeStrip::EdgeStrip(const Eigen::Vector2d& from, const Eigen::Vector2d& to, const Eigen::Vector2d& inside,
                     double depth_px, const StripReach& reach)
    : from_(from), to_(to), step_px_(depth_px / columns_of_depth) {
  const Eigen::Vector2d along = (to - from).normalized();
  inward_ = Eigen::Vector2d(-along.y(), along.x());
  if (inward_.dot(inside - from) < 0) inward_ = -inward_;
  line_ = static_cast<int>(std::lround(reach.outward * columns_of_depth));
  columns_ = static_cast<int>(std::lround(reach.inward * columns_of_depth)) + line_ + 1;
}

cv::Mat1f EdgeStrip::rise(const SmoothedFilm& film, double half_span) const {
  cv::Mat1f rise(rows, columns_);
  for (int row = 0; row < rows; ++row)
    for (int column = 0; column < columns_; ++column)
      rise(row, column) = static_cast<float>(film.at(film_px(part_of(row), column + half_span)) -
                                             film.at(film_px(part_of(row), column - half_span)));
  return rise;
}

}  // namespace osteosign
