#pragma once
#include <optional>

#include "features/prepare/image_quality.h"
#include "features/vertebra/body_lysis.h"

namespace osteosign {

/// Noise and blur with which a lesion would show in a series.
struct LesionScanner {
  std::optional<double> noise_hu;
  double blur_mm = 0;  ///< sigma, along the axis that blurs most
};

/// Where the blur of a series is unknown it is taken for that of a soft kernel (0.6 mm, methods 0.3.4).
LesionScanner scanner_of(const ImageQuality& quality);

/// At how many places of a body a lesion would have been found.
struct LysisDetection {
  int places = 0;
  int found = 0;
  double share() const { return places == 0 ? 0 : static_cast<double>(found) / places; }
};

/// Definition: in a body in which nothing was found, balls of `lysis_sure_radius_mm` and `lysis_usual_hu`
/// are put, one at a time, at the places of a lattice with steps of their radius that lie deep enough for
/// the whole ball; a place counts as found when the search (cores_among, stands_out) finds a core of
/// `lysis_least_core_mm3` in the ball. Each ball is blurred as the scanner and the two means of the field
/// blur, and keeps as much of the marrow's local unrest as the noise is of it (all when it is unknown). Where
/// the other side of the same body tells what to expect, a ball at the midline is not found. What
/// may explain a region away (haemangioma, Schmorl node) is not tried, nor are pedicles and arch. Source:
/// none published; an assay is tested the same way, by the recovery of a known addition. No places: the body
/// is too small for the ball.
LysisDetection try_lesions(const LysisField& field, const LysisLimits& limits, const LesionScanner& scanner,
                           const LysisParameters& parameters);

}  // namespace osteosign
