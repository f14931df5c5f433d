#include "sample_data/phantom/spine/vertebra_part.h"

namespace osteosign::phantom {

VertebraPart part_of(const VertebraModel& vertebra, const Eigen::Vector3d& local_mm) {
  constexpr double beside_tube_mm = 2;
  if (local_mm.y() < vertebra.body.wall_mm(local_mm.x(), local_mm.z())) return VertebraPart::body;
  const Eigen::Vector3d mirrored(std::abs(local_mm.x()), local_mm.y(), local_mm.z());
  const bool in_pedicle = local_mm.y() < vertebra.arch.pedicle_back_mm() &&
                          vertebra.arch.left_pedicle().tube_distance_mm(mirrored) < beside_tube_mm;
  if (!in_pedicle) return VertebraPart::posterior;
  return local_mm.x() > 0 ? VertebraPart::left_pedicle : VertebraPart::right_pedicle;
}

}  // namespace osteosign::phantom
