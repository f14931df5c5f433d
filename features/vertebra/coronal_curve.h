#pragma once
#include <optional>
#include <vector>

#include "features/spine/spine.h"
#include "features/values/vertebra.h"
#include "features/vertebra/level_curve.h"

namespace osteosign {

/// Definition: the largest angle between the superior endplate of one vertebra and the inferior endplate of
/// another below it, in the coronal plane, after the tilts of all endplates were smoothed along the column,
/// so that one collapsed or badly seen vertebra makes no curve (methods A9.5; Cobb's angle). Unit: degree.
/// Unknown when: fewer than four vertebrae have both endplates.
struct CoronalCurve {
  MeasuredQuantity cobb = Unknown{"not measured"};
  std::size_t upper_end = 0;  ///< index of the upper and lower end vertebra, when the angle is known
  std::size_t lower_end = 0;
};
CoronalCurve measure_coronal_curve(const std::vector<VertebraGeometry>& geometries,
                                   const LevelCurveParameters& parameters);

/// The same from tilts to the side, in degrees, of the superior and the inferior endplate of each vertebra in
/// turn.
CoronalCurve coronal_curve_of(const std::vector<std::optional<double>>& tilts_deg,
                              const LevelCurveParameters& parameters);

}  // namespace osteosign
