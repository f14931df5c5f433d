#pragma once
#include "classify/judged_lesion.h"

namespace osteosign {

/// A lytic lesion on CT whose margin is plainly sharp and whose rim is plainly complete.
inline CtLesionMeasurements sharp_rimmed_ct() {
  CtLesionMeasurements measured;
  measured.density = DensityClass::lytic;
  measured.margin_width = Quantity{1.5, Unit::mm, 0.3};
  measured.margin_sharp_fraction = Quantity{0.95, Unit::fraction};
  measured.margin_wide_fraction = Quantity{0.01, Unit::fraction};
  measured.margin_valid_fraction = Quantity{0.90, Unit::fraction};
  measured.rim_completeness = Quantity{0.92, Unit::fraction};
  return measured;
}

/// The same, and the cortex beside it is plainly whole.
inline CtLesionMeasurements respected_cortex_ct() {
  CtLesionMeasurements measured = sharp_rimmed_ct();
  measured.cortex_breach_area = Quantity{0, Unit::mm2};
  measured.cortex_erosion_depth = Quantity{0.05, Unit::fraction, 0.04};
  measured.cortex_assessed_fraction = Quantity{0.95, Unit::fraction};
  return measured;
}

inline RadiographLesionMeasurements sharp_rimmed_radiograph() {
  RadiographLesionMeasurements measured;
  measured.density = DensityClass::lytic;
  measured.margin_width_to_radius = Quantity{0.20, Unit::one, 0.03};
  measured.margin_sharp_fraction = Quantity{0.95, Unit::fraction};
  measured.margin_wide_fraction = Quantity{0.01, Unit::fraction};
  measured.margin_valid_fraction = Quantity{0.90, Unit::fraction};
  measured.rim_completeness = Quantity{0.92, Unit::fraction};
  return measured;
}

inline LesionIdentity lytic_lesion() { return {"L1"}; }

}  // namespace osteosign
