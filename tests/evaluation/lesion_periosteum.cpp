#include "tests/evaluation/lesion_periosteum.h"

#include <fmt/format.h>

#include <cmath>
#include <map>

#include "tests/evaluation/error_table.h"
#include "tests/evaluation/evaluated_cases.h"
#include "tests/evaluation/periosteum_case.h"

namespace osteosign::evaluation {
namespace {

constexpr int cases = 160;
constexpr double gate_sigmas = 2.2;  // methods C1, P6
constexpr double gate_accuracy = 0.9;

using Results = EvaluatedCases<PeriosteumCase>;

Results run(const Selection& selection) {
  return evaluated_cases(selected_cases(selection, cases, random_periosteum_case));
}

std::string name_of(const LesionPeriosteum& found) {
  if (found.pattern.known()) return std::string(word(found.pattern.value()));
  return found.pattern.reason().find("resolved") != std::string::npos ? "not resolvable" : "not assessable";
}

/// What the blur lets be told apart.
std::string stratum_of(const PeriosteumCase& one, const EvaluatedPeriosteum& evaluated) {
  if (!one.geometry.has_gate) return "slices of 3 mm";
  const phantom::PeriosteumTruth& truth = evaluated.truth;
  if (truth.layer_spacing_mm <= 0) return "no layers";
  const double gap = one.phantom.reaction.gap_mm / evaluated.blur_mm;
  if (gap >= gate_sigmas) return "gap of layers at least 2.2 sigma";
  return truth.layer_spacing_mm / evaluated.blur_mm >= gate_sigmas ? "gap below 2.2 sigma, spacing above"
                                                                   : "spacing of layers below 2.2 sigma";
}

class ConfusionTable {
 public:
  void add(const std::string& truth, const std::string& found) { ++counts_[truth][found]; }
  std::string markdown(const std::string& title) const {
    std::string text = fmt::format("\n**{}**\n\n| true pattern | cases | found |\n|---|---|---|\n", title);
    for (const auto& [truth, found] : counts_) {
      int all = 0;
      std::string words;
      for (const auto& [name, count] : found) {
        all += count;
        words += fmt::format("{}{} {}", words.empty() ? "" : ", ", count, name);
      }
      text += fmt::format("| {} | {} | {} |\n", truth, all, words);
    }
    return text;
  }

 private:
  std::map<std::string, std::map<std::string, int>> counts_;
};

/// Of the cases that the gate is for, the part with the right pattern, and what was said of the others.
struct Accuracy {
  int right = 0, withheld = 0, wrong = 0;
  void add(const std::string& truth, const std::string& found) {
    if (found == truth)
      ++right;
    else if (found.starts_with("not "))
      ++withheld;
    else
      ++wrong;
  }
  std::string row(const std::string& who) const {
    const int all = right + withheld + wrong;
    return fmt::format("| {} | {} | {:.3f} | {} | {} |\n", who, all,
                       all > 0 ? static_cast<double>(right) / all : 0, withheld, wrong);
  }
};

const char* verdict_group(const std::string& pattern) {
  if (pattern == "none" || pattern == "single_lamella") return "benign";
  if (pattern == "solid" || pattern == "outgrowth") return "neutral";
  return pattern.starts_with("not ") ? "withheld" : "malignant";
}

struct Tables {
  std::map<std::string, ConfusionTable> confusion;
  std::map<std::string, Accuracy> accuracy, verdicts;
  ErrorTable layers{"Number of layers where the pattern is right, error"};
  ErrorTable thickness{"Height of the new bone where the pattern is right, error in mm"};
  ErrorTable length{"Its length where the pattern is right, error in mm"};

