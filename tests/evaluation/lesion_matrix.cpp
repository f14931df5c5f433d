#include "tests/evaluation/lesion_matrix.h"

#include <fmt/format.h>

#include <map>

#include "tests/evaluation/error_table.h"
#include "tests/evaluation/evaluated_cases.h"
#include "tests/evaluation/matrix_case.h"

namespace osteosign::evaluation {
namespace {

constexpr int matrix_cases = 120, trap_cases = 24;
constexpr double gate_accuracy = 0.9;  // methods C1, P7

using Results = EvaluatedCases<MatrixCase>;

Results run(const Selection& selection) {
  std::vector<MatrixCase> cases = selected_cases(selection, matrix_cases, random_matrix_case);
  for (MatrixCase& trap : selected_cases(selection, trap_cases, random_trap_case))
    cases.push_back(std::move(trap));
  return evaluated_cases(std::move(cases));
}

std::string name_of(const LesionMatrix& found) {
  return found.kind.known() ? std::string(word(found.kind.value())) : "not assessable";
}

const char* name_of(phantom::MatrixTrap trap) {
  switch (trap) {
    case phantom::MatrixTrap::nothing:
      return "nothing";
    case phantom::MatrixTrap::struts:
      return "struts of host bone";
    case phantom::MatrixTrap::fragments:
      return "fragments";
    case phantom::MatrixTrap::puddles:
      return "pools of contrast medium";
    case phantom::MatrixTrap::cement:
      return "cement";
  }
  throw InternalError("a trap without a name");
}

std::string truth_name(const MatrixCase& one, const EvaluatedMatrix& evaluated) {
  if (one.is_trap) return name_of(one.content.trap);
  return std::string(word(true_kind(evaluated.truth.form)));
}

std::string group_of(const MatrixCase& one) {
  if (one.is_trap) return "4 what is no matrix";
  if (one.has_gate) return "1 gate: slices up to 1.5 mm, noise up to 30 HU";
  return one.scan.slice_thickness_mm > 1.5 ? "3 slices of 3 mm" : "2 noise above 30 HU";
}

/// Of the cases of one group, the part with the right kind, and what was said of the others.
struct Accuracy {
  int right = 0, withheld = 0, wrong = 0;
  std::string row(const std::string& who) const {
    const int all = right + withheld + wrong;
    return fmt::format("| {} | {} | {:.3f} | {} | {} |\n", who, all, static_cast<double>(right) / all,
                       withheld, wrong);
  }
};

std::optional<double> error_of(const MeasuredQuantity& found, double truth) {
  return found.known() ? std::optional(found.value().value - truth) : std::nullopt;
}

struct Tables {
  std::map<std::string, std::map<std::string, std::map<std::string, int>>> confusion;
  std::map<std::string, Accuracy> accuracy;
  ErrorTable errors{"Quantities where the kind is right, error (thin slices, noise up to 30 HU)"};

  void add(const std::string& who, const MatrixCase& one, const EvaluatedMatrix& evaluated,
           const LesionMatrix& found) {
    const std::string truth = truth_name(one, evaluated), said = name_of(found);
    const std::string group = group_of(one) + " | " + who;
    ++confusion[group][truth][said];
    Accuracy& sum = accuracy[group];
    // Of a trap, nothing may be said that is not there: that nothing is, or nothing.
    const bool right = one.is_trap ? said == "none" : said == truth;
    ++(right ? sum.right : said == "not assessable" ? sum.withheld : sum.wrong);
    if (!right || !one.has_gate) return;
    const phantom::MatrixTruth& t = evaluated.truth;
    if (truth == "osteoid" || truth == "chondroid")
      errors.add(who + ", mineral fraction, " + truth, error_of(found.mineral_fraction, t.share),
                 std::nullopt);
    if (truth == "fat")
      errors.add(who + ", fat fraction", error_of(found.fat_fraction, t.share), std::nullopt);
    if (truth == "gas")
      errors.add(who + ", gas fraction", error_of(found.gas_fraction, t.share), std::nullopt);
    if (truth == "fluid_level")
      errors.add(who + ", step of the level, HU", error_of(found.fluid_level_step, t.level_step_hu),
                 std::nullopt);
    if (truth == "nidus")
      errors.add(who + ", diameter of the nidus, mm", error_of(found.nidus_diameter, t.nidus_mm),
                 std::nullopt);
  }

