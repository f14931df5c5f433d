#pragma once
#include <opencv2/core.hpp>
#include <vector>

#include "features/radiograph/bone/bone_axis.h"

namespace osteosign {

/// One border of a bone laid straight: a row for each place along the shaft, columns from the soft tissue
/// into the bone.
struct StraightBorder {
  double step_px = 1;  ///< of the film, between rows and between columns
  cv::Mat1f grey;
  cv::Mat1b usable;
  cv::Mat1b lesion;              ///< pixels of the lesion
  std::vector<double> expected;  ///< column of the border in each row
  double error = 0;              ///< how far the border may lie from it, in columns
  double width = 0;              ///< of the bone, in columns

  int rows() const { return grey.rows; }
  int columns() const { return grey.cols; }
  /// Where a place of this border lies on the film, and the direction that leads away from the bone there.
  Eigen::Vector2d film_px(double row, double column) const;
  Eigen::Vector2d outward(double row) const;

  BoneAxis axis;
  double inward = 1;           ///< +1: columns run along the axis's normal (left border); -1: against it
  double first_across_px = 0;  ///< of column 0, along the normal
};

enum class BoneBorder { left, right };

StraightBorder straightened(const Radiograph& film, const RadiographField& field,
                            const RadiographLesionOutline& lesion, const BoneAxis& axis, BoneBorder border);

}  // namespace osteosign
