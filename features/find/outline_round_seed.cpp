#include "features/find/outline_round_seed.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "features/find/cut_lesion.h"
#include "features/find/opened_bone.h"
#include "features/find/refine_outline.h"

namespace osteosign {
namespace {

/// Voxels on the border of the box that is not the border of the volume: there the region goes on.
bool leaves_box(const LesionBox& box, const CtVolume& ct, const std::vector<std::uint8_t>& inside) {
  const std::array<int, 3>& size = box.grid.size;
  const auto goes_on = [&](int coordinate, std::size_t axis) {
    const bool first = coordinate == 0 && box.first[axis] > 0;
    const bool last = coordinate + 1 == size[axis] && box.first[axis] + size[axis] < ct.grid.size[axis];
    return first || last;
  };
  for (int z = 0; z < size[2]; ++z)
    for (int y = 0; y < size[1]; ++y)
      for (int x = 0; x < size[0]; ++x)
        if (inside[box.grid.index(x, y, z)] != 0 && (goes_on(x, 0) || goes_on(y, 1) || goes_on(z, 2)))
          return true;
  return false;
}

/// Share of the area of the region's border (faces of voxels) that lies on its limits while bone as dense as
/// the region goes on behind them.
double share_on_limits(const LesionBox& box, const SeedRegion& region, double bone_hu,
                       const std::vector<std::uint8_t>& inside) {
  double border = 0;
  double on_limits = 0;
  for (std::size_t i = 0; i < inside.size(); ++i) {
    if (inside[i] == 0) continue;
    const Eigen::Array3i at = box.voxel(i);
    for (int axis = 0; axis < 3; ++axis)
      for (const int side : {-1, 1}) {
        Eigen::Array3i next = at;
        next[axis] += side;
        if (!box.grid.contains(next.x(), next.y(), next.z())) continue;
        const std::size_t neighbour = box.grid.index(next.x(), next.y(), next.z());
        if (inside[neighbour] != 0) continue;
        const double face = 1 / box.grid.spacing_mm[axis];  // its area by the volume of a voxel
        border += face;
        const double hu = box.hounsfield[neighbour];
        if (box.bone[neighbour] != 0 && !region.may_hold(box.point_mm(neighbour)) &&
            std::abs(hu - region.median_hu) < std::abs(hu - bone_hu))
          on_limits += face;
      }
  }
  return border > 0 ? on_limits / border : 0;
}

/// Why a seed does not stand out from the bone round it, or nothing: its density must lie apart from the
/// median of the bone by more than that spreads, or hardly any bone may be as dense.
std::string want_of_contrast(const SeedRegion& region, const SurroundingBone& bone,
                             const LesionOutlineParameters& parameters) {
  const double contrast_hu = std::abs(bone.median_hu - region.median_hu);
  const double reach_hu = std::max(parameters.least_contrast_hu, 2 * region.sd_hu);
  const bool stands_out = contrast_hu >= parameters.least_contrast_in_noise_sd * bone.sd_hu ||
                          bone.share_near(region.median_hu, reach_hu) <= parameters.most_shared_density;
  if (contrast_hu >= parameters.least_contrast_hu && stands_out) return {};
  return fmt::format("no contrast to the surrounding bone: {:.0f} HU, noise {:.0f} HU", contrast_hu,
                     bone.sd_hu);
}

/// Why a cut is no lesion, or nothing.
std::string objection(const LesionBox& box, const CtVolume& ct, const SeedRegion& region, double bone_hu,
                      const std::vector<std::uint8_t>& inside) {
  constexpr std::ptrdiff_t fewest_voxels = 8;
  constexpr double largest_share_on_limits =
      0.5;  // a box of 0.8 times the width of a ball: a sixth is cut off
  const auto count = std::count(inside.begin(), inside.end(), std::uint8_t{1});
  if (count < fewest_voxels)
    return fmt::format("the region round the seed is too small: {} voxels, {:.0f} mm3", count,
                       static_cast<double>(count) * box.grid.voxel_volume_mm3());
  if (leaves_box(box, ct, inside))
    return fmt::format("the region round the seed has no border: it passes beyond {:.0f} mm3",
                       static_cast<double>(count) * box.grid.voxel_volume_mm3());
  if (const double share = share_on_limits(box, region, bone_hu, inside); share > largest_share_on_limits)
    return fmt::format("the region round the seed goes on beyond the box: {:.0f} % of its border lies on it",
                       100 * share);
  return {};
}

/// The refined border lies at most one voxel beyond the limits.
void keep_within(const LesionBox& box, const Eigen::AlignedBox3d& limits_in_patient_mm,
                 std::vector<float>& membership) {
  const Eigen::Vector3d voxel_mm = box.grid.direction.cwiseAbs() * box.grid.spacing_mm;
  const Eigen::Vector3d highest = limits_in_patient_mm.max() + voxel_mm;
  const Eigen::Vector3d lowest = limits_in_patient_mm.min() - voxel_mm;
  for (std::size_t i = 0; i < membership.size(); ++i) {
    if (membership[i] <= 0) continue;
    const Eigen::Vector3d point = box.point_mm(i);
    const double beyond_mm = (point - highest).cwiseMax(lowest - point).maxCoeff();
    membership[i] = std::min(membership[i], membership_at(beyond_mm, box.grid));
  }
}

}  // namespace

Measured<CtLesionOutline> outline_round_seed(const OutlineScene& scene,
                                             const Eigen::Vector3d& seed_in_patient_mm,
                                             const Eigen::AlignedBox3d& limits_in_patient_mm) {
  const auto& [ct, bones, quality, parameters] = scene;
  if (bones.grid.size != ct.grid.size) throw InternalError("bones and CT are on different grids");
  const std::optional<LabelMap> opened =
      with_opened_bone(bones, seed_in_patient_mm, parameters.largest_radius_mm);
  const LabelMap& bone_and_lesion = opened ? *opened : bones;
  const Measured<SeedRegion> seen = look_around(ct, bone_and_lesion, quality, seed_in_patient_mm, parameters);
  if (!seen.known()) return seen.unknown();
  const SeedRegion region = seen.value().within(limits_in_patient_mm);
  const LesionBox box = box_around(ct, bone_and_lesion, region);
  constexpr std::size_t most_voxels = 160UL * 160 * 160;
  if (box.grid.voxel_count() > most_voxels)
    return Unknown{fmt::format("the region round the seed is too large: its box has {} million voxels",
                               box.grid.voxel_count() / 1000000)};
  const Measured<SurroundingBone> bone = describe_surroundings(box, region, parameters);
  if (!bone.known()) return bone.unknown();
  if (const std::string reason = want_of_contrast(region, bone.value(), parameters); !reason.empty())
    return Unknown{reason};
  const std::vector<std::uint8_t> inside = cut_lesion(box, region, bone.value(), parameters);
  if (const std::string reason = objection(box, ct, region, bone.value().median_hu, inside); !reason.empty())
    return Unknown{reason};
  std::vector<float> membership = refine_outline(ct, box, inside, quality, parameters);
  keep_within(box, limits_in_patient_mm, membership);
  return outline_from(box, membership);
}

}  // namespace osteosign
