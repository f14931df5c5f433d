#include "tests/evaluation/film_fracture.h"

#include <fmt/format.h>

#include <cmath>
#include <map>

#include "tests/evaluation/evaluated_cases.h"
#include "tests/evaluation/film_fracture_case.h"
#include "tests/evaluation/fracture_answers.h"

namespace osteosign::evaluation {
namespace {

constexpr int cases = 200;

using Results = EvaluatedCases<FilmFractureCase>;

Results run(const Selection& selection) {
  return evaluated_cases(selected_cases(selection, cases, random_film_fracture_case));
}

std::string row_of(const FilmFractureCase& made) {
  if (!is_broken(made.kind)) return std::string("not broken: ") + name(made.kind);
  const double gap = made.phantom.fracture.gap_mm;
  return fmt::format("{}, gap {}", name(made.kind),
                     gap < 0.6 ? "0.3 to 0.6 mm"
                     : gap < 1 ? "0.6 to 1 mm"
                               : "1 to 2 mm");
}

std::string line(const char* who, const FilmFractureLine& found) {
  return fmt::format("    {:4} length={} gap={} least={} T={:.1f}/{:.1f} assessed={} step={} | {}\n", who,
                     text(found.length_to_width), text(found.gap), text(found.least_gap_to_width),
                     found.excess, found.excess_elsewhere, text(found.assessed_fraction), text(found.step),
                     found.length_to_width.known() ? "" : found.length_to_width.reason());
}

}  // namespace

std::string list_film_fracture(const Selection& selection) {
  const Results results = run(selection);
  std::string lines;
  for (std::size_t i = 0; i < results.cases.size(); ++i) {
    const FilmFractureCase& c = results.cases[i];
    const EvaluatedFilmFracture& e = results.evaluated[i];
    lines += fmt::format(
        "{} {}: gap {:.2f} lean {:+.0f} off rays {:.0f} shift {:+.1f} radius {:.0f} cortex {:.1f} pixel "
        "{:.2f} trab {:.0f} quanta {:.0f} off line {:.1f} px\n",
        c.exposure.seed, name(c.kind), c.phantom.fracture.gap_mm, c.phantom.fracture.lean_deg,
        e.truth ? e.truth->off_rays_deg : 0, c.phantom.fracture.shift_mm, c.phantom.bone.radius_mm,
        c.phantom.bone.cortex_mm, c.exposure.pixel_mm, c.phantom.bone.trabecular_sd_hu,
        c.exposure.quanta_per_pixel, e.off_line_px);
    lines += line("box", e.from_box) + line("mask", e.from_mask);
  }
  return lines;
}

std::string evaluate_film_fracture(const Selection& selection) {
  const Results results = run(selection);
  std::map<std::string, FractureAnswers> boxes, masks;
  std::vector<double> gap_errors, step_errors, distances_px;
  for (std::size_t i = 0; i < results.cases.size(); ++i) {
    const FilmFractureCase& made = results.cases[i];
    const EvaluatedFilmFracture& result = results.evaluated[i];
    boxes[row_of(made)].add(result.from_box.length_to_width);
    masks[row_of(made)].add(result.from_mask.length_to_width);
    const FilmFractureLine& found = result.from_mask;
    if (!result.truth || !found.gap.known()) continue;
    gap_errors.push_back(found.gap.value().value - result.truth->gap_mm);
    distances_px.push_back(result.off_line_px);
    if (found.step.known()) step_errors.push_back(found.step.value().value - std::abs(result.truth->step_mm));
  }
  return answers_table("bone, outlined from a box", boxes) + answers_table("bone, true outline", masks) +
         quantiles("Gap of lines that were seen, error in mm", gap_errors) +
         quantiles("Step of the borders there, error in mm", step_errors) +
         quantiles("Distance of those lines from the true one in pixels", distances_px);
}

}  // namespace osteosign::evaluation
