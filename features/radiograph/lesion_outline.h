#pragma once
#include "features/radiograph/outline_methods.h"
#include "features/values/lesion.h"

namespace osteosign {

struct RadiographOutlineParameters {
  double surroundings_fraction = 0.5;   ///< film looked at beyond each side of the box, of the box's size
  int longest_side_px = 176;            ///< larger regions are averaged down to this
  double least_usable_fraction = 0.25;  ///< of the box
  ExpectedBackgroundParameters background;
  LesionEvidenceParameters evidence;
  OutlineMethodParameters methods;
};

template <class Visitor>
void describe(RadiographOutlineParameters& p, Visitor&& visit) {
  visit(ParameterDescription{"surroundings_fraction",
                             "film looked at beyond each side of the box, in box sizes",
                             "chosen: as much surroundings as box", 0.1, 2},
        p.surroundings_fraction);
  visit(ParameterDescription{"longest_side_px", "longer side of the region on which the lesion is outlined",
                             "methods B3: 512 is affordable; chosen for 1.5 s per film", 48, 512},
        p.longest_side_px);
  visit(ParameterDescription{"least_usable_fraction", "part of the box that must be usable film", "chosen", 0,
                             1},
        p.least_usable_fraction);
  visit(
      ParameterDescription{"background_smoothing_fraction",
                           "smoothing of the surroundings before they are carried into the box, in box sizes",
                           "methods B3: smoother than trabeculae; starting value", 0.001, 0.2},
      p.background.smoothing_fraction);
  visit(ParameterDescription{"background_pull_across", "conductance across the bone relative to along it",
                             "Weickert 1998, anisotropic diffusion; starting value", 0.001, 1},
        p.background.pull_across);
  visit(ParameterDescription{"border_place", "expected place of the border, 0 centre to 1 side of the box",
                             "boxes 10 to 40 % larger than the lesion on each side: mean of 1/1.2 and 1/1.8",
                             0.3, 1},
        p.evidence.border_place);
  visit(ParameterDescription{"border_sharpness", "log odds per unit of place in the box",
                             "the same recipe: the border lies in 0.56 to 0.83", 0, 60},
        p.evidence.border_sharpness);
  visit(ParameterDescription{"greatest_log_odds", "limit of the appearance's log odds", "chosen: 20 to 1",
                             0.1, 20},
        p.evidence.greatest_log_odds);
  visit(ParameterDescription{"appearance_weight",
                             "weight of the log likelihood ratios, neighbours being correlated",
                             "starting value, not tuned", 0, 5},
        p.evidence.appearance_weight);
  visit(ParameterDescription{"texture_weight", "weight of texture against residual",
                             "starting value, not tuned", 0, 5},
        p.evidence.texture_weight);
  visit(ParameterDescription{"core_place", "place inside which a pixel teaches the lesion's appearance",
                             "smaller than the lesion in a box 40 % larger on each side (0.56)", 0.1, 0.8},
        p.evidence.core_place);
  visit(ParameterDescription{"surroundings_place",
                             "place beyond which a pixel teaches the surroundings' appearance",
                             "larger than the lesion in a box 10 % larger on each side (0.83)", 0.6, 1.4},
        p.evidence.surroundings_place);
  visit(ParameterDescription{"graph_cut_smoothness", "cost of a border between equal neighbours in log odds",
                             "methods B3: lambda 3", 0, 50},
        p.methods.smoothness);
  visit(ParameterDescription{"walker_beta", "hindrance by edges, grey values scaled to 0 .. 1",
                             "Grady 2006: 90", 1, 5000},
        p.methods.walker_beta);
  visit(ParameterDescription{"walker_gamma", "pull of the evidence on the walker", "methods B3: 0.1", 0.0001,
                             10},
        p.methods.walker_gamma);
  visit(ParameterDescription{"path_edge_weight", "edge strength against evidence on the closed path",
                             "starting value, not tuned", 0, 20},
        p.methods.path_edge_weight);
  visit(ParameterDescription{"path_bend_cost", "cost of a radial step between neighbouring rays",
                             "starting value, not tuned", 0, 20},
        p.methods.path_bend_cost);
}

/// The lesion in a loose box (10 to 40 % larger than the lesion on each side): the expected background is
/// carried into the box from outside, appearance and place are weighed, three independent methods draw the
/// border, and what two of the three hold for lesion is the outline (largest component, holes filled).
/// Unknown when the box misses the film, is smaller than 6 pixels, is mostly unusable film, or the film is
/// constant there. Reference: methods B3.
/// `origin` is what the box came from.
Measured<RadiographLesionOutline> outline_from_box(const Radiograph& film, const RadiographField& field,
                                                   const PixelBox& box,
                                                   const RadiographOutlineParameters& parameters,
                                                   LesionOrigin origin = LesionOrigin::box);

/// An outline drawn elsewhere, its unusable pixels taken out. Unknown when nothing is left; InputError when
/// the mask has not the size of the film.
Measured<RadiographLesionOutline> outline_from_mask(const Radiograph& film, const RadiographField& field,
                                                    const std::vector<std::uint8_t>& mask);

/// The box of an outline.
PixelBox bounding_box(const RadiographLesionOutline& outline);

}  // namespace osteosign
