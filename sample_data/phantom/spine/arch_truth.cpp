#include "sample_data/phantom/spine/arch_truth.h"

#include "sample_data/phantom/spine/bone_loss.h"
#include "sample_data/phantom/spine/vertebra_part.h"

namespace osteosign::phantom {

namespace {

/// Least area of a pedicle across its axis, near its isthmus.
template <class IsBone>
double isthmus_area_mm2(const VertebraModel& vertebra, int side, IsBone&& is_bone) {
  constexpr double step_mm = 0.2;
  const PedicleAxis& axis = vertebra.arch.left_pedicle();
  const Eigen::Vector3d across(axis.direction.y(), -axis.direction.x(), 0);
  const double reach_mm = 2 * std::max(axis.half_width_mm, axis.half_height_mm);
  double least_mm2 = std::numeric_limits<double>::infinity();
  for (double along = -0.2 * axis.length_mm; along <= 0.2 * axis.length_mm; along += 0.5) {
    int count = 0;
    for (double q = -reach_mm; q <= reach_mm; q += step_mm)
      for (double z = -reach_mm; z <= reach_mm; z += step_mm) {
        Eigen::Vector3d point = axis.isthmus_mm + along * axis.direction + q * across;
        point.z() += z;
        if (axis.tube_distance_mm(point) > 2) continue;
        point.x() *= side;
        if (is_bone(point)) ++count;
      }
    least_mm2 = std::min(least_mm2, count * step_mm * step_mm);
  }
  return least_mm2;
}

}  // namespace

PedicleTruth pedicle_truth(const VertebraModel& vertebra, int side) {
  constexpr double step_mm = 0.4;
  constexpr double cell_mm3 = step_mm * step_mm * step_mm;
  const PedicleAxis& axis = vertebra.arch.left_pedicle();
  const double reach_mm = 1.5 * std::max(axis.half_width_mm, axis.half_height_mm) + 3;
  const VertebraPart part = side > 0 ? VertebraPart::left_pedicle : VertebraPart::right_pedicle;
  const BoneLoss loss(vertebra);
  const auto was_bone = [&](const Eigen::Vector3d& p) { return vertebra.distances(p).outer_mm < 0; };
  const auto is_bone = [&](const Eigen::Vector3d& p) { return was_bone(p) && loss.pedicle_mm(p) > 0; };
  PedicleTruth truth;
  for (double x = step_mm / 2; x < axis.isthmus_mm.x() + 2 * reach_mm; x += step_mm)
    for (double y = vertebra.arch.canal_front_mm() - 2; y < vertebra.arch.pedicle_back_mm(); y += step_mm)
      for (double z = axis.isthmus_mm.z() - reach_mm; z < axis.isthmus_mm.z() + reach_mm; z += step_mm) {
        const Eigen::Vector3d point(side * x, y, z);
        if (part_of(vertebra, point) != part || !was_bone(point)) continue;
        truth.healthy_volume_mm3 += cell_mm3;
        if (loss.pedicle_mm(point) > 0) truth.volume_mm3 += cell_mm3;
      }
  truth.removed_fraction = 1 - truth.volume_mm3 / truth.healthy_volume_mm3;
  truth.healthy_isthmus_area_mm2 = isthmus_area_mm2(vertebra, side, was_bone);
  truth.isthmus_area_mm2 = isthmus_area_mm2(vertebra, side, is_bone);
  return truth;
}

double least_canal_area_mm2(const VertebraModel& vertebra, InTheCanal count) {
  constexpr double step_mm = 0.4;
  const BoneLoss loss(vertebra);
  const auto is_free = [&](const Eigen::Vector3d& p) {
    return vertebra.arch.canal_distance_mm(p) < 0 && vertebra.body.distances(p).outer_mm > 0 &&
           (count == InTheCanal::bone || loss.canal_mass_mm(p) > 0);
  };
  const double front_mm = vertebra.arch.canal_front_mm();
  const double back_mm = front_mm + vertebra.arch.canal_depth_mm();
  const double half_mm = vertebra.arch.canal_half_width_mm();
  const double top_mm = vertebra.body.superior_mm(0, front_mm);
  double least_mm2 = std::numeric_limits<double>::infinity();
  for (double z = vertebra.body.inferior_mm(0, front_mm); z <= top_mm; z += 0.5) {
    int free = 0;
    for (double x = -half_mm; x <= half_mm; x += step_mm)
      for (double y = front_mm - 1; y <= back_mm; y += step_mm)
        if (is_free({x, y, z})) ++free;
    least_mm2 = std::min(least_mm2, free * step_mm * step_mm);
  }
  return least_mm2;
}

double breach_area_mm2(const VertebraModel& vertebra) {
  constexpr double step_mm = 0.1;
  if (vertebra.signs.breach_mm <= 0) return 0;
  const BoneLoss loss(vertebra);
  const VertebralBody& body = vertebra.body;
  const double reach_mm = 0.39 * body.size().width_mm;
  std::size_t count = 0;
  for (double x = -reach_mm; x <= reach_mm; x += step_mm) {
    const double top_mm = body.superior_mm(x, body.back_mm());
    for (double z = body.inferior_mm(x, body.back_mm()); z <= top_mm; z += step_mm)
      if (loss.breach_mm({x, body.wall_mm(x, z), z}) < 0) ++count;
  }
  return static_cast<double>(count) * step_mm * step_mm;
}

}  // namespace osteosign::phantom
