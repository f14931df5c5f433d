#include "classify/held_against.h"

#include <cmath>

namespace osteosign {

Standing held_against(const Quantity& found, double threshold) {
  const double sd = found.sd.value_or(0);
  if (sd > 0 && std::abs(found.value - threshold) <= sd) return Standing::too_close;
  if (found.value == threshold) return Standing::at;
  return found.value < threshold ? Standing::below : Standing::above;
}

Evidence evidence(std::string_view name, const MeasuredQuantity& found, const Threshold& threshold,
                  const std::optional<ImagePlace>& where) {
  return {std::string(name), found, threshold.value, std::string(threshold.source), where};
}

}  // namespace osteosign
