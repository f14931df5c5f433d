#include "features/lesion/diameter_share.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "features/find/outline_voxels.h"

namespace osteosign {
namespace {

constexpr double section_mm = 1;
constexpr double cell_mm = 0.5;
constexpr double beyond_mm = 5;  // as of position_in_bone.h
constexpr int directions = 36;
constexpr int turns = 144;

/// Membership between the eight voxels round a place, 0 outside of the box.
double membership_at(const CtLesionOutline& outline, const Eigen::Vector3d& voxel) {
  const Eigen::Array3i lower = voxel.array().floor().cast<int>();
  double sum = 0;
  for (int corner = 0; corner < 8; ++corner) {
    const Eigen::Array3i at = lower + Eigen::Array3i(corner & 1, corner >> 1 & 1, corner >> 2 & 1);
    if (!outline.box.contains(at.x(), at.y(), at.z())) continue;
    const double weight = (1 - (voxel.array() - at.cast<double>()).abs()).prod();
    sum += weight * outline.membership[outline.box.index(at.x(), at.y(), at.z())];
  }
  return sum;
}

Eigen::Vector2d direction(int k) {
  const double turn = std::numbers::pi * k / directions;
  return {std::cos(turn), std::sin(turn)};
}

/// How far something reaches in each direction of a section.
struct Extents {
  std::array<double, directions> low{}, high{};
  Extents() {
    low.fill(1e9);
    high.fill(-1e9);
  }
  void add(const Eigen::Vector2d& point) {
    for (int k = 0; k < directions; ++k) {
      const auto i = static_cast<std::size_t>(k);
      const double at = direction(k).dot(point);
      low[i] = std::min(low[i], at);
      high[i] = std::max(high[i], at);
    }
  }
  bool is_empty() const { return high[0] < low[0]; }
  double width_mm(int k) const {
    return high[static_cast<std::size_t>(k)] - low[static_cast<std::size_t>(k)];
  }
};

Extents bone_in_section(const TubularSurface& tube, double along_mm) {
  Extents bone;
  for (int i = 0; i < turns; ++i) {
    const double angle = 2 * std::numbers::pi * i / turns;
    bone.add(tube.radius_mm(angle, along_mm) * Eigen::Vector2d(std::cos(angle), std::sin(angle)));
  }
  return bone;
}

Extents lesion_in_section(const CtLesionOutline& outline, const TubularSurface& tube, double along_mm,
                          double level) {
  Extents lesion;
  const double reach_mm = 1.5 * tube.coefficients.row(0).maxCoeff();
  for (double y = -reach_mm; y <= reach_mm; y += cell_mm)
    for (double x = -reach_mm; x <= reach_mm; x += cell_mm) {
      if (std::hypot(x, y) > tube.radius_mm(std::atan2(y, x), along_mm)) continue;
      const Eigen::Vector3d point = tube.centre_mm + tube.frame * Eigen::Vector3d(x, y, along_mm);
      if (membership_at(outline, outline.box.voxel_from_patient(point)) >= level) lesion.add({x, y});
    }
  return lesion;
}

struct Share {
  double ratio = 0;
  double bone_mm = 0;  ///< diameter in that direction
};

Share largest_share(const CtLesionOutline& outline, const TubularSurface& tube, double level) {
  Share largest;
  for (double along = tube.first_mm - beyond_mm; along <= tube.last_mm + beyond_mm; along += section_mm) {
    const Extents lesion = lesion_in_section(outline, tube, along, level);
    if (lesion.is_empty()) continue;
    const Extents bone = bone_in_section(tube, along);
    for (int k = 0; k < directions; ++k) {
      // The outermost cells are seen by their centres.
      const double ratio = (lesion.width_mm(k) + cell_mm) / bone.width_mm(k);
      if (ratio > largest.ratio) largest = {std::min(1.0, ratio), bone.width_mm(k)};
    }
  }
  return largest;
}

bool reaches_beyond(const CtLesionOutline& outline, const TubularSurface& tube) {
  const Eigen::Array3i first(outline.first[0], outline.first[1], outline.first[2]);
  bool beyond = false;
  for_each_inside(outline, [&](const Eigen::Array3i& voxel) {
    const double along =
        tube.in_frame(outline.box.patient_from_voxel((voxel - first).cast<double>().matrix())).z();
    beyond |= along < tube.first_mm - beyond_mm || along > tube.last_mm + beyond_mm;
  });
  return beyond;
}

}  // namespace

MeasuredQuantity bone_diameter_share(const CtLesionOutline& outline,
                                     const std::optional<TubularSurface>& undamaged) {
  if (!undamaged) return Unknown{"the bone is no tube here, or its undamaged surface is not known"};
  if (reaches_beyond(outline, *undamaged))
    return Unknown{"the lesion reaches beyond the part of the bone that is a tube"};
  const Share share = largest_share(outline, *undamaged, 0.5);
  if (share.ratio == 0) return Unknown{"the lesion lies outside of the bone"};
  const double by_outline = std::abs(largest_share(outline, *undamaged, 0.35).ratio -
                                     largest_share(outline, *undamaged, 0.65).ratio) /
                            2;
  const double by_bone = share.ratio * std::numbers::sqrt2 * undamaged->residual_mm / share.bone_mm;
  const double by_cells = cell_mm / share.bone_mm;
  return Quantity{share.ratio, Unit::fraction, std::hypot(by_outline, by_bone, by_cells),
                  "extent across the undamaged bone; SD from memberships 0.35 and 0.65"};
}

}  // namespace osteosign
