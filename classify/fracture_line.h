#pragma once
#include "classify/criteria_parameters.h"
#include "classify/sign.h"
#include "features/values/lesion_measurements.h"
#include "features/values/radiograph_lesion_measurements.h"

namespace osteosign {

/// Whether a fracture line runs through the cortex near a lesion on CT. It is no sign of malignancy: benign
/// lesions break too. Absent only when enough of the cortex was looked at, and then of gaps that the scan can
/// show.
Measured<Sign> has_fracture_line(const CtLesionMeasurements& lesion, const CriteriaParameters& criteria);
/// The same on a film. Never absent: one that the rays do not run along is not seen.
Measured<Sign> has_fracture_line(const RadiographLesionMeasurements& lesion);

}  // namespace osteosign
