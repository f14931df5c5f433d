#pragma once
#include "features/lesion/cortex_beside.h"
#include "io/values/quantity.h"

namespace osteosign {

/// Largest share of the circumference of a tube, over slabs of 2 mm along it, whose cortex beside the lesion
/// has less than `cortex_thinned_ratio` of the mass that it had there (reference_cortex.h), by more than its
/// standard deviation. Unknown
/// when the bone is no tube. Reference: methods A5.3; van der Linden et al., JBJS-B 2004;86:566.
MeasuredQuantity involved_circumference(const CortexSurface& surface, const CortexBeside& cortex,
                                        const CortexParameters& parameters);

}  // namespace osteosign
