#include "tests/evaluation/painted_spines.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "io/values/errors.h"
#include "tests/evaluation/painted_sign.h"
#include "tests/evaluation/real_spine.h"

namespace osteosign::evaluation {
namespace {

constexpr std::array<std::string_view, 5> criteria{"vertebral_lysis", "pedicle_absent", "asymmetric_collapse",
                                                   "posterior_wall", "trabecular_heterogeneity"};

/// One CT with the bones of one source, untouched.
struct Untouched {
  const RealSpine* real;
  const LabelMap* labels;  ///< null: built in
  JudgedSpine judged;
  std::string name() const {
    return real->name + (labels != nullptr ? ", reference labels" : ", built-in bones");
  }
};

struct PaintedCase {
  const Untouched* untouched;
  std::size_t vertebra;  ///< of the untouched spine
  const PaintedSign* sign;
};

struct PaintedVerdict {
  std::string refused;  ///< why nothing was painted
  bool lost = false;    ///< the painted vertebra was not found
  Verdict verdict = Verdict::not_assessable;
  std::string evidence;
  int others = 0;                            ///< untouched vertebrae in the painted picture
  std::vector<std::string> newly_malignant;  ///< untouched, and not so before: level and criterion
};

bool is_malignant(const std::vector<Finding>& findings, std::string_view criterion) {
  return finding_of(findings, criterion).verdict == Verdict::malignant;
}

std::string text_of(const Finding& finding) {
  std::string text;
  for (const Evidence& evidence : finding.evidence)
    text += evidence.found.known() ? fmt::format("{} {:.2f}; ", evidence.name, evidence.found.value().value)
                                   : fmt::format("{} unknown ({}); ", evidence.name, evidence.found.reason());
  return text + finding.reason;
}

/// Blur and noise of the picture where they can be measured, else what its voxels let expect.
void set_scanner(const Untouched& untouched, phantom::Painting& painting) {
  const ImageQuality& quality = untouched.judged.quality;
  const Eigen::Vector3d& spacing_mm = untouched.real->ct.grid.spacing_mm;
  const auto known_or = [](const MeasuredQuantity& measured, double expected) {
    return measured.known() ? measured.value().value : expected;
  };
  const bool bone_alone = untouched.real->of_bone_alone;
  painting.noise_hu = bone_alone ? 0.0 : known_or(quality.noise_hu, 15);
  painting.in_plane_sigma_mm = known_or(quality.point_spread.in_plane_sigma_mm, 0.4 * spacing_mm.x());
  painting.axial_sigma_mm = known_or(quality.point_spread.axial_sigma_mm, 0.3 * spacing_mm.z());
}

std::optional<CtVolume> painted_ct(const PaintedCase& painted, std::string& refused) {
  const Untouched& untouched = *painted.untouched;
  const bool bone_alone = untouched.real->of_bone_alone;
  std::optional<phantom::Painting> painting =
      painting_of(*painted.sign, untouched.judged.geometries[painted.vertebra],
                  untouched.judged.measured.vertebrae[painted.vertebra].measurements, bone_alone ? 0 : 40);
  if (!painting) {
    refused = "the vertebra does not show the place";
    return std::nullopt;
  }
  set_scanner(untouched, *painting);
  try {
    CtVolume ct = phantom::paint(untouched.real->ct, *painting, &untouched.judged.spine.vertebrae).ct;
    if (bone_alone)
      for (std::int16_t& hu : ct.hounsfield) hu = hu < 200 ? std::int16_t{0} : hu;
    return ct;
  } catch (const UsageError& error) {
    refused = error.what();
    return std::nullopt;
  }
}

/// The vertebra of another judgement of the same patient, within half of a height; -1 when there is none.
int same_vertebra(const Eigen::Vector3d& centre_mm, const SpineMeasurements& spine) {
  constexpr double within_mm = 10;
  int nearest = -1;
  double nearest_mm = within_mm;
  for (std::size_t i = 0; i < spine.vertebrae.size(); ++i) {
    const double distance_mm = (spine.vertebrae[i].centre_in_patient_mm - centre_mm).norm();
    if (distance_mm >= nearest_mm) continue;
    nearest_mm = distance_mm;
    nearest = static_cast<int>(i);
  }
  return nearest;
}

void compare_others(const PaintedCase& painted, const JudgedSpine& after, int target,
                    PaintedVerdict& result) {
  const JudgedSpine& before = painted.untouched->judged;
  for (std::size_t i = 0; i < before.measured.vertebrae.size(); ++i) {
    if (i == painted.vertebra) continue;
    const Vertebra& vertebra = before.measured.vertebrae[i];
    const int same = same_vertebra(vertebra.centre_in_patient_mm, after.measured);
    if (same < 0 || same == target) continue;
    ++result.others;
    for (const std::string_view criterion : criteria)
      if (!is_malignant(before.findings[i], criterion) &&
          is_malignant(after.findings[static_cast<std::size_t>(same)], criterion))
        result.newly_malignant.push_back(fmt::format("{} {}", vertebra.level.shown, criterion));
  }
}

PaintedVerdict verdict_of(const PaintedCase& painted) {
  PaintedVerdict result;
  const std::optional<CtVolume> ct = painted_ct(painted, result.refused);
  if (!ct) return result;
  const JudgedSpine& before = painted.untouched->judged;
  const JudgedSpine after = judge_spine(*ct, painted.untouched->labels);
  const int target =
      same_vertebra(before.measured.vertebrae[painted.vertebra].centre_in_patient_mm, after.measured);
  result.lost = target < 0;
  if (!result.lost) {
    const Finding& finding =
        finding_of(after.findings[static_cast<std::size_t>(target)], painted.sign->criterion);
    result.verdict = finding.verdict;
    result.evidence = text_of(finding);
  }
  compare_others(painted, after, target, result);
  return result;
}

std::vector<Untouched> judge_untouched(const std::vector<RealSpine>& spines) {
  std::vector<Untouched> untouched;
  for (const RealSpine& real : spines) {
    if (real.labels) untouched.push_back({&real, &*real.labels, judge_spine(real.ct, &*real.labels)});
    untouched.push_back({&real, nullptr, judge_spine(real.ct, nullptr)});
  }
  return untouched;
}

/// Lysis can not be told in a picture of bone alone, whose marrow is empty.
std::vector<PaintedCase> all_cases(const std::vector<Untouched>& all) {
  std::vector<PaintedCase> cases;
  for (const Untouched& untouched : all)
    for (std::size_t i = 0; i < untouched.judged.measured.vertebrae.size(); ++i)
      for (const PaintedSign& sign : painted_signs) {
        const bool lysis = sign.kind == PaintedSign::Kind::lysis;
        if (untouched.judged.measured.vertebrae[i].cut_by_border || (lysis && untouched.real->of_bone_alone))
          continue;
        cases.push_back({&untouched, i, &sign});
      }
  return cases;
}

std::string table_of_untouched(const std::vector<Untouched>& all) {
  std::string text = "| untouched | vertebrae, whole |";
  std::string line = "|---|---|";
  for (const std::string_view criterion : criteria) {
    text += fmt::format(" `{}` malignant, not assessable |", criterion);
    line += "---|";
  }
  text += "\n" + line + "\n";
  std::string which;
  for (const Untouched& untouched : all) {
    std::map<std::string_view, std::pair<int, int>> counts;
    int whole = 0;
    for (std::size_t i = 0; i < untouched.judged.findings.size(); ++i) {
      const Vertebra& vertebra = untouched.judged.measured.vertebrae[i];
      if (vertebra.cut_by_border) continue;
      ++whole;
      for (const std::string_view criterion : criteria) {
        const Finding& finding = finding_of(untouched.judged.findings[i], criterion);
        counts[criterion].first += finding.verdict == Verdict::malignant;
        counts[criterion].second += finding.verdict == Verdict::not_assessable;
        if (finding.verdict == Verdict::malignant)
          which += fmt::format("* {}: {} `{}`: {}\n", untouched.name(), vertebra.level.shown, criterion,
                               text_of(finding));
      }
    }
    text += fmt::format("| {} | {} |", untouched.name(), whole);
    for (const std::string_view criterion : criteria)
      text += fmt::format(" {}, {} |", counts[criterion].first, counts[criterion].second);
    text += "\n";
  }
  return text + "\n" + which + "\n";
}

std::string row_of(const Untouched& untouched, const PaintedSign& sign, const std::vector<PaintedCase>& cases,
                   const std::vector<PaintedVerdict>& verdicts) {
  std::map<Verdict, int> counts;
  int painted = 0, refused = 0, lost = 0, others = 0;
  std::size_t newly = 0;
  for (std::size_t i = 0; i < cases.size(); ++i) {
    if (cases[i].untouched != &untouched || cases[i].sign != &sign) continue;
    const PaintedVerdict& verdict = verdicts[i];
    refused += !verdict.refused.empty();
    if (!verdict.refused.empty()) continue;
    ++painted;
    lost += verdict.lost;
    if (!verdict.lost) ++counts[verdict.verdict];
    others += verdict.others;
    newly += verdict.newly_malignant.size();
  }
  if (painted + refused == 0) return {};
  return fmt::format("| {} | {} | {} | {} | {} | {} | {} | {} | {} of {} |\n", untouched.name(), sign.name,
                     painted, counts[Verdict::malignant], counts[Verdict::neutral], counts[Verdict::benign],
                     counts[Verdict::not_assessable], lost, newly, others);
}

std::string table_of_signs(const std::vector<Untouched>& all, const std::vector<PaintedCase>& cases,
                           const std::vector<PaintedVerdict>& verdicts) {
  std::string text =
      "| CT and bones | painted | vertebrae | malignant | neutral | benign | not assessable | not found | "
      "untouched ones newly malignant |\n|---|---|---|---|---|---|---|---|---|\n";
  for (const Untouched& untouched : all)
    for (const PaintedSign& sign : painted_signs) text += row_of(untouched, sign, cases, verdicts);
  return text + "\n";
}

std::string list_of_misses(const std::vector<PaintedCase>& cases,
                           const std::vector<PaintedVerdict>& verdicts) {
  std::string text = "What was not called malignant, and untouched vertebrae that became so:\n\n";
  for (std::size_t i = 0; i < cases.size(); ++i) {
    const PaintedVerdict& verdict = verdicts[i];
    const std::string where = fmt::format(
        "* {}, {}, {}: ", cases[i].untouched->name(),
        cases[i].untouched->judged.measured.vertebrae[cases[i].vertebra].level.shown, cases[i].sign->name);
    if (!verdict.refused.empty()) text += where + "not painted, " + verdict.refused + "\n";
    if (verdict.lost) text += where + "the vertebra was not found\n";
    if (verdict.refused.empty() && !verdict.lost && verdict.verdict != Verdict::malignant)
      text += where + verdict.evidence + "\n";
    if (!verdict.newly_malignant.empty())
      text += where + fmt::format("newly malignant {}\n", fmt::join(verdict.newly_malignant, ", "));
  }
  return text;
}

}  // namespace

std::string evaluate_painted_spines(const std::filesystem::path& data, const Selection& selection) {
  const std::vector<RealSpine> spines = real_spines(data);
  if (spines.empty()) return fmt::format("{} is not there: nothing was measured.\n", data.string());
  const std::vector<Untouched> untouched = judge_untouched(spines);
  std::vector<PaintedCase> cases;
  const std::vector<PaintedCase> all = all_cases(untouched);
  for (std::size_t i = 0; i < all.size(); i += static_cast<std::size_t>(selection.stride))
    cases.push_back(all[i]);
  std::vector<PaintedVerdict> verdicts(cases.size());
  tbb::parallel_for(std::size_t{0}, cases.size(), [&](std::size_t i) { verdicts[i] = verdict_of(cases[i]); });
  return table_of_untouched(untouched) + table_of_signs(untouched, cases, verdicts) +
         list_of_misses(cases, verdicts);
}

}  // namespace osteosign::evaluation
