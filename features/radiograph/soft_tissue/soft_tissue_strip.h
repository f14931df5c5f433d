#pragma once
#include <Eigen/Core>
#include <vector>

#include "features/radiograph/bone/cortex_side.h"
#include "features/radiograph/radiograph_field.h"
#include "features/radiograph/soft_tissue/film_soft_tissue_parameters.h"
#include "features/radiograph/soft_tissue/trend_beyond.h"
#include "features/values/lesion.h"
#include "io/images/radiograph.h"

namespace osteosign {

/// The soft tissue beside one side of a bone at one place along it.
struct SoftTissueRow {
  double along_px;           ///< from the first row
  Eigen::Vector2d edge_px;   ///< where the undamaged bone ends
  bool beside_lesion;        ///< the lesion lies in the bone or beside it here
  Measured<double> skin_px;  ///< distance of the skin from the bone; unknown with what hides it
  Measured<double> grey;     ///< mean of the tissue near the bone; unknown where it is not usable
};

struct SoftTissueStrip {
  std::vector<SoftTissueRow> rows;
  Eigen::Vector2d outward{0, 0};  ///< one direction for the whole side: edges turn, the limb does not
  Measured<double> cortex_contrast = Unknown{"not measured"};  ///< brightest cortex over the tissue
  Measured<StretchAlong> lesion = Unknown{"not measured"};     ///< where it lies
};

/// Skin: where direct exposure begins. A straight skin line with air beyond it was cut off as a collimator's
/// edge: beyond such an edge the skin is where the film has grown as dark as air. Unless the tissue is nearly
/// as bright just before its border as in its middle, then a collimator did cut it off, or letters, metal or
/// the border of the film come first. Lengths are those of
/// the film. Unknown when the side was not traced or the lesion does not lie beside it.
Measured<SoftTissueStrip> soft_tissue_strip(const Radiograph& film, const RadiographField& field,
                                            const CortexSide& side, double bone_width_px,
                                            const RadiographLesionOutline& lesion,
                                            const FilmSoftTissueParameters& parameters);

}  // namespace osteosign
