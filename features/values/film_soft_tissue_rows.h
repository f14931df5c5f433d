#pragma once
#include "io/values/described.h"

namespace osteosign {

/// The rows of RadiographLesionMeasurements that describe the soft tissue on the two sides of the bone.
template <class Measurements, class Visitor>
void describe_film_soft_tissue_rows(Measurements& m, Visitor& visit) {
  constexpr const char* file = "features/radiograph/soft_tissue/film_soft_tissue.h";
  visit(MeasurementDescription{"soft_tissue_bulge",
                               "how far the skin beside the lesion stands out beyond what the skin above and "
                               "below lets expect, along about 20 mm, of the side where it does so most",
                               Unit::mm, "as soft_tissue_bulge_to_width, or the film has no pixel spacing",
                               "methods B7", file},
        m.soft_tissue_bulge);
  visit(
      MeasurementDescription{
          "soft_tissue_bulge_to_width", "the same by the width of the bone", Unit::one,
          "the bone was not traced, or the skin beside the lesion, above it or below it is "
          "not seen on either side",
          "methods B7", file},
      m.soft_tissue_bulge_to_width);
  visit(MeasurementDescription{"soft_tissue_bulge_to_depth",
                               "the same as a part of the distance of bone and skin that is expected there",
                               Unit::fraction, "as soft_tissue_bulge_to_width", "methods B7", file},
        m.soft_tissue_bulge_to_depth);
  visit(
      MeasurementDescription{"soft_tissue_density_excess",
                             "how much brighter the tissue near the bone is beside the lesion than above and "
                             "below, in contrasts of the cortex to it, of the side where it is so most",
                             Unit::one,
                             "the bone was not traced, or the tissue near it beside the lesion, above it or "
                             "below it does not lie on usable film on either side",
                             "methods B7", file},
      m.soft_tissue_density_excess);
  visit(
      MeasurementDescription{"soft_tissue_detection_limit_to_width",
                             "thickness of the thinnest mass that would have been seen by the skin that it "
                             "pushes out, if the tissue that it displaces yields straight outward; in widths "
                             "of the bone",
                             Unit::one, "as soft_tissue_bulge_to_width", "methods B7", file},
      m.soft_tissue_detection_limit_to_width);
  visit(MeasurementDescription{"soft_tissue_assessed_fraction",
                               "part of the skin beside the lesion, of both sides, that could be compared",
                               Unit::fraction, "the bone was not traced", "methods B7", file},
        m.soft_tissue_assessed_fraction);
}

}  // namespace osteosign
