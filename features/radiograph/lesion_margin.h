#pragma once
#include "features/radiograph/radiograph_field.h"
#include "features/values/lesion.h"

namespace osteosign {

struct RadiographMarginParameters {
  double window_radii = 0.6;  ///< profile length to either side, in lesion radii
  double smallest_window_px = 6;
  double pooled_arc_radii = 0.35;  ///< arc over which rays are pooled, in lesion radii
  int least_pooled_rays = 9;
  double trimmed_fraction = 0.1;
  double outline_smoothing_px = 2;
  double detector_sigma_px = 0.5;
  double least_r_squared = 0.6;
  double greatest_shift_radii = 0.35;  ///< of the fitted edge from the outline
  double least_rim_bic_gain = 6;
  double least_rim_contrast = 3;  ///< in SD of the noise
  double sharp_to_radius = 0.36;
  double wide_to_radius = 0.6;
  double least_valid_arcs = 4;
};

template <class Visitor>
void describe(RadiographMarginParameters& p, Visitor&& visit) {
  visit(ParameterDescription{"window_radii",
                             "length of a margin profile to either side of the outline, in lesion radii",
                             "methods B4: window .6 R", 0.2, 1},
        p.window_radii);
  visit(ParameterDescription{"smallest_window_px", "but at least this many pixels",
                             "chosen: ten samples for five unknowns", 3, 50},
        p.smallest_window_px);
  visit(ParameterDescription{"pooled_arc_radii", "arc over which margin profiles are pooled, in lesion radii",
                             "methods B4: 3 to 6 mm; 20 degrees", 0.02, 2},
        p.pooled_arc_radii);
  visit(ParameterDescription{"least_pooled_rays", "fewest profiles in a pool", "methods A4.1: 9", 1, 100},
        p.least_pooled_rays);
  visit(ParameterDescription{"trimmed_fraction", "share of profiles dropped at either end",
                             "methods A4.1: 10 % trimmed", 0, 0.4},
        p.trimmed_fraction);
  visit(ParameterDescription{"outline_smoothing_px", "smoothing of the outline before normals are taken",
                             "chosen: removes the staircase of pixels", 0.5, 20},
        p.outline_smoothing_px);
  visit(ParameterDescription{"detector_sigma_px",
                             "blur of detector and focal spot in pixels, taken off in quadrature",
                             "methods B4: .10 to .25 mm at .1 to .2 mm pixels, lower end", 0, 5},
        p.detector_sigma_px);
  visit(ParameterDescription{"least_r_squared", "share of variance an edge must explain", "methods A4.1: .6",
                             0, 1},
        p.least_r_squared);
  visit(ParameterDescription{"greatest_shift_radii",
                             "distance of the fitted edge from the outline in lesion radii",
                             "chosen: farther away it is another edge", 0.05, 1},
        p.greatest_shift_radii);
  visit(ParameterDescription{"least_rim_bic_gain", "BIC by which a rim must win", "methods A4.2: 6", 0, 100},
        p.least_rim_bic_gain);
  visit(ParameterDescription{"least_rim_contrast", "height of a rim over both plateaus in SD of the noise",
                             "methods A4.2: 3", 0, 50},
        p.least_rim_contrast);
  visit(ParameterDescription{"sharp_to_radius", "widths up to this many radii count as sharp",
                             "methods B4: a perfectly sharp sphere shows .30 R in a .6 R window; plus 20 %",
                             0.01, 3},
        p.sharp_to_radius);
  visit(ParameterDescription{"wide_to_radius", "widths from this many radii on count as wide",
                             "methods B4: twice the sharp sphere", 0.02, 5},
        p.wide_to_radius);
  visit(ParameterDescription{"least_valid_arcs", "arcs with a valid fit below which nothing is said",
                             "chosen", 1, 100},
        p.least_valid_arcs);
}

/// Margin of an outlined lesion.
/// Definition: profiles along the normals of the outline, pooled over an arc, an edge (error function) or an
/// edge with a rim fitted to each pool (choose_edge_model); width W = 10 to 90 % width with the detector's
/// blur taken off; median over valid arcs. Arcs are left out when the profile meets air, marker, metal or the
/// end of the film, falls back beyond the edge (the cortex's outer border), explains too little, or finds an
/// edge far from the outline. Widths relative to the radius of the circle of equal area are what is judged: a
/// projected sphere has a soft edge by itself (.30 R in this window). Unit: pixels, mm, radii. Unknown when:
/// fewer than `least_valid_arcs` are valid; mm without pixel spacing. Reference: methods B4, A4.1, A4.2;
/// Xu et al., Med Phys 2012;39:5405 (edge fits along normals).
struct RadiographLesionMargin {
  MeasuredQuantity width_pixels = Unknown{"not measured"};
  MeasuredQuantity width = Unknown{"not measured"};
  MeasuredQuantity width_to_radius = Unknown{"not measured"};
  MeasuredQuantity sharp_fraction = Unknown{"not measured"};
  MeasuredQuantity wide_fraction = Unknown{"not measured"};
  MeasuredQuantity valid_fraction = Unknown{"not measured"};
  MeasuredQuantity rim_completeness = Unknown{"not measured"};
  Measured<Eigen::Vector2d> widest_px = Unknown{"not measured"};  ///< where the margin is widest
};

RadiographLesionMargin measure_lesion_margin(const Radiograph& film, const RadiographField& field,
                                             const RadiographLesionOutline& outline,
                                             const RadiographMarginParameters& parameters);

}  // namespace osteosign
