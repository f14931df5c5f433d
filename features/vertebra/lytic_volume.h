#pragma once
#include "features/vertebra/lysis_detection.h"
#include "features/vertebra/lytic_region.h"

namespace osteosign {

/// `lytic_volume` of a vertebra (lysis.h): that of its largest region that nothing explains, or 0 without
/// one; unknown where one of that size was explained by struts alone, which noise and streaks imitate. A
/// region of less than half of a ball of `lysis_sure_radius_mm` may be what shows of a larger one. So it
/// counts, as none does, only where such balls would be seen, and where pedicles and arch are searched too.
MeasuredQuantity lytic_volume(const std::vector<LyticRegion>& regions, const LysisField& field,
                              const LysisLimits& limits, const LesionScanner& scanner,
                              const LysisParameters& parameters);

}  // namespace osteosign
