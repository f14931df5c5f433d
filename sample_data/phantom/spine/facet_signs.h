#pragma once
#include "io/values/described.h"

namespace osteosign::phantom {

/// Arthrosis of the facet joints between a vertebra and the one below it. Apart from the other signs, since
/// it belongs to both.
struct FacetSigns {
  double left_arthrosis_mm = 0;
  double right_arthrosis_mm = 0;
  double arthrosis_hu = 700;
};
template <class Visitor>
void describe(FacetSigns& signs, Visitor&& visit) {
  visit(ParameterDescription{"facet_left_arthrosis_mm",
                             "Depth to which bone is dense below both articular surfaces of the left facet "
                             "joint below the vertebra",
                             "methods A3.4: within 4 mm", 0, 8},
        signs.left_arthrosis_mm);
  visit(ParameterDescription{"facet_right_arthrosis_mm", "The same of the right joint",
                             "methods A3.4: within 4 mm", 0, 8},
        signs.right_arthrosis_mm);
  visit(ParameterDescription{"facet_arthrosis_hu", "Density of that bone; the cortex stays as it is",
                             "chosen as that of dense lesions: 500 to 900", 300, 1500},
        signs.arthrosis_hu);
}

}  // namespace osteosign::phantom