  std::string markdown() const {
    std::string text = fmt::format(
        "\n**Right kind; gate {} of the cases**\n\n| cases | measured | number | part right | withheld | "
        "wrong "
        "|\n|---|---|---|---|---|---|\n",
        gate_accuracy);
    for (const auto& [name, found] : accuracy) text += found.row(name.substr(2));
    for (const auto& [name, table] : confusion) {
      text += fmt::format("\n**{}**\n\n| true | cases | found |\n|---|---|---|\n", name.substr(2));
      for (const auto& [truth, found] : table) {
        int all = 0;
        std::string words;
        for (const auto& [said, count] : found) {
          all += count;
          words += fmt::format("{}{} {}", words.empty() ? "" : ", ", count, said);
        }
        text += fmt::format("| {} | {} | {} |\n", truth, all, words);
      }
    }
    return text + errors.markdown();
  }
};

std::string line(const char* who, const LesionMatrix& found) {
  return fmt::format(
      "    {:9} {} mineral={} hu={} pieces={} largest={} fine={} rings={} fat={} gas={} step={} ({}) "
      "spread={} "
      "nidus={} {}\n",
      who, name_of(found), text(found.mineral_fraction), text(found.mineral_hu),
      text(found.mineral_components), text(found.largest_mineral_share), text(found.fine_mineral_share),
      text(found.ring_arc_score), text(found.fat_fraction), text(found.gas_fraction),
      text(found.fluid_level_step),
      found.fluid_level_step.known() ? found.fluid_level_step.value().method : "", text(found.spread),
      text(found.nidus_diameter), found.kind.reason());
}

}  // namespace

std::string list_lesion_matrix(const Selection& selection) {
  const Results results = run(selection);
  std::string lines;
  for (std::size_t i = 0; i < results.cases.size(); ++i) {
    const MatrixCase& c = results.cases[i];
    const EvaluatedMatrix& e = results.evaluated[i];
    const std::string truth = truth_name(c, e);
    const phantom::BonePhantom& p = c.content.phantom;
    const auto right = [&](const LesionMatrix& found) {
      return c.is_trap ? !found.kind.known() || found.kind.value() == MatrixKind::none
                       : name_of(found) == truth;
    };
    lines += fmt::format(
        "{}{}{} {} {} [{}]: {:.2f} x {:.2f} mm, psf {:.2f}, noise {:.0f}; lesion {:.0f} mm of {:.0f} HU, "
        "marrow "
        "{:.0f}, struts {}; grains {}, grain {:.1f}, shell {:.1f}, hu {:.0f}, share {:.2f}, step {:.0f}, "
        "nidus "
        "{:.1f} core {:.1f} rim {:.1f}\n",
        right(e.with_truth) ? "." : "T", right(e.as_used) ? "." : "U", right(e.from_seed) ? "." : "S",
        c.scan.seed, truth, group_of(c).substr(0, 1), c.scan.column_mm, c.scan.slice_thickness_mm,
        c.scan.psf_sigma_mm, c.scan.noise_hu, e.lesion_mm, p.lesions[0].hu, p.bone.marrow_hu, p.matrix.struts,
        e.truth.grains, p.matrix.grain_mm, p.matrix.shell_mm, p.matrix.hu, e.truth.share,
        e.truth.level_step_hu, e.truth.nidus_mm, p.matrix.nidus_core_mm, p.lesions[0].rim_mm);
    lines += line("given", e.with_truth) + line("used", e.as_used);
    lines += line(e.seeded_dice ? fmt::format("seed {:.2f}", *e.seeded_dice).c_str() : "seed", e.from_seed);
  }
  return lines;
}

std::string evaluate_lesion_matrix(const Selection& selection) {
  const Results results = run(selection);
  Tables tables;
  for (std::size_t i = 0; i < results.cases.size(); ++i) {
    const EvaluatedMatrix& e = results.evaluated[i];
    tables.add("all given", results.cases[i], e, e.with_truth);
    tables.add("outline given", results.cases[i], e, e.as_used);
    tables.add("from a seed", results.cases[i], e, e.from_seed);
  }
  return tables.markdown();
}

}  // namespace osteosign::evaluation
