#include "tests/evaluation/film_soft_tissue.h"

#include <fmt/format.h>

#include <map>

#include "classify/soft_tissue.h"
#include "tests/evaluation/error_table.h"
#include "tests/evaluation/evaluated_cases.h"
#include "tests/evaluation/film_soft_tissue_case.h"
#include "tests/evaluation/verdict_words.h"

namespace osteosign::evaluation {
namespace {

constexpr int cases = 300;

using Results = EvaluatedCases<FilmSoftTissueCase>;

Results run(const Selection& selection) {
  return evaluated_cases(selected_cases(selection, cases, random_film_soft_tissue_case));
}

Finding judged(const FilmSoftTissue& found) {
  RadiographLesionMeasurements measured;
  measured.soft_tissue_bulge_to_width = found.bulge_to_width;
  measured.soft_tissue_bulge_to_depth = found.bulge_to_depth;
  measured.soft_tissue_density_excess = found.density_excess;
  measured.soft_tissue_detection_limit_to_width = found.detection_limit_to_width;
  measured.soft_tissue_assessed_fraction = found.assessed_fraction;
  return judge_soft_tissue(measured, {}, {});
}

std::string verdict_of(const FilmSoftTissue& found) { return words_of(judged(found).verdict); }

/// By how far the skin is pushed out, in widths of the bone: 0.14 counts.
std::string stratum_of(const FilmSoftTissueCase& one, double true_bulge) {
  if (!has_mass(one.kind)) return name(one.kind);
  const char* const how_far = true_bulge >= 0.28   ? "twice the limit or more"
                              : true_bulge >= 0.14 ? "the limit or more"
                                                   : "less than the limit";
  return fmt::format("{}, by {}", name(one.kind), how_far);
}

struct Tables {
  std::map<std::string, std::map<std::string, int>> verdicts;
  ErrorTable bulge{"Bulge of the skin, error in widths of the bone"};

  void add(const FilmSoftTissueCase& one, const EvaluatedFilmSoftTissue& e) {
    const std::string verdict = verdict_of(e.found);
    ++verdicts[stratum_of(one, e.true_bulge_to_width)][verdict];
    std::optional<double> error;
    if (e.found.bulge_to_width.known()) error = e.found.bulge_to_width.value().value - e.true_bulge_to_width;
    bulge.add(name(one.kind), error, std::nullopt);
  }

  std::string markdown() const {
    std::string text =
        "\n**Verdicts of the soft tissue; the limit is a bulge of the skin of 0.14 widths**\n\n"
        "| beside the bone, skin pushed out | verdicts |\n|---|---|\n";
    for (const auto& [name, found] : verdicts) {
      std::string words;
      for (const auto& [verdict, count] : found)
        words += fmt::format("{}{} {}", words.empty() ? "" : ", ", count, verdict);
      text += fmt::format("| {} | {} |\n", name, words);
    }
    return text + bulge.markdown();
  }
};

}  // namespace

std::string list_film_soft_tissue(const Selection& selection) {
  const Results results = run(selection);
  std::string lines;
  for (std::size_t i = 0; i < results.cases.size(); ++i) {
    const FilmSoftTissueCase& c = results.cases[i];
    const EvaluatedFilmSoftTissue& e = results.evaluated[i];
    const Finding finding = judged(e.found);
    lines += fmt::format(
        "{} {}: mass {:.2f} widths, skin {:.2f}, lift {:.2f}, belly {:.0f} mm of {:.0f}, limb {:.0f} mm, "
        "bone "
        "{:.0f} mm\n    bulge={} of depth={} density={} limit={} assessed={} {}: {}\n",
        c.exposure.seed, name(c.kind), e.mass_to_width, e.true_bulge_to_width,
        c.phantom.soft_tissue.mass_lift, c.phantom.soft_tissue.belly_mm,
        c.phantom.soft_tissue.belly_half_length_mm, c.phantom.around.half_width_mm, c.phantom.bone.radius_mm,
        text(e.found.bulge_to_width), text(e.found.bulge_to_depth), text(e.found.density_excess),
        text(e.found.detection_limit_to_width), text(e.found.assessed_fraction), verdict_of(e.found),
        finding.reason);
  }
  return lines;
}

std::string evaluate_film_soft_tissue(const Selection& selection) {
  const Results results = run(selection);
  Tables tables;
  for (std::size_t i = 0; i < results.cases.size(); ++i) tables.add(results.cases[i], results.evaluated[i]);
  return tables.markdown();
}

}  // namespace osteosign::evaluation
