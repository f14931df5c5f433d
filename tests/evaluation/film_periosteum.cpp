#include "tests/evaluation/film_periosteum.h"

#include <fmt/format.h>

#include <map>

#include "tests/evaluation/error_table.h"
#include "tests/evaluation/evaluated_cases.h"
#include "tests/evaluation/film_periosteum_case.h"
#include "tests/evaluation/periosteum_case.h"

namespace osteosign::evaluation {
namespace {

constexpr int cases = 200;
constexpr double gate_spacing_mm = 0.8;
constexpr double gate_part = 0.9;

using Results = EvaluatedCases<FilmPeriosteumCase>;

Results run(const Selection& selection) {
  return evaluated_cases(selected_cases(selection, cases, random_film_periosteum_case));
}

std::string name_of(const FilmPeriosteum& found) {
  if (found.pattern.known()) return std::string(word(found.pattern.value()));
  return "not told: " + found.pattern.reason();
}

/// The four kinds that table 28.2 names; other forms as they are.
std::string kind_of(const std::string& pattern) {
  if (pattern == "hair_on_end" || pattern == "sunburst") return "spicules";
  if (pattern == "single_lamella") return "one lamella";
  if (pattern == "multilamellated") return "several lamellae";
  return pattern.starts_with("not told") ? "not told" : pattern;
}

bool is_gated(const FilmPeriosteumCase& one, const EvaluatedFilmPeriosteum& evaluated) {
  using phantom::ReactionForm;
  switch (one.phantom.reaction.form) {
    case ReactionForm::none:
    case ReactionForm::hair_on_end:
    case ReactionForm::sunburst:
      return true;
    case ReactionForm::lamellae:
      return evaluated.truth.layer_spacing_mm >= gate_spacing_mm || evaluated.truth.layers < 2;
    default:
      return false;
  }
}

struct Counts {
  int right = 0, withheld = 0, wrong = 0;
  void add(const std::string& truth, const std::string& found) {
    ++(found == truth ? right : found == "not told" ? withheld : wrong);
  }
  std::string row(const std::string& name) const {
    const int all = right + withheld + wrong;
    return fmt::format("| {} | {} | {:.3f} | {} | {} |\n", name, all,
                       all > 0 ? static_cast<double>(right) / all : 0, withheld, wrong);
  }
};

struct Tables {
  std::map<std::string, Counts> gate;
  std::map<std::string, std::map<std::string, int>> confusion;

  void add(const std::string& who, const FilmPeriosteumCase& one, const EvaluatedFilmPeriosteum& evaluated,
           const FilmPeriosteum& found) {
    const std::string truth(word(true_pattern(evaluated.truth)));
    ++confusion[who + " | " + truth][name_of(found)];
    if (!is_gated(one, evaluated)) return;
    gate[who + " | all"].add(kind_of(truth), kind_of(name_of(found)));
    gate[who + " | " + kind_of(truth)].add(kind_of(truth), kind_of(name_of(found)));
  }

  std::string markdown() const {
    std::string text = fmt::format(
        "\n**None, one lamella, several lamellae (spacing at least {} mm) and spicules told apart; gate "
        "{}**\n\n"
        "| bone | true kind | cases | part right | not told | wrong |\n|---|---|---|---|---|---|\n",
        gate_spacing_mm, gate_part);
    for (const auto& [name, counts] : gate) text += counts.row(name);
    text += "\n**All forms and spacings**\n\n| bone | true pattern | found |\n|---|---|---|\n";
    for (const auto& [truth, found] : confusion) {
      std::string words;
      for (const auto& [name, count] : found)
        words += fmt::format("{}{} {}", words.empty() ? "" : ", ", count, name);
      text += fmt::format("| {} | {} |\n", truth, words);
    }
    return text;
  }
};

std::string line(const char* who, const FilmPeriosteum& found) {
  return fmt::format("    {:6} {} layers={} thickness={} length={} coverage={} assessed={}\n", who,
                     name_of(found), text(found.layers), text(found.thickness), text(found.length),
                     text(found.coverage), text(found.assessed_fraction));
}

}  // namespace

std::string list_film_periosteum(const Selection& selection) {
  const Results results = run(selection);
  std::string lines;
  for (std::size_t i = 0; i < results.cases.size(); ++i) {
    const FilmPeriosteumCase& c = results.cases[i];
    const EvaluatedFilmPeriosteum& e = results.evaluated[i];
    lines += fmt::format(
        "{} {}: layers {}, gap {:.2f}, height {:.1f}, length {:.0f}, pixel {:.2f} mm, expansion {:.1f}\n",
        c.exposure.seed, word(true_pattern(e.truth)), e.truth.layers, c.phantom.reaction.gap_mm,
        e.truth.thickness_mm, e.truth.length_mm, c.exposure.pixel_mm, c.phantom.damage.expansion_mm);
    lines += line("given", e.with_truth) + line("traced", e.as_used);
  }
  return lines;
}

std::string evaluate_film_periosteum(const Selection& selection) {
  const Results results = run(selection);
  Tables tables;
  for (std::size_t i = 0; i < results.cases.size(); ++i) {
    tables.add("traced", results.cases[i], results.evaluated[i], results.evaluated[i].as_used);
    tables.add("given", results.cases[i], results.evaluated[i], results.evaluated[i].with_truth);
  }
  return tables.markdown();
}

}  // namespace osteosign::evaluation
