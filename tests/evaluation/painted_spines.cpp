#include "tests/evaluation/painted_spines.h"

#include <fmt/format.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <cmath>

#include "io/values/errors.h"
#include "tests/evaluation/painted_case.h"

namespace osteosign::evaluation {
namespace {

bool is_malignant(const std::vector<Finding>& findings, std::string_view criterion) {
  return finding_of(findings, criterion).verdict == Verdict::malignant;
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
    for (const std::string_view criterion : painted_criteria) {
      const std::vector<Finding>& findings = after.findings[static_cast<std::size_t>(same)];
      if (!is_malignant(before.findings[i], criterion) && is_malignant(findings, criterion))
        result.newly_malignant.push_back(fmt::format("{} {} ({}; before: {})", vertebra.level.shown,
                                                     criterion, text_of(finding_of(findings, criterion)),
                                                     text_of(finding_of(before.findings[i], criterion))));
    }
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
  return tables_of_painted(untouched, cases, verdicts);
}

}  // namespace osteosign::evaluation
