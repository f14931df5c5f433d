#pragma once
#include "features/radiograph/expected_background.h"

namespace osteosign {

struct LesionEvidenceParameters {
  double border_place = 0.7;       ///< where the border of the lesion is expected, 0 centre .. 1 side of the box
  double border_sharpness = 12;    ///< log odds per unit of that place
  double greatest_log_odds = 3;    ///< appearance alone is never trusted further
  double appearance_weight = 1;
  int rounds = 3;                  ///< appearance and probability are estimated in turn
};

/// What each pixel of a region says about being lesion.
struct LesionEvidence {
  std::vector<float> residual;    ///< film - expected background, in SD of that difference outside the box
  std::vector<float> log_odds;    ///< of appearance (residual, texture) and place in the box together
  std::vector<float> place;       ///< 0 at the centre of the box, 1 at its sides (elliptic)
};

/// Definition: appearance is the ratio of two grey mixtures, fitted to lesion and surroundings in turn with
/// the probabilities (a soft GrabCut; Rother et al., ACM TOG 2004;23:309), one for the residual and one for
/// the texture energy (local SD). Place: a box drawn around a lesion is 10 to 40 % larger on each side, so the
/// border is expected between 1/1.8 and 1/1.2 of the way from centre to side: log odds fall linearly with
/// `border_place` as zero. Pixels that are not usable are never lesion.
LesionEvidence weigh_evidence(const FilmRegion& region, const PixelBox& box, const std::vector<float>& expected,
                              const LesionEvidenceParameters& parameters);

}  // namespace osteosign
