#include "pipeline/analyze_radiograph.h"

#include <cmath>

#include "features/radiograph/lesion_outline.h"
#include "features/radiograph/measure_radiograph_lesion.h"
#include "features/radiograph/outline_from_seed.h"
#include "pipeline/unmeasured.h"

namespace osteosign {
namespace {

PixelBox box_of(const Eigen::Vector2d& pixel) {
  const int column = static_cast<int>(std::lround(pixel.x())), row = static_cast<int>(std::lround(pixel.y()));
  return {column, row, column, row};
}

std::vector<FilmLesion> outline_lesions(const Radiograph& film, const RadiographField& field,
                                        const FilmPrompts& prompts,
                                        const RadiographSeedParameters& parameters) {
  std::vector<FilmLesion> lesions;
  for (const PixelBox& box : prompts.boxes)
    lesions.push_back({LesionOrigin::box, box, outline_from_box(film, field, box, parameters.outline), {}});
  for (const Eigen::Vector2d& seed : prompts.seeds_px)
    lesions.push_back(
        {LesionOrigin::seed, box_of(seed), outline_from_seed_pixel(film, field, seed, parameters), {}});
  for (const RadiographLesionOutline& mask : prompts.masks)
    lesions.push_back(
        {LesionOrigin::mask, bounding_box(mask), outline_from_mask(film, field, mask.inside), {}});
  return lesions;
}

RadiographLesionMeasurements measured(const Radiograph& film, const RadiographField& field,
                                      const FilmLesion& lesion,
                                      const RadiographLesionParameters& parameters) {
  if (!lesion.outline.known()) return unmeasured<RadiographLesionMeasurements>(lesion.outline.reason());
  return measure_radiograph_lesion(film, field, lesion.outline.value(), parameters);
}

}  // namespace

FilmAnalysis analyze_radiograph(const Radiograph& film, const FilmPrompts& prompts,
                                const Parameters& parameters) {
  FilmAnalysis analysis;
  StageTimes& times = analysis.times;
  analysis.field = times.timed("film_preparation", [&] { return prepare_radiograph(film, parameters.film); });
  analysis.lesions = times.timed("film_lesion_outlines", [&] {
    return outline_lesions(film, analysis.field, prompts, parameters.film_outline);
  });
  times.timed("film_lesion_measurements", [&] {
    for (FilmLesion& lesion : analysis.lesions)
      lesion.measurements = measured(film, analysis.field, lesion, parameters.film_lesion);
  });
  return analysis;
}

}  // namespace osteosign
