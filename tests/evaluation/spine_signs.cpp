#include "tests/evaluation/spine_signs.h"

#include <fmt/format.h>
#include <tbb/parallel_for.h>

#include <cmath>
#include <map>

#include "tests/evaluation/sign_kinds.h"
#include "tests/evaluation/spine_case.h"

namespace osteosign::evaluation {
namespace {

using phantom::SpineSign;

/// What one spine was called: for each criterion the verdict on the vertebra with the sign, and how many of
/// the others were called malignant.
struct SpineVerdicts {
  const SpineKind* kind = nullptr;
  bool above_t5 = false;  ///< the vertebra with the sign lies above T5 and has lost a fifth of its height
  bool is_seen = true;    ///< the sign reaches its detection limit (sign_kinds.h)
  std::map<std::string_view, Verdict> of_target;
  std::map<std::string_view, int> malignant_elsewhere;
  int others = 0;
  int lost = 0;
  int invented = 0;
};

/// A scan of thoracic vertebrae alone does not show its levels: the criterion is also judged with levels
/// given.
constexpr std::string_view at_given_levels = "fracture_above_t5, levels given";

const std::vector<std::string_view>& judged_criteria() {
  static const std::vector<std::string_view> all = [] {
    std::vector<std::string_view> criteria = vertebral_criteria();
    criteria.push_back(at_given_levels);
    return criteria;
  }();
  return all;
}

bool is_above_t5(const std::string& level) {
  return level.front() == 'C' || level == "T1" || level == "T2" || level == "T3" || level == "T4";
}

/// Holes in marrow that is hardly denser than they are leave nothing to see.
bool reaches_limit(const SignCase& sign_case, const phantom::RandomSpine& random,
                   const phantom::VertebraTruth& target) {
  if (sign_case.kind->sign != SpineSign::holes) return true;
  return target.cancellous_hu - random.phantom.signs.at(random.vertebra).hole_hu >= least_hole_contrast_hu;
}

SpineVerdicts verdicts_of(const SignCase& sign_case) {
  const phantom::RandomSpine random = phantom::random_spine(sign_case.which);
  const EvaluatedSpine spine = evaluate(random.phantom, random.scan);
  SpineVerdicts verdicts;
  verdicts.kind = sign_case.kind;
  verdicts.invented = spine.invented;
  for (const EvaluatedVertebra& vertebra : spine.vertebrae) {
    if (vertebra.measured == nullptr) ++verdicts.lost;
    const bool target = vertebra.truth.number == random.vertebra && sign_case.kind->sign != SpineSign::none;
    if (target) {
      verdicts.above_t5 = is_above_t5(vertebra.truth.level) && vertebra.truth.height_loss >= 0.2;
      verdicts.is_seen = reaches_limit(sign_case, random, vertebra.truth);
    } else
      ++verdicts.others;
    for (const std::string_view criterion : judged_criteria()) {
      const Verdict verdict = criterion == at_given_levels
                                  ? verdict_of(vertebra.findings_at_given_levels, "fracture_above_t5")
                                  : verdict_of(vertebra.findings, criterion);
      if (target)
        verdicts.of_target[criterion] = verdict;
      else
        verdicts.malignant_elsewhere[criterion] += verdict == Verdict::malignant;
    }
  }
  return verdicts;
}

bool must_be_malignant(const SpineVerdicts& spine, std::string_view criterion) {
  if (criterion == "fracture_above_t5" || criterion == at_given_levels) return spine.above_t5;
  return criterion == spine.kind->criterion && spine.is_seen;
}

/// Spines in which nothing malignant was made; fractures above T5 count as such by level, not by kind.
bool is_benign(const SpineVerdicts& spine) {
  return spine.kind->criterion.empty() || spine.kind->criterion == "fracture_above_t5";
}

struct Share {
  int right = 0, all = 0;
  void add(bool is_right) {
    right += is_right;
    ++all;
  }
  /// Share with its 95 % Wilson interval.
  std::string text() const {
    if (all == 0) return "-";
    const double n = all, p = right / n, z = 1.96;
    const double middle = (p + z * z / (2 * n)) / (1 + z * z / n);
    const double half = z / (1 + z * z / n) * std::sqrt(p * (1 - p) / n + z * z / (4 * n * n));
    return fmt::format("{:.3f} ({:.2f} to {:.2f}), {} of {}", p, middle - half, middle + half, right, all);
  }
};

/// A lesion that fills pedicle or wall is other signs too, so signs of the same vertebra count as false only
/// where the spine has nothing malignant.
std::string table_of_criteria(const std::vector<SpineVerdicts>& spines) {
  std::string text =
      "| criterion | sensitivity | not assessable | specificity, spines without any sign or with a benign "
      "one | "
      "specificity, all vertebrae but those with a malignant sign |\n|---|---|---|---|---|\n";
  for (const std::string_view criterion : judged_criteria()) {
    Share sensitivity, by_spine, by_vertebra;
    int not_assessable = 0;
    for (const SpineVerdicts& spine : spines) {
      const auto target = spine.of_target.find(criterion);
      const bool on_target = target != spine.of_target.end() && target->second == Verdict::malignant;
      const int elsewhere = spine.malignant_elsewhere.at(criterion);
      if (must_be_malignant(spine, criterion)) {
        sensitivity.add(on_target);
        not_assessable += target != spine.of_target.end() && target->second == Verdict::not_assessable;
      } else if (is_benign(spine)) {
        by_spine.add(!on_target && elsewhere == 0);
        if (target != spine.of_target.end()) by_vertebra.add(!on_target);
      }
      for (int i = 0; i < spine.others; ++i) by_vertebra.add(i >= elsewhere);
    }
    text += fmt::format("| `{}` | {} | {} | {} | {} |\n", criterion, sensitivity.text(), not_assessable,
                        by_spine.text(), by_vertebra.text());
  }
  return text + "\n";
}

std::string table_of_kinds(const std::vector<SpineVerdicts>& spines) {
  std::string text = "| kind | n | vertebrae lost | invented |";
  std::string line = "|---|---|---|---|";
  for (const std::string_view criterion : judged_criteria()) {
    text += fmt::format(" `{}` |", criterion);
    line += "---|";
  }
  text += "\n" + line + "\n";
  for (const SpineKind& kind : spine_kinds()) {
    int n = 0, lost = 0, invented = 0;
    std::map<std::string_view, int> malignant;
    for (const SpineVerdicts& spine : spines) {
      if (spine.kind != &kind) continue;
      ++n;
      lost += spine.lost;
      invented += spine.invented;
      for (const auto& [criterion, verdict] : spine.of_target)
        malignant[criterion] += verdict == Verdict::malignant;
      for (const auto& [criterion, count] : spine.malignant_elsewhere) malignant[criterion] += count;
    }
    if (n == 0) continue;
    text += fmt::format("| {} from {:.2f} | {} | {} | {} |", phantom::name_of(kind.sign), kind.least_severity,
                        n, lost, invented);
    for (const std::string_view criterion : judged_criteria())
      text += fmt::format(" {} |", malignant[criterion]);
    text += "\n";
  }
  return text + "\n";
}

/// What spines were called whose sign lies below its detection limit; empty when there are none.
std::string line_below_limit(const std::vector<SpineVerdicts>& spines) {
  std::map<Verdict, int> counts;
  int all = 0;
  for (const SpineVerdicts& spine : spines) {
    if (spine.is_seen) continue;
    ++all;
    ++counts[spine.of_target.at(spine.kind->criterion)];
  }
  if (all == 0) return "";
  return fmt::format(
      "Below the detection limit, counted in no sensitivity: holes less than {:.0f} HU darker than the "
      "marrow "
      "in {} spines, of which {} were called malignant, {} neutral, {} not assessable, {} benign.\n\n",
      least_hole_contrast_hu, all, counts[Verdict::malignant], counts[Verdict::neutral],
      counts[Verdict::not_assessable], counts[Verdict::benign]);
}

}  // namespace

std::string evaluate_spine_signs(const Selection& selection) {
  const std::vector<SignCase> cases = sign_cases(selection);
  std::vector<SpineVerdicts> verdicts(cases.size());
  tbb::parallel_for(std::size_t{0}, cases.size(),
                    [&](std::size_t i) { verdicts[i] = verdicts_of(cases[i]); });
  return fmt::format("{} random spines.\n\n", verdicts.size()) + table_of_criteria(verdicts) +
         line_below_limit(verdicts) +
         "Vertebrae called malignant, by kind of spine (with the severity from which on it was made):\n\n" +
         table_of_kinds(verdicts);
}

}  // namespace osteosign::evaluation
