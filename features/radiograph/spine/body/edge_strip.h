#pragma once
#include <Eigen/Core>
#include <opencv2/core.hpp>

#include "features/radiograph/spine/body/body_on_film.h"

namespace osteosign {

/// The film round a body, smoothed on a scale of an eightieth of the depth of the body.
class SmoothedFilm {
 public:
  SmoothedFilm(const Radiograph& film, const BodyOnFilm& body);
  /// Grey value between pixels; beyond the part that is kept, that of its border.
  double at(const Eigen::Vector2d& pixel) const;

 private:
  cv::Mat1f grey_;
  cv::Point first_;
};

/// How far from the line between two corners a border is looked for, in depths of the body.
struct StripReach {
  double outward, inward;
};

/// The strip along the line from one corner of a body to another: rows along it at even steps, columns across
/// it from outside to inside, each a hundredth of the depth of the body.
class EdgeStrip {
 public:
  static constexpr int rows = 49;
  static constexpr double columns_of_depth = 100;

  EdgeStrip(const Eigen::Vector2d& from, const Eigen::Vector2d& to, const Eigen::Vector2d& inside,
            double depth_px, const StripReach& reach);

  int columns() const { return columns_; }
  /// The column of the line between the corners.
  int line() const { return line_; }
  double part_of(int row) const { return static_cast<double>(row) / (rows - 1); }
  /// Place on the film; `part` is 0 at the first corner and 1 at the last.
  Eigen::Vector2d film_px(double part, double column) const {
    return from_ + part * (to_ - from_) + (column - line_) * step_px_ * inward_;
  }
  /// How much denser the film is inwards of each place than outwards of it, `half_span` columns away.
  cv::Mat1f rise(const SmoothedFilm& film, double half_span) const;

 private:
  Eigen::Vector2d from_, to_, inward_;
  double step_px_;
  int line_, columns_;
};

}  // namespace osteosign
