#include "sample_data/phantom/spine/rib.h"

#include "sample_data/phantom/solids.h"

namespace osteosign::phantom {

namespace {

constexpr double radius_mm = 3.6;

/// Where a rib runs, from the tip of the transverse process on, in mm from there (chosen to look like a
/// chest).
const std::vector<Eigen::Vector3d>& way_round() {
  static const std::vector<Eigen::Vector3d> way{{10, 5, -3},    {26, 5, -9},    {44, -4, -17},
                                                {58, -20, -26}, {66, -42, -36}, {68, -66, -46}};
  return way;
}

std::size_t points_round(int level) { return level == 19 ? 3 : level == 18 ? 4 : way_round().size(); }

}  // namespace

Ribs::Ribs(int level, const VertebralBody& body, const VertebralArch& arch) : radius_mm_(radius_mm) {
  const VertebraSize& size = body.size();
  const double head_z_mm = body.superior_mm(0, body.back_mm()) - 0.22 * size.height_mm;
  const double tip_y_mm = body.back_mm() + 0.85 * size.canal_depth_mm + size.transverse_back_mm;
  const Eigen::Vector3d before_tip(size.transverse_reach_mm + 1,
                                   tip_y_mm - 0.16 * size.height_mm - radius_mm - 1,
                                   arch.left_pedicle().isthmus_mm.z());
  path_mm_ = {{0.43 * size.width_mm, body.back_mm() - 1, head_z_mm}, before_tip};
  for (std::size_t i = 0; i < points_round(level); ++i) path_mm_.push_back(before_tip + way_round()[i]);
}

double Ribs::distance_mm(const Eigen::Vector3d& point_mm) const {
  const Eigen::Vector3d p(std::abs(point_mm.x()), point_mm.y(), point_mm.z());
  double nearest_mm = segment_distance_mm(p, path_mm_[0], path_mm_[1]);
  for (std::size_t i = 1; i + 1 < path_mm_.size(); ++i)
    nearest_mm = std::min(nearest_mm, segment_distance_mm(p, path_mm_[i], path_mm_[i + 1]));
  return nearest_mm - radius_mm_;
}

Eigen::Vector3d Ribs::lowest_mm() const {
  Eigen::Vector3d low = path_mm_.front();
  for (const Eigen::Vector3d& point : path_mm_) low = low.cwiseMin(point);
  const double reach = highest_mm().x();
  return {-reach, low.y() - radius_mm_, low.z() - radius_mm_};
}

Eigen::Vector3d Ribs::highest_mm() const {
  Eigen::Vector3d high = path_mm_.front();
  for (const Eigen::Vector3d& point : path_mm_) high = high.cwiseMax(point);
  return high.array() + radius_mm_;
}

}  // namespace osteosign::phantom
