#include "pipeline/analyze_radiograph.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "features/radiograph/bone/trace_bone.h"
#include "features/radiograph/femur/outline_on_femur.h"
#include "features/radiograph/fracture/film_fracture_line.h"
#include "features/radiograph/lesion_outline.h"
#include "features/radiograph/measure_radiograph_lesion.h"
#include "features/radiograph/outline_from_seed.h"
#include "features/radiograph/periosteum/film_periosteum.h"
#include "features/radiograph/soft_tissue/film_soft_tissue.h"
#include "features/radiograph/spine/lateral/spine_on_lateral_film.h"
#include "features/radiograph/spine/spine_on_film.h"
#include "pipeline/search_film.h"
#include "pipeline/unmeasured.h"

namespace osteosign {
namespace {

PixelBox box_of(const Eigen::Vector2d& pixel) {
  const int column = static_cast<int>(std::lround(pixel.x())), row = static_cast<int>(std::lround(pixel.y()));
  return {column, row, column, row};
}

/// A film of the femur as the networks see it; nothing for other films.
using FemurFilm = std::optional<SquareFilm>;

Measured<FemurOnFilm> femur_of(const FemurFilm& film, const RadiographField& field,
                               const FemurParameters& parameters) {
  if (!film) return Unknown{"the bone is told on films of the femur alone"};
  if (std::ranges::find(field.usable, 1) == field.usable.end())
    return Unknown{"no pixel of the film can be used"};
  return femur_on_film(look_for_femur(*film), parameters);
}

/// On a femur, the size of a lesion is expected by the width of the bone instead of the film's.
RadiographSeedParameters seed_parameters(const Radiograph& film, const Measured<FemurOnFilm>& femur,
                                         const Parameters& parameters) {
  RadiographSeedParameters seed = parameters.film_outline;
  if (!femur.known()) return seed;
  seed.typical_radius_fraction = parameters.film_femur.lesion_radius_to_half_width *
                                 half_width_px(femur.value()) / std::min(film.columns, film.rows);
  return seed;
}

/// On a femur what was learned of lesions there tells place and size; elsewhere, or where it sees none
/// that can be outlined, circles round the pixel do. The border is that of the grey values.
Measured<RadiographLesionOutline> outline_round(const Eigen::Vector2d& seed, const Radiograph& film,
                                                const FemurFilm& femur_film, const RadiographField& field,
                                                const RadiographSeedParameters& parameters) {
  if (femur_film)
    if (const auto seen = outline_on_femur(*femur_film, field, seed); seen.known())
      if (auto drawn = outline_at(seen.value(), film, field, parameters.outline); drawn.known()) return drawn;
  return outline_from_seed_pixel(film, field, seed, parameters);
}

std::vector<FilmLesion> outline_lesions(const Radiograph& film, const FemurFilm& femur_film,
                                        const RadiographField& field, const FilmPrompts& prompts,
                                        const RadiographSeedParameters& parameters) {
  std::vector<FilmLesion> lesions;
  for (const PixelBox& box : prompts.boxes)
    lesions.push_back({LesionOrigin::box, box, outline_from_box(film, field, box, parameters.outline)});
  for (const Eigen::Vector2d& seed : prompts.seeds_px)
    lesions.push_back(
        {LesionOrigin::seed, box_of(seed), outline_round(seed, film, femur_film, field, parameters)});
  for (const RadiographLesionOutline& mask : prompts.masks)
    lesions.push_back({LesionOrigin::mask, bounding_box(mask), outline_from_mask(film, field, mask.inside)});
  return lesions;
}

void place_on_femur(const Measured<FemurOnFilm>& femur, FilmLesion& lesion) {
  if (!femur.known()) {
    lesion.femur_part = femur.unknown();
    lesion.position = femur.unknown();
  } else if (lesion.outline.known()) {
    lesion.femur_part = part_of_femur(lesion.outline.value(), femur.value());
    lesion.position = position_on_femur(lesion.outline.value(), femur.value());
  } else {
    lesion.femur_part = lesion.outline.unknown();
    lesion.position = lesion.outline.unknown();
  }
}

Measured<TracedBone> bone_of(const Radiograph& film, const FilmAnalysis& analysis, const FilmLesion& lesion,
                             const BoneTracingParameters& parameters) {
  if (!lesion.outline.known()) return lesion.outline.unknown();
  return trace_bone(film, analysis.field, analysis.femur, lesion.outline.value(), parameters);
}

RadiographLesionMeasurements measured(const Radiograph& film, const RadiographField& field,
                                      const FilmLesion& lesion,
                                      const RadiographLesionParameters& parameters) {
  if (!lesion.outline.known()) return unmeasured<RadiographLesionMeasurements>(lesion.outline.reason());
  return measure_radiograph_lesion(film, field, lesion.outline.value(), lesion.bone, parameters);
}

/// What lies beside an outlined lesion, along its bone; unmeasured where that was not traced.
template <class Measure, class Unmeasured, class Parameters>
auto beside_lesion(const Measure& measure, const Unmeasured& unmeasured, const Radiograph& film,
                   const RadiographField& field, const FilmLesion& lesion, const Parameters& parameters) {
  return lesion.bone.known() ? measure(film, field, lesion.bone.value(), lesion.outline.value(), parameters)
                             : unmeasured(lesion.bone.unknown());
}

void measure_periosteum(const Radiograph& film, const RadiographField& field,
                        const FilmPeriosteumParameters& parameters, FilmLesion& lesion) {
  if (!lesion.outline.known()) return;
  const FilmPeriosteum found =
      beside_lesion(measure_film_periosteum, unmeasured_periosteum, film, field, lesion, parameters);
  RadiographLesionMeasurements& m = lesion.measurements;
  m.periosteal_pattern = found.pattern;
  m.periosteum_layers = found.layers;
  m.periosteum_length = found.length;
  m.periosteum_thickness = found.thickness;
  m.periosteum_thickness_to_width = found.thickness_to_width;
  m.periosteum_coverage = found.coverage;
  m.periosteum_assessed_fraction = found.assessed_fraction;
  m.highest_periosteum_px = found.highest_px;
}

void measure_soft_tissue(const Radiograph& film, const RadiographField& field,
                         const FilmSoftTissueParameters& parameters, FilmLesion& lesion) {
  if (!lesion.outline.known()) return;
  const FilmSoftTissue found =
      beside_lesion(measure_film_soft_tissue, unmeasured_soft_tissue, film, field, lesion, parameters);
  RadiographLesionMeasurements& m = lesion.measurements;
  m.soft_tissue_bulge = found.bulge;
  m.soft_tissue_bulge_to_width = found.bulge_to_width;
  m.soft_tissue_bulge_to_depth = found.bulge_to_depth;
  m.soft_tissue_density_excess = found.density_excess;
  m.soft_tissue_detection_limit_to_width = found.detection_limit_to_width;
  m.soft_tissue_assessed_fraction = found.assessed_fraction;
  m.farthest_skin_bulge_px = found.bulge_px;
  m.denser_soft_tissue_px = found.density_px;
  lesion.skin = found.skin;
}

void measure_fracture_line(const Radiograph& film, const RadiographField& field,
                           const FilmFractureParameters& parameters, FilmLesion& lesion) {
  if (!lesion.outline.known()) return;
  const FilmFractureLine found =
      beside_lesion(measure_film_fracture_line, unmeasured_fracture_line, film, field, lesion, parameters);
  RadiographLesionMeasurements& m = lesion.measurements;
  m.fracture_line_length = found.length;
  m.fracture_line_length_to_width = found.length_to_width;
  m.fracture_line_gap = found.gap;
  m.fracture_line_gap_to_width = found.gap_to_width;
  m.fracture_line_least_gap = found.least_gap;
  m.fracture_line_least_gap_to_width = found.least_gap_to_width;
  m.fracture_line_step = found.step;
  m.fracture_line_step_to_width = found.step_to_width;
  m.fracture_line_assessed_fraction = found.assessed_fraction;
  m.fracture_line_px = found.middle_px;
  lesion.fracture_line_px = found.line_px;
}

Measured<SpineOnFilm> named_spine(const Measured<SpineOnFilm>& found, const std::vector<LevelOnFilm>& said) {
  if (!found.known()) return found;
  SpineOnFilm spine = found.value();
  name_levels(said, spine);
  return spine;
}

}  // namespace

FilmAnalysis analyze_radiograph(const Radiograph& film, const FilmPrompts& prompts,
                                const Parameters& parameters) {
  FilmAnalysis analysis;
  StageTimes& times = analysis.times;
  analysis.field = times.timed("film_preparation", [&] { return prepare_radiograph(film, parameters.film); });
  FemurFilm femur_film;
  analysis.femur = times.timed("film_femur", [&] {
    if (shows_femur(film)) femur_film = on_square(film);
    return femur_of(femur_film, analysis.field, parameters.film_femur);
  });
  analysis.spine = times.timed("film_spine", [&] {
    return named_spine(is_lateral_view(film)
                           ? spine_on_lateral_film(film, analysis.field)
                           : spine_on_frontal_film(film, analysis.field, parameters.film_spine),
                       prompts.levels);
  });
  analysis.lesions = times.timed("film_lesion_outlines", [&] {
    return outline_lesions(film, femur_film, analysis.field, prompts,
                           seed_parameters(film, analysis.femur, parameters));
  });
  times.timed("film_search", [&] { add_film_candidates(film, femur_film, parameters, analysis); });
  for (FilmLesion& lesion : analysis.lesions) place_on_femur(analysis.femur, lesion);
  times.timed("film_bone", [&] {
    for (FilmLesion& lesion : analysis.lesions)
      lesion.bone = bone_of(film, analysis, lesion, parameters.film_bone);
  });
  times.timed("film_lesion_measurements", [&] {
    for (FilmLesion& lesion : analysis.lesions)
      lesion.measurements = measured(film, analysis.field, lesion, parameters.film_lesion);
  });
  times.timed("film_periosteum", [&] {
    for (FilmLesion& lesion : analysis.lesions)
      measure_periosteum(film, analysis.field, parameters.film_periosteum, lesion);
  });
  times.timed("film_soft_tissue", [&] {
    for (FilmLesion& lesion : analysis.lesions)
      measure_soft_tissue(film, analysis.field, parameters.film_soft_tissue, lesion);
  });
  times.timed("film_fracture_line", [&] {
    for (FilmLesion& lesion : analysis.lesions)
      measure_fracture_line(film, analysis.field, parameters.film_fracture, lesion);
  });
  return analysis;
}

}  // namespace osteosign
