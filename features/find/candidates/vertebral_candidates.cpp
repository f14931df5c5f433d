#include "features/find/candidates/vertebral_candidates.h"

#include <fmt/format.h>

#include "features/find/candidates/confidence.h"
#include "features/find/outline_voxels.h"

namespace osteosign {
namespace {

/// Smaller ones are not told from noise (methods A3.2: 0.1 cm3).
constexpr double least_volume_mm3 = 100;

/// Whether a region of pedicles and laminae is thicker than any sheet of their cortex: bone there is some 7
/// mm thick, and a lesion that fills it is as bent as the bone is.
bool fills_the_arch(const VertebralRegion& region, const InscribedBall& ball) {
  constexpr double thickest_sheet_mm = 7;
  return region.share_in_body < 0.5 && 2 * ball.radius_mm >= thickest_sheet_mm;
}

BoneCandidate candidate_of(const VertebralRegion& region, double sheet_roundness) {
  const InscribedBall ball = inscribed_ball(region.outline);
  BoneCandidate candidate{
      .density = region.density,
      .outline = region.outline,
      .middle_in_patient_mm = ball.centre_in_patient_mm,
      .volume_mm3 = region.volume_mm3,
      .median_hu = region.median_hu,
      .expected_hu = region.expected_hu,
      .reasons = {},
      .with_what_is_beside = region.density == DensityClass::sclerotic && region.share_in_body > 0.5,
      .left_out = region.explained_by};
  if (candidate.left_out.empty() && region.volume_mm3 < least_volume_mm3)
    candidate.left_out = "smaller than 0.1 cm3";
  if (candidate.left_out.empty() && region.density == DensityClass::sclerotic &&
      ball.share_of_volume < sheet_roundness && !fills_the_arch(region, ball))
    candidate.left_out =
        fmt::format("a sheet of cortex or endplate: the largest ball inside takes {:.0f} % of it",
                    100 * ball.share_of_volume);
  // In the body the texture of the marrow at the width of a lesion is a comparison of its own.
  constexpr double clear_in_sd = 4;
  const bool clear = region.share_in_body > 0.5 && region.wide_drop_in_sd > clear_in_sd;
  Confidence confidence = confidence_of({.density = region.density,
                                         .median_hu = region.median_hu,
                                         .expected_hu = region.expected_hu,
                                         .limit_hu = region.limit_hu,
                                         .volume_mm3 = region.volume_mm3,
                                         .roundness = ball.share_of_volume,
                                         .comparisons = clear ? 2 : 1});
  candidate.confidence = confidence.value;
  candidate.reasons = std::move(confidence.reasons);
  if (region.share_in_body > 0.5)
    candidate.reasons.push_back(fmt::format("{:.1f} spreads of the marrow's texture at the width of a lesion",
                                            region.wide_drop_in_sd));
  return candidate;
}

}  // namespace

std::vector<BoneCandidate> vertebral_candidates(const std::vector<VertebralRegion>& regions,
                                                double sheet_roundness) {
  std::vector<BoneCandidate> candidates;
  for (const VertebralRegion& region : regions) candidates.push_back(candidate_of(region, sheet_roundness));
  return candidates;
}

}  // namespace osteosign
