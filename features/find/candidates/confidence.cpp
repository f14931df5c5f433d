#include "features/find/candidates/confidence.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace osteosign {

Confidence confidence_of(const CandidateEvidence& evidence) {
  constexpr double least_mm3 = 100, sure_mm3 = 1000, sure_roundness = 0.4;
  const double difference_hu = std::abs(evidence.median_hu - evidence.expected_hu);
  const double contrast = std::clamp(difference_hu / std::max(evidence.limit_hu, 1.0) - 1, 0.0, 1.0);
  const double volume = std::clamp(
      std::log(std::max(evidence.volume_mm3, 1.0) / least_mm3) / std::log(sure_mm3 / least_mm3), 0.0, 1.0);
  const double roundness = std::clamp(evidence.roundness / sure_roundness, 0.0, 1.0);
  const double comparisons = evidence.comparisons >= 2 ? 1 : 0.5;
  return {(contrast + volume + roundness + comparisons) / 4,
          {fmt::format("{:.0f} HU where {:.0f} HU are expected; {:.0f} HU of difference would be seen",
                       evidence.median_hu, evidence.expected_hu, evidence.limit_hu),
           fmt::format("{:.2f} cm3", evidence.volume_mm3 / 1000),
           fmt::format("the largest ball inside takes {:.0f} % of it", 100 * evidence.roundness),
           evidence.comparisons >= 2 ? "two comparisons agree" : "one comparison alone"}};
}

}  // namespace osteosign
