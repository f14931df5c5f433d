#pragma once
#include <opencv2/core.hpp>

#include "features/radiograph/spine/column_midline.h"

namespace osteosign {

/// The film along the column as if it were straight: rows run down the midline, the width of a body is
/// `body_px` columns, the midline is column `body_px`. Grey values are those of the film less its broad
/// shading, in local spreads, so that bones in the shadow of lungs and of bowel look alike.
struct StraightenedColumn {
  static constexpr int body_px = 100;
  cv::Mat1f picture;
  std::vector<Eigen::Vector2d> midline_px;   ///< of each row, on the film
  std::vector<Eigen::Vector2d> to_right_px;  ///< film pixels for one column to the right

  Eigen::Vector2d on_film(double column, double row) const;
};

StraightenedColumn straighten_column(const Radiograph& film, const ColumnMidline& midline);

}  // namespace osteosign
