#include "features/radiograph/outline_agreement.h"

#include <cstddef>

namespace osteosign {

double dice(const std::vector<float>& a, const std::vector<float>& b) {
  constexpr float half = 0.5F;
  double in_a = 0, in_b = 0, in_both = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    in_a += a[i] >= half ? 1 : 0;
    in_b += b[i] >= half ? 1 : 0;
    in_both += a[i] >= half && b[i] >= half ? 1 : 0;
  }
  return in_a + in_b > 0 ? 2 * in_both / (in_a + in_b) : 1;
}

double outline_agreement(const std::vector<std::vector<float>>& outlines) {
  double sum = 0, pairs = 0;
  for (std::size_t i = 0; i < outlines.size(); ++i)
    for (std::size_t j = 0; j < i; ++j) {
      sum += dice(outlines[i], outlines[j]);
      pairs += 1;
    }
  return pairs > 0 ? sum / pairs : 1;
}

}  // namespace osteosign
