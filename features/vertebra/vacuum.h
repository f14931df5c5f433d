#pragma once
#include "features/vertebra/lysis_field.h"

namespace osteosign {

/// Definition: gas in the body, each voxel as far as it lies between the expected marrow and air, so that
/// blur does not matter. Unit: mm3; 0 without gas. Reference: methods A7.2, A9.7.
Quantity measure_vacuum(const LysisField& field, const LysisParameters& parameters);

}  // namespace osteosign
