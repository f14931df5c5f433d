#pragma once
#include "io/values/described.h"

namespace osteosign {

/// The rows of CtLesionMeasurements that describe the periosteum beside a lesion.
template <class Measurements, class Visitor>
void describe_periosteum_rows(Measurements& m, Visitor& visit) {
  visit(MeasurementDescription{"periosteum_layers",
                               "Layers of new bone one above the other, most frequent over the layered part",
                               Unit::count, "the pattern is not known, or the new bone is not made of layers",
                               "methods A6", "features/lesion/periosteum.h"},
        m.periosteum_layers);
  visit(
      MeasurementDescription{
          "periosteum_length", "Length of the new bone along the bone, 0 for none", Unit::mm,
          "where the undamaged surface was is not known, the bone is no tube, or the slices "
          "are thick and show no outgrowth",
          "methods A6", "features/lesion/periosteum.h"},
      m.periosteum_length);
  visit(
      MeasurementDescription{"periosteum_thickness",
                             "90th percentile of the height of the new bone above the undamaged surface",
                             Unit::mm, "as periosteum_length", "methods A6", "features/lesion/periosteum.h"},
      m.periosteum_thickness);
  visit(
      MeasurementDescription{"periosteum_coverage",
                             "Part of the assessed surface within 6 mm of the lesion that has new bone on it",
                             Unit::fraction, "as periosteum_length", "methods A6",
                             "features/lesion/periosteum.h"},
      m.periosteum_coverage);
  visit(
      MeasurementDescription{
          "periosteum_plate_angle",
          "Median angle between the normal of the plates of new bone and that of the bone: 0 "
          "for lamellae, 90 for spicules",
          Unit::degree, "there is no new bone whose direction can be seen", "methods A6",
          "features/lesion/periosteum.h"},
      m.periosteum_plate_angle);
  visit(MeasurementDescription{"periosteum_assessed_fraction",
                               "Part of the surface within 6 mm of the lesion that could be assessed",
                               Unit::fraction, "as periosteum_coverage", "methods A6",
                               "features/lesion/periosteum.h"},
        m.periosteum_assessed_fraction);
}

}  // namespace osteosign
