#pragma once
#include <optional>
#include <vector>

#include "features/radiograph/bone/cortex_side.h"
#include "features/radiograph/femur/femur_on_film.h"
#include "features/radiograph/pixel_box.h"
#include "features/radiograph/radiograph_field.h"
#include "features/radiograph/soft_tissue/skin_line.h"
#include "features/radiograph/spine/name_levels.h"
#include "features/values/lesion.h"
#include "features/values/radiograph_lesion_measurements.h"
#include "features/values/spine_on_film.h"
#include "pipeline/ct_analysis.h"

namespace osteosign {

/// What the user pointed at on one film.
struct FilmPrompts {
  std::vector<PixelBox> boxes;
  std::vector<Eigen::Vector2d> seeds_px;  ///< column, row
  std::vector<RadiographLesionOutline> masks;
  std::vector<LevelOnFilm> levels;
};

/// One lesion that the user marked, never lost, as on CT; or one that the search found.
struct FilmLesion {
  LesionOrigin origin;
  PixelBox marked;  ///< the box, the pixel of the seed, or the box of the mask or of the candidate
  Measured<RadiographLesionOutline> outline;
  Measured<TracedBone> bone = Unknown{"not traced"};  ///< the tubular bone round it
  std::vector<SkinLine> skin{};                       ///< beside the bone, on the sides that were compared
  std::vector<Eigen::Vector2d> fracture_line_px{};    ///< that was measured, from border to border
  RadiographLesionMeasurements measurements{};
  Measured<FemurPart> femur_part = Unknown{"not measured"};
  Measured<PositionInBone> position = Unknown{"not measured"};
  Measured<double> confidence = Unknown{"the lesion was marked, not found by a search"};
};

struct FilmAnalysis {
  RadiographField field;
  Measured<FemurOnFilm> femur = Unknown{"not measured"};
  Measured<SpineOnFilm> spine = Unknown{"not measured"};
  std::vector<FilmLesion> lesions;  ///< marked ones as they were given, or candidates by falling confidence
  Measured<std::string> searched = Unknown{"no search for lesions was made"};
  std::vector<std::string> notes;  ///< a line on each candidate
  StageTimes times;
};

}  // namespace osteosign
