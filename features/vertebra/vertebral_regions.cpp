#include "features/vertebra/vertebral_regions.h"

#include <algorithm>

#include "features/prepare/mask_components.h"

namespace osteosign {

CtLesionOutline outline_of(const VoxelMask& voxels, const VertebraImage& image) {
  CtLesionOutline outline;
  outline.box = image.grid;
  outline.first = image.first;
  outline.inside.assign(image.grid.voxel_count(), 0);
  for_each_voxel(voxels, [&](int x, int y, int z) { outline.inside[image.grid.index(x, y, z)] = 1; });
  outline.membership.assign(outline.inside.begin(), outline.inside.end());
  return outline;
}

namespace {

/// Of a region in the image of its field; the densities of dense ones are turned.
VertebralRegion region_value(const LyticRegion& region, const VertebraImage& image, DensityClass density,
                             std::uint16_t label) {
  const double sign = density == DensityClass::sclerotic ? -1 : 1;
  return {.label = label,
          .density = density,
          .outline = outline_of(region.voxels, image),
          .volume_mm3 = region.volume_mm3(),
          .median_hu = sign * region.median_hu,
          .expected_hu = sign * region.expected_hu,
          .limit_hu = region.limit_hu,
          .wide_drop_in_sd = region.wide_drop_in_sd,
          .share_in_body = region.share_in_body,
          .explained_by = region.explained_by};
}

/// Lytic regions that lost bone told, with all the lost bone that hangs on them, and the dense bone beside.
struct OpposedParts {
  VoxelMask regions;
  VoxelMask lytic;  ///< the regions, and followed_lost_bone
  VoxelMask dense;
};

OpposedParts opposed_parts(const std::vector<LyticRegion>& regions, const LysisField& field,
                           const LostBone& lost, double dense_from_hu, const LysisParameters& parameters) {
  const VoxelMask none(field.image.grid);
  OpposedParts parts{none, none, none};
  if (lost.cores.row_count() == 0 || lost.cores.empty()) return parts;
  for (const LyticRegion& each : regions) {
    const VoxelMask core = each.voxels & lost.cores;
    if (!each.explained_by.empty() || core.empty()) continue;
    parts.regions |= each.voxels;
    parts.lytic |= each.voxels | followed_lost_bone(field, lost, core, each.median_hu, parameters);
  }
  parts.dense = dense_part_beside(field, lost, parts.lytic, dense_from_hu);
  return parts;
}

VertebralRegion with_voxels(VertebralRegion value, const VoxelMask& voxels, const VertebraImage& image) {
  value.outline = outline_of(voxels, image);
  value.volume_mm3 = voxels.volume_mm3();
  return value;
}

/// A lytic region as the lesion it is part of: what hangs together with it by dense bone is one with it,
/// mixed where that bone is a fifth of it (methods A3.2). A lesion that is lytic alone ends where its regions
/// do.
VertebralRegion as_lesion(VertebralRegion value, const VoxelMask& own, const OpposedParts& parts,
                          const VoxelMask& lesion, const VertebraImage& image) {
  if ((lesion & parts.dense).volume_mm3() >= least_share_of_mixed * lesion.volume_mm3()) {
    value.density = DensityClass::mixed;
    return with_voxels(std::move(value), lesion, image);
  }
  const VoxelMask pieces = lesion & parts.regions;
  if ((pieces - own).empty()) return value;
  return with_voxels(std::move(value), pieces | (lesion & parts.dense), image);
}

}  // namespace

std::vector<VertebralRegion> lytic_region_values(const std::vector<LyticRegion>& regions,
                                                 const LysisField& field, const LostBone& lost,
                                                 double dense_from_hu, const LysisParameters& parameters,
                                                 std::uint16_t label) {
  const OpposedParts parts = opposed_parts(regions, field, lost, dense_from_hu, parameters);
  std::vector<const LyticRegion*> ordered;
  for (const LyticRegion& each : regions) ordered.push_back(&each);
  std::ranges::stable_sort(ordered, std::ranges::greater{},
                           [](const LyticRegion* each) { return each->volume_mm3(); });
  std::vector<VertebralRegion> values;
  VoxelMask told(field.image.grid);
  for (const LyticRegion* const each : ordered) {
    const VoxelMask core = each->voxels & parts.regions;
    if (!(core & told).empty()) continue;
    VertebralRegion value = region_value(*each, field.image, DensityClass::lytic, label);
    if (!core.empty()) {
      const VoxelMask lesion = connected_to(parts.lytic | parts.dense, core);
      value = as_lesion(std::move(value), each->voxels, parts, lesion, field.image);
      told |= lesion;
    }
    values.push_back(std::move(value));
  }
  return values;
}

std::vector<VertebralRegion> dense_region_values(const DenseBone& bone, const VertebraImage& image,
                                                 std::uint16_t label) {
  std::vector<VertebralRegion> values;
  for (std::size_t i = 0; i < bone.regions.size(); ++i) {
    VertebralRegion value = region_value(bone.regions[i], image, DensityClass::sclerotic, label);
    if (const std::optional<LyticRegion>& lytic = bone.lytic_parts[i]) {
      value.density = DensityClass::mixed;
      value = with_voxels(std::move(value), bone.regions[i].voxels | lytic->voxels, image);
    }
    values.push_back(std::move(value));
  }
  return values;
}

}  // namespace osteosign
