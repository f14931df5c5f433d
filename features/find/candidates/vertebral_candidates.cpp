#include "features/find/candidates/vertebral_candidates.h"

#include <fmt/format.h>

#include <algorithm>

#include "features/find/candidates/confidence.h"
#include "features/find/candidates/outline_candidate.h"

namespace osteosign {
namespace {

/// Smaller ones are not told from noise (methods A3.2: 0.1 cm3).
constexpr double least_volume_mm3 = 100;

/// Dense regions less round are cortex that lies elsewhere than in the neighbours (1 to 13 % on untouched
/// scans, a ball of six voxels has 60 %).
constexpr double sheet_roundness = 0.15;

/// The difference at which a region would just be seen (methods A3.2).
double limit_hu(const VertebralRegion& region) {
  return region.density == DensityClass::lytic ? std::max(60.0, 2.5 * region.spread_hu)
                                               : std::max(100.0, 3 * region.spread_hu);
}

BoneCandidate candidate_of(const VertebralRegion& region) {
  BoneCandidate candidate{.density = region.density,
                          .outline = region.outline,
                          .middle_in_patient_mm = deepest_point_mm(region.outline),
                          .volume_mm3 = region.volume_mm3,
                          .median_hu = region.median_hu,
                          .expected_hu = region.expected_hu,
                          .reasons = {},
                          .left_out = region.explained_by};
  if (candidate.left_out.empty() && region.volume_mm3 < least_volume_mm3)
    candidate.left_out = "smaller than 0.1 cm3";
  const double roundness = roundness_of(region.outline);
  if (candidate.left_out.empty() && region.density == DensityClass::sclerotic && roundness < sheet_roundness)
    candidate.left_out = fmt::format(
        "a sheet of cortex or endplate: the largest ball inside takes {:.0f} % of it", 100 * roundness);
  // In the body the texture of the marrow at the width of a lesion is a comparison of its own.
  constexpr double clear_in_sd = 4;
  const bool clear = region.share_in_body > 0.5 && region.wide_drop_in_sd > clear_in_sd;
  Confidence confidence = confidence_of({.density = region.density,
                                         .median_hu = region.median_hu,
                                         .expected_hu = region.expected_hu,
                                         .limit_hu = limit_hu(region),
                                         .volume_mm3 = region.volume_mm3,
                                         .roundness = roundness,
                                         .comparisons = clear ? 2 : 1});
  candidate.confidence = confidence.value;
  candidate.reasons = std::move(confidence.reasons);
  if (region.share_in_body > 0.5)
    candidate.reasons.push_back(fmt::format("{:.1f} spreads of the marrow's texture at the width of a lesion",
                                            region.wide_drop_in_sd));
  return candidate;
}

}  // namespace

std::vector<BoneCandidate> vertebral_candidates(const std::vector<VertebralRegion>& regions) {
  std::vector<BoneCandidate> candidates;
  for (const VertebralRegion& region : regions) candidates.push_back(candidate_of(region));
  return candidates;
}

}  // namespace osteosign
