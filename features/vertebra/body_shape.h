#pragma once
#include <array>
#include <vector>

#include "features/prepare/voxel_mask.h"
#include "features/vertebra/vertebra_image.h"
#include "features/vertebra/wall_on_ray.h"

namespace osteosign {

/// Where a point lies in a vertebral body, whatever its size: `u` to the left and `v` to the back as parts of
/// the body's radius in that direction (their length is 1 at the wall), `h` from 0 at the inferior to 1 at
/// the superior endplate.
struct BodyPlace {
  double u = 0;
  double v = 0;
  double h = 0;
  double radius() const;
};

/// The body of a vertebra as a shape of its own, which holds where the cortex is destroyed or a lesion was
/// cut out of the mask: between the endplates and inside a wall given by its distance from the axis.
class BodyShape {
 public:
  static constexpr int sectors = 72;
  static constexpr int layers = 12;

  /// Walls from the body's voxels: the outermost one (`wall_on_ray_mm`) on each of four rays from the axis
  /// through each cell of direction and height, their median, and of that the median of 3 x 3 cells. Unknown
  /// when an endplate was not seen or most of the rays meet no voxel.
  static Measured<BodyShape> of(const VertebraGeometry& geometry, const VertebraImage& image);

  BodyPlace place_of(const Eigen::Vector3d& point_mm) const;  ///< patient mm
  Eigen::Vector3d point_mm(const BodyPlace& place) const;     ///< patient mm
  Eigen::Vector3d outward(const BodyPlace& place) const;      ///< from the axis, patient space
  double wall_mm(const BodyPlace& place) const;               ///< distance of the wall from the axis there
  double height_mm(const BodyPlace& place) const;             ///< distance of the endplates there
  bool contains(const BodyPlace& place) const;
  VoxelMask voxels_inside(const ImageGrid& grid) const;

  /// The same body with its wall where the other ones, brought to its size, have theirs when that is farther
  /// out by more than `tolerance_mm` (then less the tolerance).
  BodyShape with_wall_of(const std::vector<const BodyShape*>& others, double tolerance_mm) const;

  const VertebraFrame& frame() const { return frame_; }

 private:
  /// Lowest and highest voxel of a box round the body, clipped to the grid.
  std::array<Eigen::Array3i, 2> voxels_round(const ImageGrid& grid) const;

  /// What lies on the ray from the axis, from outside to inside. `angle` counts from the left to the back.
  std::vector<WallSample> samples_inwards(const VertebraImage& image, double angle, double h) const;

  /// Distance from the axis of the body's outermost voxels in a cell of the wall; 0 where there are none.
  double outermost_body_mm(const VertebraImage& image, int sector, int layer) const;

  VertebraFrame frame_;
  HeightField superior_;  ///< every point valid
  HeightField inferior_;
  std::vector<double> wall_mm_;  ///< sectors x layers
};

/// The bodies of a column, in the order of `vertebrae`.
std::vector<Measured<BodyShape>> find_body_shapes(const CtVolume& ct, const Metal& metal,
                                                  const std::vector<VertebraGeometry>& vertebrae);

}  // namespace osteosign
