#include "tests/evaluation/film_cortex.h"

#include <fmt/format.h>

#include <map>

#include "classify/cortex.h"
#include "tests/evaluation/error_table.h"
#include "tests/evaluation/evaluated_cases.h"
#include "tests/evaluation/film_cortex_case.h"
#include "tests/evaluation/verdict_words.h"

namespace osteosign::evaluation {
namespace {

constexpr int cases = 300;
constexpr double gate_length_mm = 3;
constexpr double gate_part = 0.95;

using Results = EvaluatedCases<FilmCortexCase>;

Results run(const Selection& selection) {
  return evaluated_cases(selected_cases(selection, cases, random_film_cortex_case));
}

std::string verdict_of(const FilmCortex& found) {
  RadiographLesionMeasurements measured;
  measured.cortex_interruption_to_width = found.interruption_to_width;
  measured.cortex_erosion_depth = found.erosion_depth;
  measured.cortex_assessed_fraction = found.assessed_fraction;
  return words_of(judge_cortex(measured, {}, {}).verdict);
}

/// By how much of the cortex is missing on a film without noise.
std::string stratum_of(const FilmCortexFacts& truth) {
  if (truth.interruption_mm >= gate_length_mm)
    return fmt::format("interrupted by {} mm or more", gate_length_mm);
  return truth.interruption_mm > 0 ? fmt::format("interrupted by less than {} mm", gate_length_mm)
                                   : "not interrupted";
}

struct Interruptions {
  int found = 0, none = 0, not_told = 0;
  void add(const MeasuredQuantity& number) {
    ++(!number.known() ? not_told : number.value().value > 0 ? found : none);
  }
};

struct Tables {
  std::map<std::string, Interruptions> interruptions;
  std::map<std::string, std::map<std::string, int>> verdicts;
  ErrorTable length{"Length of interruptions that were found, error in mm"};
  ErrorTable erosion{"Depth of erosion of scalloped cortices, error as part of the thickness"};
  ErrorTable expansion{"Expansion of cortices that are pushed out, error in mm"};

  void add(const std::string& who, const FilmCortexCase& one, const FilmCortexFacts& truth,
           const FilmCortex& found) {
    interruptions[who + " | " + stratum_of(truth)].add(found.interruptions);
    ++verdicts[who + " | " + name(one.kind)][verdict_of(found)];
    if (truth.interruption_mm >= gate_length_mm && found.interruptions.known() &&
        found.interruptions.value().value > 0)
      length.add(who, found.interruption.value().value - truth.interruption_mm, std::nullopt);
    if (one.kind == FilmCortexKind::scalloped)
      erosion.add(who, error(found.erosion_depth, one.phantom.damage.scallop_fraction), std::nullopt);
    if (one.kind == FilmCortexKind::expanded)
      expansion.add(who, error(found.expansion, one.phantom.damage.expansion_mm), std::nullopt);
  }

  static std::optional<double> error(const MeasuredQuantity& found, double truth) {
    if (!found.known()) return std::nullopt;
    return found.value().value - truth;
  }

  std::string markdown() const {
    std::string text = fmt::format(
        "\n**Interruptions of the cortex seen edge-on; gate: {} of those of {} mm or more**\n\n"
        "| outline | on a film without noise | seen | none | not told |\n|---|---|---|---|---|\n",
        gate_part, gate_length_mm);
    for (const auto& [name, counts] : interruptions)
      text += fmt::format("| {} | {} | {} | {} |\n", name, counts.found, counts.none, counts.not_told);
    text += "\n**Verdicts of the cortex**\n\n| outline | bone | verdicts |\n|---|---|---|\n";
    for (const auto& [name, found] : verdicts) {
      std::string words;
      for (const auto& [verdict, count] : found)
        words += fmt::format("{}{} {}", words.empty() ? "" : ", ", count, verdict);
      text += fmt::format("| {} | {} |\n", name, words);
    }
    return text + length.markdown() + erosion.markdown() + expansion.markdown();
  }
};

std::string line(const char* who, const FilmCortex& found) {
  return fmt::format("    {:4} interruptions={} mm={} erosion={} expansion={} assessed={} {}{}\n", who,
                     text(found.interruptions), text(found.interruption), text(found.erosion_depth),
                     text(found.expansion), text(found.assessed_fraction), verdict_of(found),
                     found.interruptions.known() ? "" : ": " + found.interruptions.reason());
}

}  // namespace

std::string list_film_cortex(const Selection& selection) {
  const Results results = run(selection);
  std::string lines;
  for (std::size_t i = 0; i < results.cases.size(); ++i) {
    const FilmCortexCase& c = results.cases[i];
    const EvaluatedFilmCortex& e = results.evaluated[i];
    lines += fmt::format(
        "{} {}: interrupted {:.1f} mm, greatest loss {:.2f}, scallop {:.2f}, expansion {:.1f}, radius "
        "{:.0f}, "
        "cortex {:.1f}, pixel {:.2f}, turn {:.0f}\n",
        c.exposure.seed, name(c.kind), e.truth.interruption_mm, e.truth.greatest_loss,
        c.phantom.damage.scallop_fraction, c.phantom.damage.expansion_mm, c.phantom.bone.radius_mm,
        c.phantom.bone.cortex_mm, c.exposure.pixel_mm, c.exposure.turn_deg);
    lines += line("box", e.from_box) + line("mask", e.from_mask);
  }
  return lines;
}

std::string evaluate_film_cortex(const Selection& selection) {
  const Results results = run(selection);
  Tables tables;
  for (std::size_t i = 0; i < results.cases.size(); ++i) {
    const EvaluatedFilmCortex& e = results.evaluated[i];
    tables.add("from a box", results.cases[i], e.truth, e.from_box);
    tables.add("true mask", results.cases[i], e.truth, e.from_mask);
  }
  return tables.markdown();
}

}  // namespace osteosign::evaluation
