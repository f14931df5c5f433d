#pragma once
#include <optional>
#include <vector>

#include "features/prepare/image_quality.h"
#include "features/prepare/metal.h"
#include "features/vertebra/body_shape.h"

namespace osteosign::test {

/// A ball of another density, at a place in the frame of one vertebra.
struct Ball {
  std::size_t vertebra = 0;
  Eigen::Vector3d local_mm = Eigen::Vector3d::Zero();
  double radius_mm = 6;
  double hu = 40;
  bool in_label = true;  ///< false: the label leaves it out, as a segmentation by density does
};

/// A straight column of equal vertebrae: elliptic bodies with a shell of cortex, the basivertebral vein, two
/// pedicles and half a ring as arch, in muscle.
struct ColumnScene {
  int vertebrae = 6;
  double voxel_mm = 1.1;
  double slice_mm = 1.1;
  double marrow_hu = 170;
  double texture_hu = 40;  ///< standard deviation, smooth over 0.9 mm
  double noise_hu = 20;
  unsigned seed = 1;
  std::vector<Ball> balls;
  std::optional<std::size_t> patchy;  ///< a vertebra whose marrow varies over 7 mm
  double patch_hu = 70;
  double patch_mm = 7;
};

/// What the measurements need of it; geometry and quality are the truth.
struct ScannedColumn {
  CtVolume ct;
  Metal metal;
  ImageQuality quality;
  std::vector<VertebraGeometry> vertebrae;
  std::vector<Measured<BodyShape>> shapes;
  std::vector<double> ball_mm3;  ///< of each ball, the part within bone
};

ScannedColumn scan_column(const ColumnScene& scene);

}  // namespace osteosign::test
