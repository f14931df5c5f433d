#include "tests/evaluation/search_case.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "features/segment/bones.h"
#include "features/spine/find_spine.h"
#include "features/vertebra/measure_vertebrae.h"

namespace osteosign::evaluation {
namespace {

struct Overlap {
  double one = 0, other = 0, both = 0;
  bool deepest_inside = false;
  double share_of_union() const { return both / (one + other - both); }
};

bool contains(const CtLesionOutline& mask, const Eigen::Array3i& voxel) {
  const Eigen::Array3i at = voxel - Eigen::Array3i(mask.first[0], mask.first[1], mask.first[2]);
  return mask.box.contains(at.x(), at.y(), at.z()) &&
         mask.inside[mask.box.index(at.x(), at.y(), at.z())] != 0;
}

Overlap overlap_of(const BoneCandidate& candidate, const CtLesionOutline& truth) {
  Overlap overlap;
  overlap.other = static_cast<double>(std::ranges::count(truth.inside, std::uint8_t{1}));
  const CtLesionOutline& own = candidate.outline;
  for (int z = 0; z < own.box.size[2]; ++z)
    for (int y = 0; y < own.box.size[1]; ++y)
      for (int x = 0; x < own.box.size[0]; ++x) {
        if (own.inside[own.box.index(x, y, z)] == 0) continue;
        ++overlap.one;
        overlap.both += contains(truth, {own.first[0] + x, own.first[1] + y, own.first[2] + z}) ? 1 : 0;
      }
  const Eigen::Vector3d deepest = truth.box.voxel_from_patient(candidate.middle_in_patient_mm);
  const Eigen::Array3i voxel = deepest.array().round().cast<int>();
  overlap.deepest_inside = truth.box.contains(voxel.x(), voxel.y(), voxel.z()) &&
                           truth.inside[truth.box.index(voxel.x(), voxel.y(), voxel.z())] != 0;
  return overlap;
}

bool hits(const Overlap& overlap) { return overlap.deepest_inside || overlap.share_of_union() >= 0.1; }

}  // namespace

SearchedCt search_ct(const CtVolume& ct) {
  SearchedCt searched;
  searched.quality = estimate_image_quality(ct, {});
  BoneSegmentation bones = segment_bone_tissue(ct, searched.quality, {});
  searched.spine = find_spine(ct, bones, searched.quality, {});
  searched.geometries = find_geometries(ct, searched.spine, searched.quality, {});
  const MeasuredColumn measured =
      measure_column(ct, searched.spine, searched.geometries, bones.metal, searched.quality, {});
  searched.bones = std::move(bones.bones);
  searched.search = find_candidates({ct, searched.bones, searched.spine, measured.spine.vertebrae,
                                     measured.regions, bones.metal, searched.quality},
                                    {}, {});
  return searched;
}

SearchedScan matched(SearchedScan scan, const CandidateSearch& search) {
  for (const BoneCandidate& candidate : search.candidates) {
    TrueLesion* hit = nullptr;
    double best = -1;
    for (TrueLesion& lesion : scan.lesions) {
      const Overlap overlap = overlap_of(candidate, lesion.mask);
      if (lesion.confidence || !hits(overlap) || overlap.share_of_union() <= best) continue;
      best = overlap.share_of_union();
      hit = &lesion;
      lesion.dice = 2 * overlap.both / (overlap.one + overlap.other);
    }
    if (hit == nullptr) {
      scan.false_ones.push_back(candidate);
      continue;
    }
    hit->confidence = candidate.confidence;
    hit->called = candidate.density;
  }
  for (TrueLesion& lesion : scan.lesions)
    for (const BoneCandidate& candidate : search.left_out)
      if (!lesion.confidence && hits(overlap_of(candidate, lesion.mask)))
        lesion.left_out = candidate.left_out;
  return scan;
}

std::string text_of(const BoneCandidate& candidate) {
  const Eigen::Vector3d& at = candidate.middle_in_patient_mm;
  return fmt::format("{} {:.2f} at {:.0f},{:.0f},{:.0f}: {}{}", name_of(candidate.density),
                     candidate.confidence, at.x(), at.y(), at.z(), fmt::join(candidate.reasons, "; "),
                     candidate.left_out.empty() ? "" : " [left out: " + candidate.left_out + "]");
}

std::string_view name_of(DensityClass density) {
  return density == DensityClass::lytic       ? "lytic"
         : density == DensityClass::sclerotic ? "sclerotic"
                                              : "mixed";
}

}  // namespace osteosign::evaluation
