#include "classify/fracture_line.h"

namespace osteosign {

Measured<Sign> has_fracture_line(const CtLesionMeasurements& lesion, const CriteriaParameters& criteria) {
  const Measured<Sign> seen = more_than(lesion.fracture_line_length, 0);
  if (!is_absent(seen)) return seen;
  const Measured<Sign> enough =
      at_least(lesion.fracture_line_assessed_fraction, criteria.fracture_line_assessed_lowest_fraction);
  if (is_present(enough)) return Sign::absent;
  if (!enough.known()) return enough.unknown();
  return Unknown{"too little of the cortex beside the lesion could be looked at for a fracture line"};
}

Measured<Sign> has_fracture_line(const RadiographLesionMeasurements& lesion) {
  const Measured<Sign> seen = more_than(lesion.fracture_line_length_to_width, 0);
  if (!is_absent(seen)) return seen;
  return Unknown{"no fracture line was seen; a radiograph does not show one that the rays do not run along"};
}

}  // namespace osteosign
