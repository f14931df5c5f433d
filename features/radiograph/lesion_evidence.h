#pragma once
#include "features/radiograph/expected_background.h"

namespace osteosign {

struct LesionEvidenceParameters {
  double border_place = 0.7;  ///< where the border of the lesion is expected, 0 centre .. 1 side of the box
  double border_sharpness = 12;  ///< log odds per unit of that place
  double greatest_log_odds = 3;  ///< appearance alone is never trusted further
  double appearance_weight = 1;
  double texture_weight = 1;         ///< texture against residual
  double core_place = 0.45;          ///< inside this place a pixel teaches the appearance of the lesion
  double surroundings_place = 0.87;  ///< beyond this place a pixel teaches the appearance of the surroundings
};

/// What each pixel of a region says about being lesion.
struct LesionEvidence {
  std::vector<float> residual;  ///< film - expected background, in SD of that difference outside the box
  std::vector<float> log_odds;  ///< of appearance (residual, texture) and place in the box together
  std::vector<float> place;     ///< 0 at the centre of the box, 1 at its sides (elliptic)
};

/// Definition: appearance is the log ratio of two grey mixtures, one taught by the core of the box and one by
/// its surroundings of like expected grey, for the residual and for the texture energy (local SD). Place: a
/// box drawn around a lesion is 10 to 40 % larger on each side, so the border is expected between 1/1.8 and
/// 1/1.2 of the way from centre to side: log odds fall linearly with `border_place` as zero. Pixels that are
/// not usable are never lesion. Reference: methods B3 (mixture graph cut on residual and texture).
LesionEvidence weigh_evidence(const FilmRegion& region, const PixelBox& box,
                              const std::vector<float>& expected, const LesionEvidenceParameters& parameters);

}  // namespace osteosign
