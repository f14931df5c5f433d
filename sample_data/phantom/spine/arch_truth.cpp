#include "sample_data/phantom/spine/arch_truth.h"

#include "sample_data/phantom/spine/bone_loss.h"
#include "sample_data/phantom/spine/vertebra_part.h"

namespace osteosign::phantom {

namespace {

/// How much of a cell of `step_mm` lies inside of a surface at `distance_mm` from its middle.
double part_inside(double distance_mm, double step_mm) {
  return std::clamp(0.5 - distance_mm / step_mm, 0.0, 1.0);
}

/// Least areas of a pedicle across its axis, near its isthmus: with and without what is lost.
struct IsthmusAreas {
  double healthy_mm2 = std::numeric_limits<double>::infinity();
  double left_over_mm2 = std::numeric_limits<double>::infinity();
};

IsthmusAreas isthmus_areas(const VertebraModel& vertebra, int side) {
  constexpr double step_mm = 0.4;
  const PedicleAxis& axis = vertebra.arch.left_pedicle();
  const BoneLoss loss(vertebra);
  const Eigen::Vector3d across(axis.direction.y(), -axis.direction.x(), 0);
  const double reach_mm = axis.flare(axis.length_mm) * std::max(axis.half_width_mm, axis.half_height_mm) + 2;
  IsthmusAreas least;
  for (double along = -0.2 * axis.length_mm; along <= 0.2 * axis.length_mm; along += 0.8) {
    double healthy_mm2 = 0, left_over_mm2 = 0;
    for (double q = -reach_mm; q <= reach_mm; q += step_mm)
      for (double z = -reach_mm; z <= reach_mm; z += step_mm) {
        Eigen::Vector3d point = axis.isthmus_mm + along * axis.direction + q * across;
        point.z() += z;
        if (axis.tube_distance_mm(point) > 2) continue;
        point.x() *= side;
        const double bone_mm = vertebra.arch.distances(point).outer_mm;
        healthy_mm2 += step_mm * step_mm * part_inside(bone_mm, step_mm);
        left_over_mm2 += step_mm * step_mm * part_inside(std::max(bone_mm, -loss.pedicle_mm(point)), step_mm);
      }
    least.healthy_mm2 = std::min(least.healthy_mm2, healthy_mm2);
    least.left_over_mm2 = std::min(least.left_over_mm2, left_over_mm2);
  }
  return least;
}

}  // namespace

PedicleTruth pedicle_truth(const VertebraModel& vertebra, int side) {
  constexpr double step_mm = 0.5;
  constexpr double cell_mm3 = step_mm * step_mm * step_mm;
  const PedicleAxis& axis = vertebra.arch.left_pedicle();
  const double reach_mm = axis.flare(axis.length_mm) * std::max(axis.half_width_mm, axis.half_height_mm) + 3;
  const VertebraPart part = side > 0 ? VertebraPart::left_pedicle : VertebraPart::right_pedicle;
  const BoneLoss loss(vertebra);
  PedicleTruth truth;
  for (double x = axis.isthmus_mm.x() - reach_mm - 6; x < axis.isthmus_mm.x() + reach_mm + 6; x += step_mm)
    for (double y = vertebra.arch.pedicle_back_mm() - step_mm / 2; y > vertebra.arch.canal_front_mm() - 2;
         y -= step_mm)
      for (double z = axis.isthmus_mm.z() - reach_mm; z < axis.isthmus_mm.z() + reach_mm; z += step_mm) {
        const Eigen::Vector3d point(side * x, y, z);
        if (part_of(vertebra, point) != part) continue;
        const double bone_mm = vertebra.distances(point).outer_mm;
        truth.healthy_volume_mm3 += cell_mm3 * part_inside(bone_mm, step_mm);
        truth.volume_mm3 += cell_mm3 * part_inside(std::max(bone_mm, -loss.pedicle_mm(point)), step_mm);
      }
  const IsthmusAreas areas = isthmus_areas(vertebra, side);
  truth.removed_fraction = 1 - truth.volume_mm3 / truth.healthy_volume_mm3;
  truth.healthy_isthmus_area_mm2 = areas.healthy_mm2;
  truth.isthmus_area_mm2 = areas.left_over_mm2;
  return truth;
}

double least_canal_area_mm2(const VertebraModel& vertebra, InTheCanal count) {
  constexpr double step_mm = 0.4;
  const BoneLoss loss(vertebra);
  const double front_mm = vertebra.arch.canal_front_mm();
  const double back_mm = front_mm + vertebra.arch.canal_depth_mm();
  const double half_mm = vertebra.arch.canal_half_width_mm();
  const double top_mm = vertebra.body.superior_mm(0, front_mm);
  double least_mm2 = std::numeric_limits<double>::infinity();
  for (double z = vertebra.body.inferior_mm(0, front_mm); z <= top_mm; z += 1) {
    double free_mm2 = 0;
    for (double x = -half_mm; x <= half_mm; x += step_mm) {
      const double wall_mm = vertebra.body.wall_mm(x, z);
      for (double y = front_mm - 1; y <= back_mm; y += step_mm) {
        double outside_mm = std::max(vertebra.arch.canal_distance_mm({x, y, z}), wall_mm - y);
        if (count == InTheCanal::bone_and_soft_tissue)
          outside_mm = std::max(outside_mm, -loss.canal_mass_mm({x, y, z}));
        free_mm2 += step_mm * step_mm * part_inside(outside_mm, step_mm);
      }
    }
    least_mm2 = std::min(least_mm2, free_mm2);
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
