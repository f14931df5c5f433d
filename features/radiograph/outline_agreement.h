#pragma once
#include <vector>

namespace osteosign {

/// Dice coefficient of two sets of pixels, those with a value of 0.5 or more: 2 |A and B| / (|A| + |B|);
/// 1 when both are empty. Reference: Dice, Ecology 1945;26:297.
double dice(const std::vector<float>& a, const std::vector<float>& b);

/// Mean Dice coefficient over all pairs of outlines of one lesion (methods B3: below 0.7, ask the user).
double outline_agreement(const std::vector<std::vector<float>>& outlines);

}  // namespace osteosign
