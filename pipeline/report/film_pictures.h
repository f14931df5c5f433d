#pragma once
#include <vector>

#include "features/radiograph/bone/cortex_side.h"
#include "features/radiograph/femur/femur_on_film.h"
#include "features/radiograph/pixel_box.h"
#include "features/radiograph/soft_tissue/skin_line.h"
#include "features/values/lesion.h"
#include "features/values/spine_on_film.h"
#include "io/images/radiograph.h"
#include "pipeline/report/picture.h"

namespace osteosign {

/// A marked lesion as the pictures need it.
struct MarkedOnFilm {
  std::string lesion_id;
  PixelBox marked;
  const RadiographLesionOutline* outline;  ///< null when it was not outlined: then the mark is shown
  const TracedBone* bone;                  ///< null when its cortices were not traced
  const std::vector<SkinLine>* skin;       ///< of the sides on which it was compared
  const std::vector<Eigen::Vector2d>* fracture_line_px;  ///< empty when none was measured
};

/// The whole film with every lesion and the skin beside it, for the overview; the femur and the borders of
/// its parts, and the column with its vertebrae and pedicles, if known.
ReportPicture film_overview(const Radiograph& film, const Measured<FemurOnFilm>& femur,
                            const Measured<SpineOnFilm>& spine, const std::vector<MarkedOnFilm>& lesions,
                            const std::string& film_name);
/// The film around one lesion, enlarged, with the outline that was measured, the faces of the traced
/// cortex and a fracture line.
ReportPicture film_lesion_picture(const Radiograph& film, const MarkedOnFilm& lesion);

}  // namespace osteosign
