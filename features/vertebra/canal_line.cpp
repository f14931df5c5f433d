#include "features/vertebra/canal_line.h"

namespace osteosign {

CanalLine::CanalLine(const std::vector<CanalPoint>& canal, const VertebraFrame& frame) {
  constexpr double reach_mm = 80;  // of one vertebra: a curved canal may come to the same height elsewhere
  for (const CanalPoint& point : canal) {
    const Eigen::Vector3d local = frame.local_from_patient(point.centre_mm);
    if (local.norm() < reach_mm) local_mm_.push_back(local);
  }
}

std::optional<Eigen::Vector2d> CanalLine::at(double z_mm) const {
  for (std::size_t i = 1; i < local_mm_.size(); ++i) {
    const Eigen::Vector3d& above = local_mm_[i - 1];
    const Eigen::Vector3d& below = local_mm_[i];
    if (z_mm > above.z() || z_mm < below.z() || above.z() <= below.z()) continue;
    const double share = (z_mm - below.z()) / (above.z() - below.z());
    return Eigen::Vector2d((share * above + (1 - share) * below).head<2>());
  }
  return std::nullopt;
}

}  // namespace osteosign
