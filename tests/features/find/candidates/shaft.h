#pragma once
#include <cmath>
#include <vector>

#include "features/find/candidates/coarse_bone.h"
#include "tests/features/find/candidates/two_sides.h"

namespace osteosign::test {

/// A shaft along z, 30 mm wide, with a cortex of 6 mm, cut off at the upper border of the scan and closed at
/// the lower end, in muscle. A lesion that opens the cortex is lost from the mask with the marrow, as in a
/// segmentation that finds no wall.
struct Shaft {
  static constexpr double outer_mm = 15, cortex_mm = 6;
  CtVolume ct;
  LabelMap bones;

  /// `lost_from_mask`: the bone mask leaves the lesions and the marrow out. `slope`: how far the axis moves
  /// along x for each mm along z.
  explicit Shaft(const std::vector<Spot>& lesions, double spacing_mm = 2, bool lost_from_mask = true,
                 double slope = 0) {
    const int across = static_cast<int>(80 / spacing_mm), along = static_cast<int>(100 / spacing_mm);
    ct.grid.size = {across, across, along};
    ct.grid.spacing_mm = Eigen::Vector3d::Constant(spacing_mm);
    ct.grid.origin_mm = -0.5 * spacing_mm * Eigen::Vector3d(across - 1, across - 1, along - 1);
    ct.hounsfield.assign(ct.grid.voxel_count(), 50);
    bones = {ct.grid, std::vector<std::uint16_t>(ct.grid.voxel_count(), 0), {{1, "bone"}}, "built-in"};
    for (int z = 0; z < along; ++z)
      for (int y = 0; y < across; ++y)
        for (int x = 0; x < across; ++x) {
          const Eigen::Vector3d at = ct.grid.patient_from_voxel(Eigen::Vector3d(x, y, z));
          const double from_axis_mm = std::hypot(at.x() - slope * at.z(), at.y());
          const double outside_mm = std::max(from_axis_mm - outer_mm, -42 - at.z());
          if (outside_mm > 0) continue;
          const std::size_t i = ct.grid.index(x, y, z);
          const bool cortex = outside_mm > -cortex_mm;
          ct.hounsfield[i] = static_cast<std::int16_t>(cortex ? 1100 : 20 + (x * 7 + y * 13 + z * 29) % 21);
          bones.voxels[i] = cortex || lesions.empty() || !lost_from_mask ? 1 : 0;
          for (const Spot& lesion : lesions)
            if ((at - lesion.centre_mm).cwiseQuotient(lesion.semi_axes_mm).norm() < 1) {
              ct.hounsfield[i] = lesion.hu;
              bones.voxels[i] = lost_from_mask ? 0 : 1;
            }
        }
  }
  SearchedBones searched() const { return {ct, bones, none, none}; }
  VoxelMask none;
};

}  // namespace osteosign::test
