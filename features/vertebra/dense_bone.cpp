#include "features/vertebra/dense_bone.h"

namespace osteosign {
namespace {

bool is_unexplained_in_body(const LyticRegion& region) {
  return region.explained_by.empty() && region.share_in_body > 0.5;
}

}  // namespace

DenseBone find_dense_bone(const CtVolume& ct, const LysisField& field, const ExpectedDensity& turned_expected,
                          const VertebraGeometry& own, ArchExpectation& expectation, double noise_hu,
                          const DenseRegionParameters& dense, const LysisParameters& lysis) {
  DenseBone bone;
  bone.regions = dense_regions(ct, turned(field, turned_expected), own, expectation, noise_hu, dense, lysis);
  bone.lytic_parts.resize(bone.regions.size());
  VoxelMask of_body(field.image.grid);
  for (const LyticRegion& region : bone.regions)
    if (is_unexplained_in_body(region)) of_body |= region.voxels;
  if (of_body.empty()) return bone;
  const LysisBesideDense beside(field, of_body, lysis);
  for (std::size_t i = 0; i < bone.regions.size(); ++i)
    if (is_unexplained_in_body(bone.regions[i]))
      bone.lytic_parts[i] = beside.lytic_part(bone.regions[i].voxels);
  return bone;
}

}  // namespace osteosign
