#pragma once
#include "io/values/described.h"

namespace osteosign {

/// The rows of RadiographLesionMeasurements that describe the periosteum on the two edges of the bone.
template <class Measurements, class Visitor>
void describe_film_periosteum_rows(Measurements& m, Visitor& visit) {
  constexpr const char* file = "features/radiograph/periosteum/film_periosteum.h";
  visit(MeasurementDescription{"periosteum_layers",
                               "layers of new bone one above the other, most frequent over the layered part",
                               Unit::count, "the pattern is not known, or the new bone is not made of layers",
                               "methods B6", file},
        m.periosteum_layers);
  visit(
      MeasurementDescription{
          "periosteum_length", "length of the new bone along the bone, gaps of it left out, 0 for none",
          Unit::mm, "the cortex beside the lesion was not traced, or the film has no pixel spacing",
          "methods B6", file},
      m.periosteum_length);
  visit(MeasurementDescription{"periosteum_thickness",
                               "90th percentile of the height of the new bone above the undamaged edge",
                               Unit::mm, "as periosteum_length", "methods B6", file},
        m.periosteum_thickness);
  visit(MeasurementDescription{"periosteum_thickness_to_width", "the same by the width of the bone",
                               Unit::one, "the cortex beside the lesion was not traced", "methods B6", file},
        m.periosteum_thickness_to_width);
  visit(MeasurementDescription{"periosteum_coverage",
                               "part of the edge beside the lesion that has new bone on it", Unit::fraction,
                               "as periosteum_thickness_to_width", "methods B6", file},
        m.periosteum_coverage);
  visit(MeasurementDescription{"periosteum_assessed_fraction",
                               "part of the two edges beside the lesion that could be assessed",
                               Unit::fraction, "as periosteum_thickness_to_width", "methods B6", file},
        m.periosteum_assessed_fraction);
}

}  // namespace osteosign
