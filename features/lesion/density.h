#pragma once
#include "features/find/lesion_box.h"
#include "features/values/lesion.h"
#include "io/values/described.h"

namespace osteosign {

struct LesionDensityParameters {
  double surroundings_near_mm = 3;
  double surroundings_far_mm = 12;
  double lytic_in_sd = 2;
  double least_lytic_hu = 60;
  double sclerotic_in_sd = 3;
  double least_sclerotic_hu = 100;
  double least_share_of_mixed = 0.2;
};

template <class Visitor>
void describe(LesionDensityParameters& p, Visitor&& visit) {
  visit(ParameterDescription{"surroundings_near_mm", "Marrow nearer to the lesion is not compared with it",
                             "methods A3.3: 3-mm shell", 0, 20},
        p.surroundings_near_mm);
  visit(ParameterDescription{"surroundings_far_mm", "Marrow farther from the lesion is not compared with it",
                             "chosen to stay within one vertebra", 1, 60},
        p.surroundings_far_mm);
  visit(ParameterDescription{"lytic_in_sd", "Lytic: this many spreads below the surrounding marrow",
                             "methods A3.2: z < -2", 0, 10},
        p.lytic_in_sd);
  visit(ParameterDescription{"least_lytic_hu", "Lytic: at least this far below the surrounding marrow",
                             "methods A3.2: E - 60", 0, 500},
        p.least_lytic_hu);
  visit(ParameterDescription{"sclerotic_in_sd", "Sclerotic: this many spreads above the surrounding marrow",
                             "methods A3.2: z > 3", 0, 10},
        p.sclerotic_in_sd);
  visit(
      ParameterDescription{"least_sclerotic_hu", "Sclerotic: at least this far above the surrounding marrow",
                           "methods A3.2: E + 100", 0, 1000},
      p.least_sclerotic_hu);
  visit(ParameterDescription{"least_share_of_mixed", "Mixed: either part is at least this share of both",
                             "methods A3.2: 20 % of the union", 0, 0.5},
        p.least_share_of_mixed);
}

/// Definition: statistics of the native HU of the voxels at least one voxel diagonal inside of the surface
/// (membership 1), so that no partial volume counts; noise is not taken off the SD. Quantiles by linear
/// interpolation between ranks. The fractions compare the same voxels with the marrow 3 to 12 mm outside.
/// Unit: HU, fraction. Unknown when: fewer than 8 voxels lie that deep; the fractions and the class when
/// fewer than 50 voxels of marrow lie round the lesion. Reference: methods A3.2.
struct LesionDensityValues {
  MeasuredQuantity mean = Unknown{"not measured"};
  MeasuredQuantity sd = Unknown{"not measured"};
  MeasuredQuantity median = Unknown{"not measured"};
  MeasuredQuantity p10 = Unknown{"not measured"};
  MeasuredQuantity p90 = Unknown{"not measured"};
  MeasuredQuantity lytic_fraction = Unknown{"not measured"};
  MeasuredQuantity sclerotic_fraction = Unknown{"not measured"};
  Measured<DensityClass> density_class = Unknown{"not measured"};
};

/// `lesion_distance_mm` is the distance of the voxels of the box from the surface of the lesion, negative
/// inside. Class: by the fractions; where too few single voxels differ, by the median of the whole lesion
/// against that of the marrow, with the same HU limits.
LesionDensityValues measure_density(const LesionBox& box, const std::vector<float>& lesion_distance_mm,
                                    const CtLesionOutline& outline,
                                    const LesionDensityParameters& parameters);

}  // namespace osteosign
