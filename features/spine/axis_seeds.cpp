#include "features/spine/axis_seeds.h"

namespace osteosign {

void seed_beside_dens(const BoneNodes& bones, const Dens& dens, std::vector<Owner>& seeds) {
  constexpr double clearly_above_mm = 1.5;     // its lowest free place: lateral joints lie lower
  constexpr double peg_mm = 0.5, ring_mm = 2;  // of its surface; the joint of the anterior arch lies between
  const double height_mm = (dens.tip_mm - dens.base_mm).norm();
  for (std::size_t i = 0; i < seeds.size(); ++i) {
    const std::array<int, 3>& voxel = bones.nodes[i].voxel;
    const Eigen::Vector3d from_base =
        bones.grid.patient_from_voxel(Eigen::Vector3d(voxel[0], voxel[1], voxel[2])) - dens.base_mm;
    const double above_mm = from_base.dot(dens.cranial());
    if (above_mm < 0) continue;
    const double beside_mm = (from_base - above_mm * dens.cranial()).norm() - dens.radius_mm();
    if (beside_mm < peg_mm && above_mm < height_mm + 1)
      seeds[i] = owner_below_disc(-1);
    else if (above_mm > clearly_above_mm && (beside_mm > ring_mm || above_mm > height_mm + ring_mm))
      seeds[i] = not_spine;
    else
      seeds[i] = 0;
  }
}

}  // namespace osteosign
