#pragma once
#include <optional>
#include <vector>

#include "features/radiograph/pixel_box.h"
#include "features/radiograph/radiograph_field.h"
#include "features/values/lesion.h"
#include "features/values/radiograph_lesion_measurements.h"
#include "pipeline/ct_analysis.h"

namespace osteosign {

/// What the user pointed at on one film.
struct FilmPrompts {
  std::vector<PixelBox> boxes;
  std::vector<Eigen::Vector2d> seeds_px;  ///< column, row
  std::vector<RadiographLesionOutline> masks;
};

struct FilmLesion {
  LesionOrigin origin;
  RadiographLesionOutline outline;
  RadiographLesionMeasurements measurements;
};

struct FilmAnalysis {
  RadiographField field;
  std::vector<FilmLesion> lesions;
  std::vector<NotOutlined> not_outlined;
  StageTimes times;
};

}  // namespace osteosign
