#include "features/vertebra/canal_line.h"

namespace osteosign {

CanalLine::CanalLine(const std::vector<CanalPoint>& canal, const VertebraFrame& frame) {
  constexpr double reach_mm = 80;  // of one vertebra: a curved canal may come to the same height elsewhere
  for (const CanalPoint& point : canal) {
    const Eigen::Vector3d local = frame.local_from_patient(point.centre_mm);
    if (local.norm() < reach_mm) local_mm_.push_back(local);
  }
}

namespace {

/// Point of the straight line through two points at a height; nothing when the line runs across.
std::optional<Eigen::Vector2d> on_line(const Eigen::Vector3d& above, const Eigen::Vector3d& below,
                                       double z_mm) {
  if (above.z() <= below.z()) return std::nullopt;
  const double share = (z_mm - below.z()) / (above.z() - below.z());
  return Eigen::Vector2d((share * above + (1 - share) * below).head<2>());
}

}  // namespace

std::optional<Eigen::Vector2d> CanalLine::at(double z_mm) const {
  constexpr std::size_t end_points = 8;
  constexpr double beyond_end_mm = 15;  // half of a vertebra
  const std::size_t count = local_mm_.size();
  if (count < end_points) return std::nullopt;
  for (std::size_t i = 1; i < count; ++i)
    if (z_mm <= local_mm_[i - 1].z() && z_mm >= local_mm_[i].z())
      return on_line(local_mm_[i - 1], local_mm_[i], z_mm);
  if (z_mm > local_mm_.front().z() && z_mm < local_mm_.front().z() + beyond_end_mm)
    return on_line(local_mm_.front(), local_mm_[end_points - 1], z_mm);
  if (z_mm < local_mm_.back().z() && z_mm > local_mm_.back().z() - beyond_end_mm)
    return on_line(local_mm_[count - end_points], local_mm_.back(), z_mm);
  return std::nullopt;
}

}  // namespace osteosign
