#include "pipeline/analyze_radiograph.h"

#include <fmt/format.h>

#include "features/radiograph/lesion_outline.h"
#include "features/radiograph/measure_radiograph_lesion.h"
#include "features/radiograph/outline_from_seed.h"

namespace osteosign {
namespace {

struct OutlinedLesion {
  LesionOrigin origin;
  RadiographLesionOutline outline;
};

struct Outlines {
  std::vector<OutlinedLesion> lesions;
  std::vector<NotOutlined> not_outlined;

  void add(LesionOrigin origin, const Measured<RadiographLesionOutline>& outline, const std::string& prompt) {
    if (outline.known())
      lesions.push_back({origin, outline.value()});
    else
      not_outlined.push_back({prompt, outline.reason()});
  }
};

Outlines outline_lesions(const Radiograph& film, const RadiographField& field, const FilmPrompts& prompts,
                         const RadiographSeedParameters& parameters) {
  Outlines outlines;
  for (const PixelBox& box : prompts.boxes)
    outlines.add(
        LesionOrigin::box, outline_from_box(film, field, box, parameters.outline),
        fmt::format("box {},{},{},{}", box.first_column, box.first_row, box.last_column, box.last_row));
  for (const Eigen::Vector2d& seed : prompts.seeds_px)
    outlines.add(LesionOrigin::seed, outline_from_seed_pixel(film, field, seed, parameters),
                 fmt::format("seed pixel {:g},{:g}", seed.x(), seed.y()));
  for (const RadiographLesionOutline& mask : prompts.masks)
    outlines.add(LesionOrigin::mask, outline_from_mask(film, field, mask.inside), "lesion mask");
  return outlines;
}

}  // namespace

FilmAnalysis analyze_radiograph(const Radiograph& film, const FilmPrompts& prompts,
                                const Parameters& parameters) {
  FilmAnalysis analysis;
  StageTimes& times = analysis.times;
  analysis.field = times.timed("film_preparation", [&] { return prepare_radiograph(film, parameters.film); });
  Outlines outlines = times.timed("film_lesion_outlines", [&] {
    return outline_lesions(film, analysis.field, prompts, parameters.film_outline);
  });
  analysis.not_outlined = std::move(outlines.not_outlined);
  times.timed("film_lesion_measurements", [&] {
    for (OutlinedLesion& lesion : outlines.lesions) {
      const RadiographLesionMeasurements measured =
          measure_radiograph_lesion(film, analysis.field, lesion.outline, parameters.film_lesion);
      analysis.lesions.push_back({lesion.origin, std::move(lesion.outline), measured});
    }
  });
  return analysis;
}

}  // namespace osteosign
