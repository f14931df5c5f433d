#pragma once
#include <vector>

#include "features/prepare/image_quality.h"
#include "features/prepare/metal.h"
#include "io/images/ct_volume.h"
#include "io/images/label_map.h"

namespace osteosign::test {

/// An ellipsoid of another density; in patient mm from the middle of the volume.
struct Spot {
  Eigen::Vector3d centre_mm;
  Eigen::Vector3d semi_axes_mm;
  std::int16_t hu;
};

/// A left and a right bone, 50 mm wide, deep and high, of even marrow with a cortex of 3 mm, in muscle.
struct TwoSides {
  CtVolume ct;
  LabelMap bones;

  explicit TwoSides(const std::vector<Spot>& spots, std::int16_t marrow_hu = 180) {
    ct.grid.size = {90, 46, 46};
    ct.grid.spacing_mm = Eigen::Vector3d::Constant(1.5);
    ct.grid.origin_mm = -0.75 * Eigen::Vector3d(89, 45, 45);
    ct.hounsfield.assign(ct.grid.voxel_count(), 50);
    bones = {ct.grid, std::vector<std::uint16_t>(ct.grid.voxel_count(), 0), {{1, "bone"}}, "built-in"};
    for (int z = 0; z < ct.grid.size[2]; ++z)
      for (int y = 0; y < ct.grid.size[1]; ++y)
        for (int x = 0; x < ct.grid.size[0]; ++x) {
          const Eigen::Vector3d at = ct.grid.patient_from_voxel(Eigen::Vector3d(x, y, z));
          const double outside_mm =
              std::max({std::abs(std::abs(at.x()) - 32), std::abs(at.y()), std::abs(at.z())}) - 25;
          if (outside_mm > 0) continue;
          const std::size_t i = ct.grid.index(x, y, z);
          bones.voxels[i] = 1;
          // Grains of marrow, the same on both sides.
          const int grain = (std::abs(x - 44) * 7 + y * 13 + z * 29) % 41 - 20;
          ct.hounsfield[i] = static_cast<std::int16_t>(outside_mm > -3 ? 900 : marrow_hu + grain);
          for (const Spot& spot : spots)
            if ((at - spot.centre_mm).cwiseQuotient(spot.semi_axes_mm).norm() < 1) ct.hounsfield[i] = spot.hu;
        }
  }
};

}  // namespace osteosign::test
