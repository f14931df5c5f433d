#pragma once
#include "io/values/described.h"

namespace osteosign {

/// The rows of CtLesionMeasurements that tell how far a bone is weakened or broken.
template <class Measurements, class Visitor>
void describe_stability_rows(Measurements& m, Visitor& visit) {
  visit(MeasurementDescription{"bone_diameter_share",
                               "Largest share of the diameter of the bone that the lesion takes, in any "
                               "direction of any section across the bone",
                               Unit::fraction,
                               "the bone is no tube here, the lesion reaches beyond the part that is one, or "
                               "it lies outside of the bone",
                               "Mirels, Clin Orthop 1989;249:256", "features/lesion/diameter_share.h"},
        m.bone_diameter_share);
  visit(
      MeasurementDescription{"proximal_femur_way",
                             "Way along the femur from its proximal end to the middle of the lesion, in "
                             "widths of that end",
                             Unit::one,
                             "the segmentation names no femur there, its proximal end or the shaft below "
                             "is not in view, or the femur lies across the body",
                             "the square of Heim, AO/OTA classification", "features/lesion/long_bone_part.h"},
      m.proximal_femur_way);
  visit(MeasurementDescription{"fracture_line_length",
                               "Length of the longest dark line through the cortex near the lesion that runs "
                               "across the bone, 0 for none",
                               Unit::mm,
                               "the bone is no tube here, the blur or the noise is not known, the blur along "
                               "the bone is too large, or nothing of the cortex could be assessed",
                               "methods A5.4", "features/lesion/fracture_line.h"},
        m.fracture_line_length);
  visit(MeasurementDescription{"fracture_line_gap",
                               "Median width of that line, as thickness of bone that is missing across it",
                               Unit::mm, "there is no such line, or it could not be looked for",
                               "methods A5.4", "features/lesion/fracture_line.h"},
        m.fracture_line_gap);
  visit(MeasurementDescription{"fracture_line_least_gap",
                               "Width from which on a gap would have been seen in this bone on this scan",
                               Unit::mm, "as fracture_line_length", "methods A5.4",
                               "features/lesion/fracture_line.h"},
        m.fracture_line_least_gap);
  visit(
      MeasurementDescription{"fracture_line_assessed_fraction",
                             "Part of the cortex within 15 mm of the lesion where a line could be looked for",
                             Unit::fraction, "as fracture_line_length", "methods A5.4",
                             "features/lesion/fracture_line.h"},
      m.fracture_line_assessed_fraction);
}

}  // namespace osteosign
