#pragma once
#include "io/values/described.h"

namespace osteosign {

/// The rows of CtLesionMeasurements that describe the cortex beside a lesion.
template <class Measurements, class Visitor>
void describe_cortex_rows(Measurements& m, Visitor& visit) {
  visit(MeasurementDescription{"cortex_thickness",
                               "Median thickness of the cortex beyond the lesion; SD: its spread", Unit::mm,
                               "the point spread is unknown, fewer than 20 places of cortex lie beyond the "
                               "lesion, or the blur along the rays is too large",
                               "methods A5.1; Treece et al., Med Image Anal 2010;14:276",
                               "features/lesion/cortex.h"},
        m.cortex_thickness);
  visit(MeasurementDescription{"cortex_least_thickness",
                               "Least thickness of the cortex beside the lesion, 0 in a hole", Unit::mm,
                               "as cortex_thickness, beside the lesion",
                               "methods A5.1; Treece et al., Med Image Anal 2010;14:276",
                               "features/lesion/cortex.h"},
        m.cortex_least_thickness);
  visit(
      MeasurementDescription{"cortex_breach_area",
                             "Area of the largest hole of the cortex beside the lesion, 0 for none",
                             Unit::mm2,
                             "no bone lies near the lesion, no place of its cortex could be looked at, where "
                             "its undamaged surface was is not known, or no hole is seen and less than half "
                             "of the cortex could be assessed",
                             "methods A5.3", "features/lesion/cortex.h"},
      m.cortex_breach_area);
  visit(MeasurementDescription{"cortex_breach_arc", "Extent of that hole across the axis of the bone",
                               Unit::mm, "there is no hole", "methods A5.3", "features/lesion/cortex.h"},
        m.cortex_breach_arc);
  visit(MeasurementDescription{"cortex_breach_length", "Extent of that hole along the axis of the bone",
                               Unit::mm, "there is no hole", "methods A5.3", "features/lesion/cortex.h"},
        m.cortex_breach_length);
  visit(MeasurementDescription{"cortex_involved_circumference",
                               "Largest share of the circumference with less than half of its cortical mass",
                               Unit::fraction, "the bone is no tube here",
                               "methods A5.3; van der Linden et al., JBJS-B 2004;86:566",
                               "features/lesion/cortex.h"},
        m.cortex_involved_circumference);
  visit(
      MeasurementDescription{
          "cortex_erosion_depth",
          "Part of the cortical thickness that is lost over at least 7 mm2 beside the lesion, holes apart",
          Unit::fraction, "as cortex_thickness, or the thinnest cortex is pushed out or in", "methods A5.3",
          "features/lesion/cortex.h"},
      m.cortex_erosion_depth);
  visit(
      MeasurementDescription{"cortex_erosion_length",
                             "Length along the bone over which more than a third of the cortex is lost",
                             Unit::mm, "as cortex_erosion_depth", "methods A5.3", "features/lesion/cortex.h"},
      m.cortex_erosion_length);
  visit(
      MeasurementDescription{
          "cortex_expansion",
          "How far the cortex is pushed out beside the lesion; from 1.5 mm on the bone is expanded", Unit::mm,
          "as cortex_least_thickness, or the bone is no tube here", "methods A5.3",
          "features/lesion/cortex.h"},
      m.cortex_expansion);
  visit(
      MeasurementDescription{
          "cortex_distance",
          "Distance of the lesion from the nearer face of the undamaged cortex, 0 where it touches", Unit::mm,
          "no bone lies near the lesion, or too little of it beyond the lesion", "methods A5.3",
          "features/lesion/cortex.h"},
      m.cortex_distance);
  visit(
      MeasurementDescription{
          "cortex_assessed_fraction",
          "Part of the cortex beside the lesion where a thickness was measured or a hole was found",
          Unit::fraction, "no bone lies near the lesion, or too little of it beyond the lesion",
          "methods A5.3", "features/lesion/cortex.h"},
      m.cortex_assessed_fraction);
}

}  // namespace osteosign
