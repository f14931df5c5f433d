#pragma once
#include "features/radiograph/bone/cortex_side.h"
#include "features/radiograph/radiograph_field.h"
#include "features/radiograph/soft_tissue/film_soft_tissue_parameters.h"
#include "features/radiograph/soft_tissue/skin_line.h"
#include "features/values/lesion.h"
#include "io/images/radiograph.h"
#include "io/values/quantity.h"

namespace osteosign {

/// The soft tissue on the two sides of a tubular bone, beside a lesion, held against what the same side shows
/// above the lesion and below it (methods B7). Left and right are not held against each other: no limb is
/// symmetrical about its bone.
///
/// Bulge: distance of the skin from the undamaged bone, less that which a parabola through the healthy skin
/// above and below lets expect; kept up along 20 mm of a shaft of 28 mm, near the lesion; of the side where
/// it stands out most. Density: mean grey of the tissue near the bone beside the lesion, less that of a line
/// through the healthy tissue, in contrasts of the cortex. Standard deviations: spread of the healthy tissue
/// about the trend, and how far healthy tissue leaves such a trend on real films.
///
/// Detection limit: muscle and a mass are equally dense on a film; a mass shows by the tissue that it pushes
/// out. The thinnest mass that would have pushed the skin out by `detected_spreads` standard deviations, on
/// the worse side, when all that it displaces yields straight outward: (r + t)^2 - r^2 = (s + b)^2 - s^2 with
/// the radius r of the bone, s that of the skin, b the bulge. Tissue also yields elsewhere: the true limit is
/// higher. What grows in front of the bone or behind it shows on no film of this view.
///
/// Unit: widths of the bone, mm, parts, contrasts of the cortex. Unknown when: the bone was not traced; the
/// lesion does not lie beside a traced side; bulge and limit when the skin beside the lesion, above it or
/// below it lies outside of the film, behind a collimator, a marker or metal on both sides; mm without pixel
/// spacing.
struct FilmSoftTissue {
  MeasuredQuantity bulge = Unknown{"not measured"};           ///< mm; below 0 where the skin is drawn in
  MeasuredQuantity bulge_to_width = Unknown{"not measured"};  ///< in widths of the bone
  MeasuredQuantity bulge_to_depth = Unknown{"not measured"};  ///< part of the expected distance of the skin
  MeasuredQuantity density_excess = Unknown{"not measured"};
  MeasuredQuantity detection_limit_to_width = Unknown{"not measured"};
  MeasuredQuantity assessed_fraction = Unknown{"not measured"};    ///< of both sides, for bulges
  Measured<Eigen::Vector2d> bulge_px = Unknown{"not measured"};    ///< skin, middle of the bulge
  Measured<Eigen::Vector2d> density_px = Unknown{"not measured"};  ///< middle of the denser tissue
  std::vector<SkinLine> skin = {};                                 ///< of the sides that were compared
};

FilmSoftTissue unmeasured_soft_tissue(const Unknown& why);

FilmSoftTissue measure_film_soft_tissue(const Radiograph& film, const RadiographField& field,
                                        const TracedBone& bone, const RadiographLesionOutline& lesion,
                                        const FilmSoftTissueParameters& parameters);

}  // namespace osteosign
