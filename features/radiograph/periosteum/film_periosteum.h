#pragma once
#include "features/radiograph/bone/cortex_side.h"
#include "features/radiograph/periosteum/film_periosteum_parameters.h"
#include "features/radiograph/radiograph_field.h"
#include "features/values/lesion.h"
#include "features/values/periosteal_pattern.h"
#include "io/images/radiograph.h"
#include "io/values/measured.h"

namespace osteosign {

/// New bone beside a lesion on the two sides of the bone that a film shows; the side with more of it.
struct FilmPeriosteum {
  Measured<PeriostealPattern> pattern = Unknown{"not measured"};
  MeasuredQuantity layers = Unknown{"not measured"};
  MeasuredQuantity length = Unknown{"not measured"};              ///< mm, along the bone
  MeasuredQuantity thickness = Unknown{"not measured"};           ///< mm above the undamaged surface
  MeasuredQuantity thickness_to_width = Unknown{"not measured"};  ///< by the width of the bone
  MeasuredQuantity coverage = Unknown{"not measured"};            ///< part of the lesion's length
  MeasuredQuantity assessed_fraction = Unknown{"not measured"};   ///< of both sides
  Measured<Eigen::Vector2d> highest_px = Unknown{"there is no new bone"};
};

/// Definition: on each side the film is straightened along the undamaged edge of the bone, new bone is what
/// is brighter there than the soft tissue (new_bone.h), its form is told by its layers, lines and ends
/// (film_periosteum_pattern.h). Only the two edges are seen; what lies on the front or the back of the bone
/// is not. Unknown when: neither side can be assessed; millimetres when the film has no pixel spacing.
/// Reference: methods B6.
FilmPeriosteum measure_film_periosteum(const Radiograph& film, const RadiographField& field,
                                       const TracedBone& bone, const RadiographLesionOutline& lesion,
                                       const FilmPeriosteumParameters& parameters);
/// Everything unknown for one reason.
FilmPeriosteum unmeasured_periosteum(const Unknown& why);

}  // namespace osteosign
