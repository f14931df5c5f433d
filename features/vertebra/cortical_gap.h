#pragma once
#include "features/vertebra/lytic_region.h"

namespace osteosign {

/// Definition: area of the largest connected patch of the wall of the body, within 3 mm of a lytic region,
/// without cortex: cortical mass (integral of the HU above soft tissue along the normal, by that of compact
/// bone) below `defect_mass_mm` or `defect_mass_share` of the wall's median, nowhere above `defect_below_hu`;
/// window of the vein left out. Unit: mm2; 0 when there is none. Reference: methods A5.1, A5.3.
MeasuredQuantity measure_cortical_gap(const LysisField& field, const LyticRegion& region,
                                      const LysisParameters& parameters);

}  // namespace osteosign
