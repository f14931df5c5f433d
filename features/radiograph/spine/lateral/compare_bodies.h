#pragma once
#include <vector>

#include "features/radiograph/spine/body/body_shape.h"
#include "features/values/radiograph_vertebra_measurements.h"

namespace osteosign {

/// The measurements of the bodies of one lateral film, from the upper end to the lower one: their shapes in
/// millimetres where the film has a spacing, and to the depth of the body always; losses of height as on CT
/// (features/vertebra/height_loss.h) with heights in 34ths of the median depth, so that its limits hold;
/// bulge and contrast of the wall against the median of the other bodies, of which two must be known.
std::vector<RadiographVertebraMeasurements> compared_bodies(const std::vector<BodyShape>& shapes);

}  // namespace osteosign
