#pragma once
#include "features/radiograph/expected_background.h"
#include "features/values/lesion.h"
#include "io/values/quantity.h"

namespace osteosign {

struct RadiographDensityParameters {
  double least_residual = 1;   ///< in SD of film minus expected background around the lesion
  double pure_share = 0.8;     ///< of the changed pixels
  double least_changed = 0.1;  ///< of the lesion
  ExpectedBackgroundParameters background;
};

/// Definition: share of the lesion's pixels that are darker (lytic) or brighter (sclerotic) than the expected
/// background by more than `least_residual`; class lytic or sclerotic when `pure_share` of the changed pixels
/// are of one kind, else mixed. Unit: fraction. Unknown when the outline is empty, when nothing around it can
/// be compared with, and the class also when less than `least_changed` of the lesion differs. Only grey
/// differences count: on processed films the scale is not attenuation. Reference: methods B3.
struct RadiographLesionDensity {
  MeasuredQuantity lytic_fraction = Unknown{"not measured"};
  MeasuredQuantity sclerotic_fraction = Unknown{"not measured"};
  Measured<DensityClass> density = Unknown{"not measured"};
};

RadiographLesionDensity measure_lesion_density(const Radiograph& film, const RadiographField& field,
                                               const RadiographLesionOutline& outline,
                                               const RadiographDensityParameters& parameters);

}  // namespace osteosign
