#pragma once
#include "io/values/described.h"

namespace osteosign {

/// The rows of RadiographLesionMeasurements that describe the cortex beside a lesion.
template <class Measurements, class Visitor>
void describe_film_cortex_rows(Measurements& m, Visitor& visit) {
  constexpr const char* file = "features/radiograph/bone/film_cortex.h";
  visit(
      MeasurementDescription{"cortex_interruptions",
                             "Places in which the cortex that the lesion touches is interrupted, of the two "
                             "sides of the bone that the view shows edge-on",
                             Unit::count,
                             "the bone was not traced, or the lesion touches no cortex that is seen edge-on",
                             "methods B5.3", file},
      m.cortex_interruptions);
  visit(MeasurementDescription{"cortex_interruption_length",
                               "Length of the longest of them along the bone, 0 for none", Unit::mm,
                               "as cortex_interruptions, or the film has no pixel spacing", "methods B5.3",
                               file},
        m.cortex_interruption_length);
  visit(MeasurementDescription{"cortex_interruption_length_pixels", "The same length in pixels", Unit::pixel,
                               "as cortex_interruptions", "methods B5.3", file},
        m.cortex_interruption_length_pixels);
  visit(
      MeasurementDescription{"cortex_interruption_to_width",
                             "The same length by the width of the bone, which magnification leaves as it is",
                             Unit::one, "as cortex_interruptions", "methods B5.3", file},
      m.cortex_interruption_to_width);
  visit(MeasurementDescription{"cortex_interrupted_fraction",
                               "Part of the cortex touched by the lesion that is interrupted", Unit::fraction,
                               "as cortex_interruptions", "methods B5.3", file},
        m.cortex_interrupted_fraction);
  visit(
      MeasurementDescription{"cortex_erosion_depth",
                             "Part of the cortical thickness that is lost from inside along at least a tenth "
                             "of the width of the bone, interruptions apart",
                             Unit::fraction,
                             "as cortex_interruptions, or the cortex has fewer than three pixels or a "
                             "blurred inner face",
                             "methods B5.4", file},
      m.cortex_erosion_depth);
  visit(
      MeasurementDescription{"cortex_expansion", "How far the cortex is pushed out along such a length",
                             Unit::mm,
                             "as cortex_interruptions, no length of cortex beside the lesion was traced, or "
                             "the film has no pixel spacing",
                             "methods B5.4", file},
      m.cortex_expansion);
  visit(MeasurementDescription{"cortex_expansion_pixels", "The same in pixels", Unit::pixel,
                               "as cortex_interruptions, or no length of cortex beside the lesion was traced",
                               "methods B5.4", file},
        m.cortex_expansion_pixels);
  visit(MeasurementDescription{"cortex_assessed_fraction",
                               "Part of the cortex touched by the lesion, of the sides seen edge-on, that "
                               "could be judged",
                               Unit::fraction, "as cortex_interruptions, or a side could not be traced",
                               "methods B5.5", file},
        m.cortex_assessed_fraction);
}

}  // namespace osteosign