  void add(const std::string& who, const PeriosteumCase& one, const EvaluatedPeriosteum& evaluated,
           const LesionPeriosteum& found) {
    const std::string truth(word(true_pattern(evaluated.truth)));
    const std::string said = name_of(found);
    const std::string stratum = stratum_of(one, evaluated);
    confusion[who + ", " + stratum].add(truth, said);
    const bool gated = stratum == "no layers" || stratum.starts_with("gap of layers");
    const std::string group = gated ? "1 gate: no layers, or a gap of at least 2.2 sigma" : "2 " + stratum;
    accuracy[group + " | " + who].add(truth, said);
    const std::string truly = verdict_group(truth);
    verdicts[group + " | " + who].add(truly, said.starts_with("not ") ? said : verdict_group(said));
    if (said != truth || !one.geometry.has_gate) return;
    const std::string row = who + ", " + truth;
    if (evaluated.truth.layers > 0 && truth != "codman_triangle")
      layers.add(row,
                 found.layers.known() ? std::optional(found.layers.value().value - evaluated.truth.layers)
                                      : std::nullopt,
                 0);
    thickness.add(row,
                  found.thickness.known()
                      ? std::optional(found.thickness.value().value - evaluated.truth.thickness_mm)
                      : std::nullopt,
                  std::nullopt);
    length.add(row,
               found.length.known() ? std::optional(found.length.value().value - evaluated.truth.length_mm)
                                    : std::nullopt,
               std::nullopt);
  }

  std::string markdown() const {
    std::string text = fmt::format(
        "\n**Right pattern; gate {} of the cases**\n\n| cases | measured | number | part right | withheld | "
        "wrong |\n"
        "|---|---|---|---|---|---|\n",
        gate_accuracy);
    for (const auto& [name, found] : accuracy) text += found.row(name.substr(2));
    text +=
        "\n**Right verdict (benign: none or one lamella; neutral: solid, outgrowth; malignant: the "
        "rest)**\n\n"
        "| cases | measured | number | part right | withheld | wrong |\n|---|---|---|---|---|---|\n";
    for (const auto& [name, found] : verdicts) text += found.row(name.substr(2));
    for (const auto& [name, table] : confusion) text += table.markdown(name);
    return text + layers.markdown() + thickness.markdown() + length.markdown();
  }
};

std::string line(const char* who, const LesionPeriosteum& found) {
  return fmt::format("    {:6} {} layers={} thickness={} length={} coverage={} angle={} assessed={} {}\n",
                     who, name_of(found), text(found.layers), text(found.thickness), text(found.length),
                     text(found.coverage), text(found.plate_angle), text(found.assessed_fraction),
                     found.pattern.reason());
}

}  // namespace

std::string list_lesion_periosteum(const Selection& selection) {
  const Results results = run(selection);
  std::string lines;
  for (std::size_t i = 0; i < results.cases.size(); ++i) {
    const PeriosteumCase& c = results.cases[i];
    const EvaluatedPeriosteum& e = results.evaluated[i];
    const phantom::PeriostealReaction& r = c.phantom.reaction;
    const std::string truth(word(true_pattern(e.truth)));
    lines += fmt::format(
        "{} {} {}{}, {}: noise {:.0f}, blur {:.2f}, cortex {:.1f}; layers {}, gap {:.2f}, height {:.1f}, "
        "length "
        "{:.0f}, "
        "hu {:.0f}, expansion {:.1f}, vessel {}, codman {:.0f}\n",
        name_of(e.as_used) == truth && name_of(e.with_truth) == truth ? " " : "X", c.scan.seed, truth,
        e.truth.layers > 1 ? std::to_string(e.truth.layers) : "", c.geometry.name, c.scan.noise_hu, e.blur_mm,
        c.phantom.bone.cortex_mm, e.truth.layers, r.gap_mm, e.truth.thickness_mm, e.truth.length_mm, r.hu,
        c.phantom.damage.expansion_mm, c.phantom.around.vessels, r.codman_deg);
    lines += line("given", e.with_truth) + line("used", e.as_used);
  }
  return lines;
}

std::string evaluate_lesion_periosteum(const Selection& selection) {
  const Results results = run(selection);
  Tables tables;
  for (std::size_t i = 0; i < results.cases.size(); ++i) {
    tables.add("as used", results.cases[i], results.evaluated[i], results.evaluated[i].as_used);
    tables.add("all given", results.cases[i], results.evaluated[i], results.evaluated[i].with_truth);
  }
  return tables.markdown();
}

}  // namespace osteosign::evaluation
