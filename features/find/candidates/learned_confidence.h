#pragma once
#include "features/find/candidates/region_signs.h"

namespace osteosign {

/// Confidence 0 to 1 that a region is a lesion, from its signs: the mean of five networks of one hidden layer
/// for lytic and of five for dense regions. Learned by `scripts/learn_candidates/learn` from lesions painted
/// into real CT (candidate_weights.inc); 0.3 and 0.5 stand for two rates of false alarms that the script
/// measured on patients it had not learned from. An order of candidates, not a probability.
double learned_confidence(DensityClass density, const RegionSigns& signs);

}  // namespace osteosign
