#include "tests/evaluation/lesion_fracture.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "tests/evaluation/evaluated_cases.h"
#include "tests/evaluation/fracture_case.h"

namespace osteosign::evaluation {
namespace {

constexpr int cases = 180;

using Results = EvaluatedCases<FractureCase>;

Results run(const Selection& selection) {
  return evaluated_cases(selected_cases(selection, cases, random_fracture_case));
}

/// What was said of the cases of one row.
struct Answers {
  int seen = 0, none = 0, open = 0;
  void add(const FractureLine& line) {
    if (!line.length.known())
      ++open;
    else
      ++(line.length.value().value > 0 ? seen : none);
  }
};

std::string row_of(const FractureCase& made) {
  if (!is_broken(made.kind)) return name(made.kind);
  const double gap = made.phantom.fracture.gap_mm;
  return fmt::format("{}, gap {}", name(made.kind),
                     gap < 0.6 ? "0.3 to 0.6 mm"
                     : gap < 1 ? "0.6 to 1 mm"
                               : "1 to 2 mm");
}

std::string table(const std::map<std::string, Answers>& rows, const char* title) {
  std::string text = fmt::format("| {} | line seen | none | not assessable |\n|---|---|---|---|\n", title);
  for (const auto& [row, answers] : rows)
    text += fmt::format("| {} | {} | {} | {} |\n", row, answers.seen, answers.none, answers.open);
  return text + "\n";
}

std::string quantiles(const char* what, std::vector<double> errors) {
  if (errors.empty()) return fmt::format("{}: none measured\n", what);
  std::ranges::sort(errors);
  const auto at = [&](double part) {
    return errors[static_cast<std::size_t>(part * static_cast<double>(errors.size() - 1))];
  };
  return fmt::format("{}: n {}, median {:+.2f}, 5 to 95 % {:+.2f} to {:+.2f}\n", what, errors.size(), at(0.5),
                     at(0.05), at(0.95));
}

/// Of the thirds that Mirels tells apart: 0, 1, 2.
int third(double share) { return share < 1.0 / 3 ? 0 : share <= 2.0 / 3 ? 1 : 2; }

std::string shares(const Results& results) {
  std::vector<double> errors;
  int right = 0, open = 0, wrong = 0;
  for (const EvaluatedFracture& result : results.evaluated) {
    if (!result.share.known()) continue;
    const double value = result.share.value().value, sd = result.share.value().sd.value_or(0);
    errors.push_back(value - result.true_share);
    const bool may_be =
        third(value - sd) <= third(result.true_share) && third(result.true_share) <= third(value + sd);
    ++(!may_be ? wrong : third(value - sd) == third(value + sd) ? right : open);
  }
  return quantiles("Share of the diameter, error", errors) +
         fmt::format("Thirds: {} right, {} open between two of which one is right, {} wrong, {} unknown\n",
                     right, open, wrong, results.evaluated.size() - errors.size());
}

}  // namespace

std::string evaluate_lesion_fracture(const Selection& selection) {
  const Results results = run(selection);
  std::map<std::string, Answers> by_kind, by_scan;
  std::vector<double> gap_errors;
  for (std::size_t i = 0; i < results.cases.size(); ++i) {
    const FractureCase& made = results.cases[i];
    const FractureLine& line = results.evaluated[i].line;
    by_kind[row_of(made)].add(line);
    by_scan[fmt::format("{}, {}", made.geometry.name, is_broken(made.kind) ? "broken" : "not broken")].add(
        line);
    if (is_broken(made.kind) && line.gap.known())
      gap_errors.push_back(line.gap.value().value - made.phantom.fracture.gap_mm);
  }
  return table(by_kind, "bone") + table(by_scan, "scan") + quantiles("Gap, error in mm", gap_errors) +
         shares(results);
}

std::string list_lesion_fracture(const Selection& selection) {
  const Results results = run(selection);
  std::string lines;
  for (std::size_t i = 0; i < results.cases.size(); ++i) {
    const FractureCase& made = results.cases[i];
    const EvaluatedFracture& result = results.evaluated[i];
    lines += fmt::format(
        "{:4} {:26} {:24} t={:.1f} r={:.1f} lean={:+.0f} arc={:.0f} shift={:.1f} noise={:.0f} | length={} "
        "gap={} "
        "least={} assessed={} share={} true {:.2f} {}\n",
        made.scan.seed, row_of(made), made.geometry.name, made.phantom.bone.cortex_mm,
        made.phantom.bone.radius_mm, made.phantom.fracture.lean_deg, made.phantom.fracture.arc_deg,
        made.phantom.fracture.shift_mm, made.scan.noise_hu, evaluation::text(result.line.length),
        evaluation::text(result.line.gap), evaluation::text(result.line.least_gap),
        evaluation::text(result.line.assessed_fraction), evaluation::text(result.share), result.true_share,
        result.line.length.reason());
  }
  return lines;
}

}  // namespace osteosign::evaluation
