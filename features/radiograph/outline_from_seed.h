#pragma once
#include <Eigen/Core>

#include "features/radiograph/lesion_outline.h"

namespace osteosign {

struct RadiographSeedParameters {
  RadiographOutlineParameters outline;
  double typical_radius_fraction = 0.059;  ///< radius of a lesion, of the film's shorter side
  double radius_log_sd = 0.87;             ///< natural logarithm
  double contrast_power = 2;               ///< how much the better circle counts
};

template <class Visitor>
void describe(RadiographSeedParameters& p, Visitor&& visit) {
  visit(ParameterDescription{"typical_radius_fraction",
                             "radius of a lesion as a fraction of the film's shorter side",
                             "median of the 2305 outlines of the BTXRD data set (figshare, CC BY 4.0)", 0.005,
                             0.5},
        p.typical_radius_fraction);
  visit(ParameterDescription{"radius_log_sd", "SD of the natural logarithm of that radius",
                             "the same 2305 outlines", 0.05, 3},
        p.radius_log_sd);
  visit(ParameterDescription{"contrast_power", "power of a circle's contrast in the choice of the size",
                             "starting value, not tuned", 0, 10},
        p.contrast_power);
  describe(p.outline, visit);
}

/// The outline drawn by grey values from a box as loose around `place` as boxes that are drawn by hand:
/// `place` says where the lesion is and how large, the film where its border runs. Unknown for the reasons of
/// `outline_from_box`.
Measured<RadiographLesionOutline> outline_at(const RadiographLesionOutline& place, const Radiograph& film,
                                             const RadiographField& field,
                                             const RadiographOutlineParameters& parameters);

/// The lesion around one pixel (column, row). The size is found first: each of a row of circles around the
/// seed counts by how much it differs from the ring around it (median of eight sectors, in SD of the ring;
/// Lindeberg, Int J Comput Vis 1998;30:79, for scale from contrast) and by how usual its size is for a bone
/// lesion; then the outline is drawn as from a box around that circle, and once more from the box of the
/// result. Unknown when the seed is not on usable film, or for the reasons of `outline_from_box`.
Measured<RadiographLesionOutline> outline_from_seed_pixel(const Radiograph& film,
                                                          const RadiographField& field,
                                                          const Eigen::Vector2d& seed_px,
                                                          const RadiographSeedParameters& parameters);

}  // namespace osteosign
