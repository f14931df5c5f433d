#pragma once
#include <vector>

#include "features/radiograph/spine/body/body_shape.h"

namespace osteosign {

/// The curve of the column on a frontal film, from the upper end to the lower one, by the definitions that
/// hold on CT: the Cobb angle of the smoothed tilts of all endplates (features/vertebra/coronal_curve.h) and
/// of each body the wedge beyond a smooth curve through those of the others (features/vertebra/wedge.h;
/// methods A9.5, B8.1.5). Positive: lower at the left of the image; the standard
/// deviation is at least 2.7 degrees, that of cast films. Unknown when: fewer than four bodies have
/// both endplates; of a residual, the wedge is unknown or that of fewer than two neighbours is known.
struct FrontalCurve {
  MeasuredQuantity cobb = Unknown{"not measured"};
  std::vector<MeasuredQuantity> wedge_residuals;
};

FrontalCurve measure_frontal_curve(const std::vector<BodyShape>& shapes);

}  // namespace osteosign
