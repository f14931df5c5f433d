#pragma once
#include <string>
#include <vector>

#include "features/vertebra/body_density.h"
#include "io/values/described.h"

namespace osteosign {

struct DensityAtlasParameters {
  double atlas_smoothing_mm = 1;
  int atlas_fewest_neighbours = 3;
  int atlas_most_neighbours = 8;
  double atlas_least_spread_hu = 25;
  double atlas_largest_own_drop_hu = 60;
};

template <class Visitor>
void describe(DensityAtlasParameters& p, Visitor&& visit) {
  visit(ParameterDescription{"atlas_smoothing_mm", "Sigma of the Gaussian over densities that are compared",
                             "methods A3.1: 1 mm", 0.3, 3},
        p.atlas_smoothing_mm);
  visit(ParameterDescription{"atlas_fewest_neighbours",
                             "With fewer other vertebrae only the mirror side tells what to expect",
                             "methods A3.1: 4 vertebrae in view", 2, 20},
        p.atlas_fewest_neighbours);
  visit(ParameterDescription{"atlas_most_neighbours", "The nearest this many other vertebrae are compared",
                             "methods A3.1: weight exp(-distance / 2) is below 0.14 beyond 4 levels", 3, 24},
        p.atlas_most_neighbours);
  visit(ParameterDescription{"atlas_least_spread_hu", "Least spread of what is expected",
                             "methods A3.1: 25 HU", 1, 200},
        p.atlas_least_spread_hu);
  visit(ParameterDescription{"atlas_largest_own_drop_hu",
                             "A body that is less dense than its neighbours let expect by up to this is "
                             "compared with its own denser parts",
                             "methods A3.2: more is lysis of the whole body", 0, 200},
        p.atlas_largest_own_drop_hu);
}

/// What to expect of the density in one body, from the patient's other bone (methods A3.1).
struct ExpectedDensity {
  CellValues hu;
  CellValues spread_hu;  ///< standard deviation of a healthy cell about it
  double core_hu = 0;
  double wide_spread_hu = 0;  ///< of means over places as wide as a lesion (BodyDensity)
  int neighbours = 0;         ///< 0: the mirror side of the same body
};

/// Definition: the marrow that the trend of the other bodies' cores over the levels lets expect, or the upper
/// quartile of the body's own core where that is less by up to `atlas_largest_own_drop_hu`; of it, cell by
/// cell, what the weighted median of the other bodies (weights exp(-levels / 2)) lies below its own core.
/// What lies above is not expected: beside wall and endplates it is cortex in one body and marrow in the
/// next. Spread: from the median to the lower quartile, as of a normal distribution, with the scatter of the
/// cores about the trend. Without enough of them: the mirror side of the same body; then nothing is found
/// that lies across the midline. `bodies` run from cranial to caudal. Unit: HU. Unknown when: the body itself
/// or too few of the others have a density.
Measured<ExpectedDensity> expect_density(const std::vector<Measured<BodyDensity>>& bodies, std::size_t body,
                                         const DensityAtlasParameters& parameters);

}  // namespace osteosign
