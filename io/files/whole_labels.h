#pragma once
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <sstream>
#include <vector>

#include "io/values/errors.h"

namespace osteosign {

/// What turns a stored value into the value meant: stored * slope + intercept.
struct Rescale {
  double slope = 1;
  double intercept = 0;
};

/// Labels from stored values of any number type. A value that is not a whole number from 0 to 65535 (a
/// probability map, an image in HU) throws InputError with the value and its voxel.
template <class Stored>
std::vector<std::uint16_t> whole_labels(const Stored* stored, const std::array<int, 3>& size,
                                        Rescale rescale) {
  const auto columns = static_cast<std::size_t>(size[0]);
  const auto rows = static_cast<std::size_t>(size[1]);
  std::vector<std::uint16_t> labels(columns * rows * static_cast<std::size_t>(size[2]));
  for (std::size_t at = 0; at < labels.size(); ++at) {
    const double value = static_cast<double>(stored[at]) * rescale.slope + rescale.intercept;
    // Slopes are kept as float in headers, so a rescaled whole number comes out rounded.
    const double whole = std::round(value);
    if (!(whole >= 0 && whole <= 65535) || std::abs(value - whole) > 1e-4) {
      std::ostringstream text;
      text << "value " << value << " at voxel (" << at % columns << ", " << at / columns % rows << ", "
           << at / (columns * rows) << ") is not a whole number from 0 to 65535: not a label map";
      throw InputError(text.str());
    }
    labels[at] = static_cast<std::uint16_t>(whole);
  }
  return labels;
}

}  // namespace osteosign
