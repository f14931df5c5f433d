#pragma once
#include <array>
#include <vector>

#include "features/vertebra/vertebra_image.h"

namespace osteosign {

/// Where a point lies in a vertebral body, whatever its size: `u` to the left and `v` to the back as parts of
/// the body's radius in that direction (their length is 1 at the wall), `h` from 0 at the inferior to 1 at the
/// superior endplate.
struct BodyPlace {
  double u = 0;
  double v = 0;
  double h = 0;
  double radius() const;
};

/// The body of a vertebra as a shape of its own, which holds where the cortex is destroyed or a lesion was cut
/// out of the mask: between the endplates and inside a wall given by its distance from the axis.
class BodyShape {
 public:
  static constexpr int sectors = 36;
  static constexpr int layers = 12;

  /// Walls from the body's voxels: their largest distance from the axis by direction and height, median of 3 x
  /// 3 neighbours. Unknown when an endplate was not seen or most of the wall holds no voxel.
  static Measured<BodyShape> of(const VertebraGeometry& geometry, const VertebraImage& image);

  BodyPlace place_of(const Eigen::Vector3d& point_mm) const;     ///< patient mm
  Eigen::Vector3d point_mm(const BodyPlace& place) const;        ///< patient mm
  Eigen::Vector3d outward(const BodyPlace& place) const;         ///< from the axis, patient space
  double wall_mm(const BodyPlace& place) const;                  ///< distance of the wall from the axis there
  double height_mm(const BodyPlace& place) const;                ///< distance of the endplates there
  bool contains(const BodyPlace& place) const;
  double depth_below_wall_mm(const BodyPlace& place) const;      ///< at right angles to the wall
  double depth_below_endplate_mm(const BodyPlace& place) const;  ///< of the nearer one, along the axis

  /// The same body with its wall where the other ones, brought to its size, have theirs when that is farther
  /// out by more than `tolerance_mm` (then less the tolerance).
  BodyShape with_wall_of(const std::vector<const BodyShape*>& others, double tolerance_mm) const;

  const VertebraFrame& frame() const { return frame_; }

  /// Calls `visit(x, y, z, place)` for each voxel of a grid in the body, in memory order.
  template <class Visitor>
  void for_each_voxel_inside(const ImageGrid& grid, const Visitor& visit) const;

 private:
  /// Lowest and highest voxel of a box round the body, clipped to the grid.
  std::array<Eigen::Array3i, 2> voxels_round(const ImageGrid& grid) const;

  VertebraFrame frame_;
  HeightField superior_;  ///< every point valid
  HeightField inferior_;
  std::vector<double> wall_mm_;  ///< sectors x layers
};

template <class Visitor>
void BodyShape::for_each_voxel_inside(const ImageGrid& grid, const Visitor& visit) const {
  const auto [lowest, highest] = voxels_round(grid);
  for (int z = lowest.z(); z <= highest.z(); ++z)
    for (int y = lowest.y(); y <= highest.y(); ++y)
      for (int x = lowest.x(); x <= highest.x(); ++x) {
        const BodyPlace place = place_of(grid.patient_from_voxel(Eigen::Vector3d(x, y, z)));
        if (contains(place)) visit(x, y, z, place);
      }
}

/// The bodies of a column, in the order of `vertebrae`.
std::vector<Measured<BodyShape>> find_body_shapes(const CtVolume& ct, const Metal& metal,
                                                  const std::vector<VertebraGeometry>& vertebrae);

}  // namespace osteosign
