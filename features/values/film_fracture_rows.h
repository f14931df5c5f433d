#pragma once
#include "io/values/described.h"

namespace osteosign {

/// The rows of RadiographLesionMeasurements that describe a fracture line across the bone.
template <class Measurements, class Visitor>
void describe_film_fracture_rows(Measurements& m, Visitor& visit) {
  constexpr const char* file = "features/radiograph/fracture/film_fracture_line.h";
  visit(MeasurementDescription{"fracture_line_length",
                               "length of the fracture line from border to border, 0 for none", Unit::mm,
                               "as fracture_line_length_to_width, or the film has no pixel spacing",
                               "methods A5.4", file},
        m.fracture_line_length);
  visit(
      MeasurementDescription{
          "fracture_line_length_to_width", "the same by the width of the bone", Unit::one,
          "a border of the bone was not traced, the bone ends or widens beside the lesion, too little of it "
          "lies away from the lesion, a narrow gap would not be seen, or a dark line was seen that is no gap",
          "methods A5.4", file},
      m.fracture_line_length_to_width);
  visit(MeasurementDescription{"fracture_line_gap",
                               "bone that is missing across the line, in the two cortices", Unit::mm,
                               "there is no fracture line, or as fracture_line_length", "methods A5.4", file},
        m.fracture_line_gap);
  visit(MeasurementDescription{"fracture_line_gap_to_width", "the same by the width of the bone", Unit::one,
                               "there is no fracture line, or as fracture_line_length_to_width",
                               "methods A5.4", file},
        m.fracture_line_gap_to_width);
  visit(
      MeasurementDescription{
          "fracture_line_least_gap",
          "narrowest gap straight across the bone that would stand out from noise and texture of the rest "
          "of it; the line of a real fracture is less even, and wider ones are missed",
          Unit::mm, "as fracture_line_length", "methods A5.4", file},
      m.fracture_line_least_gap);
  visit(MeasurementDescription{"fracture_line_least_gap_to_width", "the same by the width of the bone",
                               Unit::one, "as fracture_line_length_to_width", "methods A5.4", file},
        m.fracture_line_least_gap_to_width);
  visit(
      MeasurementDescription{
          "fracture_line_step", "how far the borders of the bone jump aside at the line", Unit::mm,
          "there is no fracture line, the borders are not traced on both sides of it, or the "
          "film has no pixel spacing",
          "methods B5", file},
      m.fracture_line_step);
  visit(MeasurementDescription{"fracture_line_step_to_width", "the same by the width of the bone", Unit::one,
                               "there is no fracture line, or the borders are not traced on both sides of it",
                               "methods B5", file},
        m.fracture_line_step_to_width);
  visit(MeasurementDescription{"fracture_line_assessed_fraction",
                               "part of the bone near the lesion in which a line could be judged",
                               Unit::fraction, "a border of the bone was not traced", "methods A5.4", file},
        m.fracture_line_assessed_fraction);
}

}  // namespace osteosign
