#pragma once
#include "features/radiograph/bone/interruptions.h"
#include "io/images/radiograph.h"
#include "io/values/described.h"
#include "io/values/quantity.h"

namespace osteosign {

struct FilmCortexParameters {
  double touch_widths = 0.06;
  InterruptionLimits interruption;
  double erosion_length_widths = 0.1;
  double fewest_thickness_px = 3;
  double greatest_thickness_spread = 0.25;
  double least_inner_spreads = 2;
  double in_place_widths = 0.05;
};

template <class Visitor>
void describe(FilmCortexParameters& p, Visitor&& visit) {
  visit(ParameterDescription{"touch_widths",
                             "a lesion that comes so near to the cortex touches it, in widths of the bone",
                             "chosen: what outlines of lesions are off by", 0, 0.5},
        p.touch_widths);
  visit(ParameterDescription{"lost_edge_fraction", "an outer edge weaker than this part of the usual is lost",
                             "chosen on the development phantoms (methods B5.3: .3 of the local median): "
                             "cortex before and behind a gap leaves an edge",
                             0.05, 0.95},
        p.interruption.edge_fraction);
  visit(ParameterDescription{"lost_band_fraction",
                             "a cortical band with less than this part of its usual contrast is lost",
                             "chosen: more than half is gone", 0.05, 0.9},
        p.interruption.band_fraction);
  visit(ParameterDescription{"lost_band_spreads",
                             "and the loss is larger than this many robust spreads of the band beyond the "
                             "lesion",
                             "methods B5.3: 4", 1, 20},
        p.interruption.least_spreads);
  visit(ParameterDescription{"lost_band_darker_part",
                             "and at least this part of the loss is that the band itself is darker",
                             "chosen on the femur films of even case number: another bone beside the cortex "
                             "takes its contrast and leaves it as bright",
                             0, 1},
        p.interruption.darker_part);
  visit(ParameterDescription{"surely_lost_spreads",
                             "robust spreads by which the median band of an interruption lies below "
                             "`lost_band_fraction`",
                             "chosen on the development phantoms: a thin shell near the limit falls below "
                             "it here and there",
                             0, 10},
        p.interruption.sure_spreads);
  visit(ParameterDescription{"merged_gap_widths",
                             "islands of cortex up to this length do not end an interruption, in widths",
                             "methods B5.3: 1 mm of a shaft of 30 mm", 0, 0.3},
        p.interruption.merged_widths);
  visit(ParameterDescription{"shortest_interruption_widths",
                             "shorter interruptions do not count, in widths of the bone",
                             "methods B5.3: 2 mm of a shaft of 30 mm is .07; a little below", 0.01, 0.5},
        p.interruption.shortest_widths);
  visit(
      ParameterDescription{"greatest_end_step_widths",
                           "at both ends of an interruption the edge lies no farther than this from the "
                           "undamaged one, in widths of the bone",
                           "chosen on the femur films of even case number: a ghost edge that leaves the bone "
                           "does so slowly",
                           0.005, 0.3},
      p.interruption.greatest_step_widths);
  visit(
      ParameterDescription{
          "whole_band_fraction",
          "cortex with this part of its usual contrast is whole again beside an interruption",
          "chosen on the development phantoms: holes have round ends", 0.3, 1},
      p.interruption.whole_band_fraction);
  visit(ParameterDescription{"erosion_length_widths",
                             "length along which an erosion must be as deep as it is called, in widths",
                             "chosen: 3 mm of a shaft of 30 mm", 0.01, 1},
        p.erosion_length_widths);
  visit(ParameterDescription{"fewest_thickness_px", "pixels across a cortex whose thickness can be compared",
                             "chosen: less is a blurred line", 1, 20},
        p.fewest_thickness_px);
  visit(
      ParameterDescription{"greatest_thickness_spread",
                           "robust spread of the thickness beyond the lesion, by the thickness, above which "
                           "no erosion is told",
                           "chosen: a third of the thickness is the least that counts", 0.02, 1},
      p.greatest_thickness_spread);
  visit(
      ParameterDescription{"least_inner_spreads",
                           "a thinner cortex is eroded only where its inner half has lost contrast by this "
                           "many robust spreads",
                           "chosen on the femur films of even case number: a line inside of the cortex is no "
                           "inner face",
                           0, 20},
      p.least_inner_spreads);
  visit(ParameterDescription{"in_place_widths",
                             "erosion is told of a cortex that lies no farther than this from the undamaged "
                             "one, in widths of the bone",
                             "chosen: 1.5 mm of a shaft of 30 mm is an expansion", 0.01, 0.3},
        p.in_place_widths);
}

/// The cortex beside a lesion, on the sides that are seen edge-on (left and right of the shaft) and that the
/// lesion touches. Cortex that lies in front of the lesion or behind it is not seen, whatever is said here.
///
/// Interruption: outer edge weaker than 0.8 of what the bone beyond the lesion lets expect, and less than
/// half of the contrast of the outer half of the cortex left, because that half is darker (methods B5.3).
/// Erosion: part of the thickness that is lost from inside along at least a tenth of the width of the bone,
/// outer edge intact (B5.4). Expansion: how far the outer edge lies outside of the undamaged one along that
/// length. Unit: pixels, mm, widths of the bone, parts. Unknown when: the bone was not traced; the lesion
/// touches no cortex seen edge-on; no point beside it could be judged; mm without pixel spacing; erosion of a
/// cortex of fewer than three pixels or with an inner face too blurred.
struct FilmCortex {
  MeasuredQuantity interruptions = Unknown{"not measured"};
  MeasuredQuantity interruption_pixels = Unknown{"not measured"};  ///< of the longest, 0 for none
  MeasuredQuantity interruption = Unknown{"not measured"};         ///< the same in mm
  MeasuredQuantity interruption_to_width = Unknown{"not measured"};
  MeasuredQuantity interrupted_fraction = Unknown{"not measured"};  ///< of the stretch that is touched
  MeasuredQuantity erosion_depth = Unknown{"not measured"};
  MeasuredQuantity expansion_pixels = Unknown{"not measured"};
  MeasuredQuantity expansion = Unknown{"not measured"};
  MeasuredQuantity assessed_fraction = Unknown{"not measured"};
  Measured<Eigen::Vector2d> interruption_px = Unknown{"not measured"};  ///< middle of the longest
  Measured<Eigen::Vector2d> erosion_px = Unknown{"not measured"};       ///< where it is deepest
};

FilmCortex measure_film_cortex(const Measured<TracedBone>& bone, const RadiographLesionOutline& lesion,
                               const Measured<PixelSpacing>& spacing, const FilmCortexParameters& parameters);

}  // namespace osteosign
