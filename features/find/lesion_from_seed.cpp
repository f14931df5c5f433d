#include "features/find/lesion_from_seed.h"

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

/// Why a cut is no lesion, or nothing.
std::string objection(const LesionBox& box, const CtVolume& ct, const std::vector<std::uint8_t>& inside) {
  constexpr std::ptrdiff_t fewest_voxels = 8;
  const auto count = std::count(inside.begin(), inside.end(), std::uint8_t{1});
  if (count < fewest_voxels)
    return fmt::format("the region round the seed is too small: {} voxels, {:.0f} mm3", count,
                       static_cast<double>(count) * box.grid.voxel_volume_mm3());
  if (leaves_box(box, ct, inside))
    return fmt::format("the region round the seed has no border: it passes beyond {:.0f} mm3",
                       static_cast<double>(count) * box.grid.voxel_volume_mm3());
  return {};
}

}  // namespace

Measured<CtLesionOutline> outline_lesion_from_seed(const CtVolume& ct, const LabelMap& bones,
                                                   const ImageQuality& quality,
                                                   const Eigen::Vector3d& seed_in_patient_mm,
                                                   const LesionOutlineParameters& parameters) {
  if (bones.grid.size != ct.grid.size) throw InternalError("bones and CT are on different grids");
  const std::optional<LabelMap> opened =
      with_opened_bone(bones, seed_in_patient_mm, parameters.largest_radius_mm);
  const LabelMap& bone_and_lesion = opened ? *opened : bones;
  const Measured<SeedRegion> region =
      look_around(ct, bone_and_lesion, quality, seed_in_patient_mm, parameters);
  if (!region.known()) return region.unknown();
  const LesionBox box = box_around(ct, bone_and_lesion, region.value());
  constexpr std::size_t most_voxels = 160UL * 160 * 160;
  if (box.grid.voxel_count() > most_voxels)
    return Unknown{fmt::format("the region round the seed is too large: its box has {} million voxels",
                               box.grid.voxel_count() / 1000000)};
  const Measured<SurroundingBone> bone = describe_surroundings(box, region.value(), parameters);
  if (!bone.known()) return bone.unknown();
  const double contrast = std::abs(bone.value().median_hu - region.value().median_hu);
  const double needed =
      std::max(parameters.least_contrast_hu, parameters.least_contrast_in_noise_sd * bone.value().sd_hu);
  if (contrast < needed)
    return Unknown{fmt::format("no contrast to the surrounding bone: {:.0f} HU, noise {:.0f} HU", contrast,
                               bone.value().sd_hu)};
  const std::vector<std::uint8_t> inside = cut_lesion(box, region.value(), bone.value(), parameters);
  if (const std::string reason = objection(box, ct, inside); !reason.empty()) return Unknown{reason};
  return outline_from(box, refine_outline(ct, box, inside, quality, parameters));
}

}  // namespace osteosign
