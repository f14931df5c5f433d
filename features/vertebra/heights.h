#pragma once
#include "features/spine/spine.h"
#include "features/values/vertebra_measurements.h"
#include "io/values/described.h"

namespace osteosign {

struct HeightParameters {
  double front_share = 0.12;
  double middle_share = 0.5;
  double back_share = 0.88;
  double band_depth_mm = 3;
  double side_from_mm = 6;
  double side_to_mm = 14;
  double usual_width_mm = 42;
  double pit_depth_mm = 1.5;
  double least_seen_fraction = 0.5;
};

template <class Visitor>
void describe(HeightParameters& p, Visitor&& visit) {
  visit(
      ParameterDescription{"front_share", "Place of the anterior height as a share of the depth of the body",
                           "methods A9.4", 0.02, 0.4},
      p.front_share);
  visit(ParameterDescription{"middle_share", "The same of the middle height", "methods A9.4", 0.3, 0.7},
        p.middle_share);
  visit(ParameterDescription{"back_share", "The same of the posterior height", "methods A9.4", 0.6, 0.98},
        p.back_share);
  visit(ParameterDescription{"band_depth_mm", "Depth of the band over which a height is the mean",
                             "methods A9.4", 0.5, 10},
        p.band_depth_mm);
  visit(
      ParameterDescription{"side_from_mm", "Distance from the middle at which a left or right height begins",
                           "methods A9.4", 1, 20},
      p.side_from_mm);
  visit(
      ParameterDescription{"side_to_mm", "Distance from the middle at which it ends", "methods A9.4", 2, 30},
      p.side_to_mm);
  visit(ParameterDescription{"usual_width_mm",
                             "Bodies less wide than this have these distances reduced in proportion",
                             "chosen: a lumbar body", 20, 60},
        p.usual_width_mm);
  visit(ParameterDescription{"pit_depth_mm", "A pit of an endplate deeper than this is not counted",
                             "chosen on the development phantoms", 0.5, 10},
        p.pit_depth_mm);
  visit(ParameterDescription{"least_seen_fraction",
                             "Share of a band in which both endplates must have been seen",
                             "chosen: more than half", 0.1, 1},
        p.least_seen_fraction);
}

/// Definition: mean distance of the two endplates along the axis of the vertebra, in the middle third of the
/// width at 12, 50 and 88 % of the depth of the body, and 6 to 14 mm to the left and right at half of the
/// depth (methods A9.4). Depth is that of the body at its endplates without osteophytes (body_extent.h); pits
/// of a plate such as Schmorl nodes do not count. Unit: mm. Unknown when: an endplate, the depth or the width
/// is unknown, or a plate was not seen in more than half of a band.
struct VertebraHeights {
  MeasuredQuantity anterior = Unknown{"not measured"};
  MeasuredQuantity middle = Unknown{"not measured"};
  MeasuredQuantity posterior = Unknown{"not measured"};
  MeasuredQuantity left = Unknown{"not measured"};
  MeasuredQuantity right = Unknown{"not measured"};
};
VertebraHeights measure_heights(const VertebraGeometry& geometry, const HeightParameters& parameters);

}  // namespace osteosign
