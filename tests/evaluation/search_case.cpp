#include "tests/evaluation/search_case.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "features/find/outline_voxels.h"
#include "features/segment/bones.h"
#include "features/spine/find_spine.h"

namespace osteosign::evaluation {

bool hits(const CtLesionOutline& outline, const Eigen::Vector3d& deepest_in_patient_mm,
          const CtLesionOutline& truth, const ImageGrid& series) {
  const Eigen::Array3i deepest = series.voxel_from_patient(deepest_in_patient_mm).array().round().cast<int>();
  return holds(truth, deepest) || overlap_of(outline, truth).share_of_union() >= 0.1;
}

SearchedSeries SearchedCt::series(const CtVolume& ct) const {
  return {ct, bones, spine, column.spine.vertebrae, column.regions, metal, quality};
}

SearchedCt prepared_ct(const CtVolume& ct) {
  SearchedCt searched;
  searched.quality = estimate_image_quality(ct, {});
  BoneSegmentation bones = segment_bone_tissue(ct, searched.quality, {});
  searched.spine = find_spine(ct, bones, {});
  searched.geometries = find_geometries(ct, searched.spine, searched.quality, {});
  searched.column =
      measure_column(ct, searched.spine, searched.geometries, bones.metal, searched.quality, {});
  searched.bones = std::move(bones.bones);
  searched.metal = std::move(bones.metal);
  return searched;
}

SearchedCt search_ct(const CtVolume& ct) {
  SearchedCt searched = prepared_ct(ct);
  searched.search = find_candidates(searched.series(ct), {}, {});
  return searched;
}

SearchedScan matched(SearchedScan scan, const ImageGrid& series, const CandidateSearch& search) {
  for (const BoneCandidate& candidate : search.candidates) {
    TrueLesion* hit = nullptr;
    double best = -1;
    for (TrueLesion& lesion : scan.lesions) {
      const OutlineOverlap overlap = overlap_of(candidate.outline, lesion.mask);
      if (lesion.confidence ||
          !hits(candidate.outline, candidate.middle_in_patient_mm, lesion.mask, series) ||
          overlap.share_of_union() <= best)
        continue;
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
      if (!lesion.confidence && hits(candidate.outline, candidate.middle_in_patient_mm, lesion.mask, series))
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
