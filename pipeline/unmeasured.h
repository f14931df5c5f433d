#pragma once
#include <string>

#include "features/values/lesion_measurements.h"
#include "features/values/radiograph_lesion_measurements.h"
#include "io/values/described.h"

namespace osteosign {

inline void forget_words(CtLesionMeasurements& measurements, const Unknown& why) {
  measurements.density = why;
  measurements.periosteal_pattern = why;
  measurements.long_bone_part = why;
  measurements.position_in_bone = why;
  measurements.matrix = why;
}
inline void forget_words(RadiographLesionMeasurements& measurements, const Unknown& why) {
  measurements.density = why;
  measurements.periosteal_pattern = why;
}

/// The measurements of a lesion that could not be outlined: each is unknown for the same reason.
template <class Measurements>
Measurements unmeasured(const std::string& why_not_outlined) {
  Measurements measurements;
  const Unknown unknown{"the lesion was not outlined: " + why_not_outlined};
  describe(measurements,
           [&unknown](const MeasurementDescription&, MeasuredQuantity& each) { each = unknown; });
  forget_words(measurements, unknown);
  return measurements;
}

}  // namespace osteosign
