#pragma once
#include <string>

#include "io/values/described.h"

namespace osteosign {

/// The measurements of a lesion that could not be outlined: each is unknown for the same reason.
template <class Measurements>
Measurements unmeasured(const std::string& why_not_outlined) {
  Measurements measurements;
  const Unknown unknown{"the lesion was not outlined: " + why_not_outlined};
  describe(measurements,
           [&unknown](const MeasurementDescription&, MeasuredQuantity& each) { each = unknown; });
  measurements.density = unknown;
  return measurements;
}

}  // namespace osteosign
