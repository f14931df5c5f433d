#pragma once
#include <Eigen/Core>
#include <vector>

#include "features/radiograph/bone/cortex_side.h"
#include "features/radiograph/fracture/film_fracture_parameters.h"
#include "features/radiograph/radiograph_field.h"
#include "features/values/lesion.h"
#include "io/images/radiograph.h"
#include "io/values/quantity.h"

namespace osteosign {

/// A fracture line right across the tubular bone that a lesion lies in, as one film shows it.
/// Definition: near the lesion, a path from border to border that is darker than both of its sides, far
/// darker than all such paths in the same bone away from the lesion; whose gap, the bone that is missing
/// across it (the integral of the contrast lost against both sides, which blur does not change), is about the
/// same in either cortex and between them; and that does not go on beside the bone. Unit: mm, widths of the
/// bone. Unknown when: a border of the bone was not traced, it widens as at its ends, too little of it lies
/// away from the lesion; a gap of `greatest_least_gap_widths` would not have been seen; or a line was seen
/// that is none of a gap. Not seen, so that 0 never means a whole bone: fractures whose gap the rays do not
/// run along, those that are impacted or overlap, and those through one cortex alone or into the lesion.
/// Reference: methods A5.4 for the gap; the form of the line is chosen.
struct FilmFractureLine {
  MeasuredQuantity length = Unknown{"not measured"};           ///< mm, 0 for none
  MeasuredQuantity length_to_width = Unknown{"not measured"};  ///< by the width of the bone
  MeasuredQuantity gap = Unknown{"not measured"};              ///< mm
  MeasuredQuantity gap_to_width = Unknown{"not measured"};
  MeasuredQuantity least_gap = Unknown{"not measured"};  ///< mm
  MeasuredQuantity least_gap_to_width = Unknown{"not measured"};
  MeasuredQuantity step = Unknown{"not measured"};  ///< mm
  MeasuredQuantity step_to_width = Unknown{"not measured"};
  MeasuredQuantity assessed_fraction = Unknown{"not measured"};
  Measured<Eigen::Vector2d> middle_px = Unknown{"there is no fracture line"};
  std::vector<Eigen::Vector2d> line_px{};  ///< of a fracture line, from border to border
  double excess = 0;                       ///< of the darkest path near the lesion (dark_lines.h), for lists
  double excess_elsewhere = 0;             ///< of the darkest one away from it
};

FilmFractureLine measure_film_fracture_line(const Radiograph& film, const RadiographField& field,
                                            const TracedBone& bone, const RadiographLesionOutline& lesion,
                                            const FilmFractureParameters& parameters);
/// Everything unknown for one reason.
FilmFractureLine unmeasured_fracture_line(const Unknown& why);

}  // namespace osteosign
