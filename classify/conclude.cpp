#include "classify/conclude.h"

#include <algorithm>

#include "classify/criterion.h"

namespace osteosign {
namespace {

bool is_benign(const std::vector<Finding>& findings, std::string_view criterion_id,
               const std::string& subject) {
  return std::ranges::any_of(findings, [&](const Finding& finding) {
    return finding.criterion == criterion_id && finding.subject == subject &&
           finding.verdict == Verdict::benign;
  });
}

bool every_imaging_criterion_is_benign(const std::vector<Finding>& findings, const std::string& lesion_id) {
  return std::ranges::all_of(all_criteria(), [&](const Criterion& each) {
    return each.group != CriterionGroup::imaging || is_benign(findings, each.id, lesion_id);
  });
}

/// A vertebral sign that could not be assessed may be malignant, so it leaves a study open.
bool a_vertebra_is_not_assessed(const std::vector<Finding>& findings) {
  return std::ranges::any_of(findings, [](const Finding& finding) {
    return finding.verdict == Verdict::not_assessable &&
           criterion(finding.criterion).group == CriterionGroup::vertebral;
  });
}

}  // namespace

Conclusion conclude(const std::vector<Finding>& findings, const StudyMeasurements& study) {
  const bool malignant = std::ranges::any_of(
      findings, [](const Finding& finding) { return finding.verdict == Verdict::malignant; });
  if (malignant) return Conclusion::suspicious;
  if (a_vertebra_is_not_assessed(findings)) return Conclusion::indeterminate;
  if (study.lesions.empty())
    return study.searched.known() ? Conclusion::no_lesion_found : Conclusion::indeterminate;
  const bool benign = std::ranges::all_of(study.lesions, [&](const JudgedLesion& lesion) {
    return every_imaging_criterion_is_benign(findings, lesion.identity.id);
  });
  return benign ? Conclusion::benign_appearance : Conclusion::indeterminate;
}

std::vector<std::string> signs_with(Verdict verdict, const std::vector<Finding>& findings) {
  std::vector<std::string> signs;
  for (const Criterion& each : all_criteria()) {
    const bool given = std::ranges::any_of(findings, [&](const Finding& finding) {
      return finding.criterion == each.id && finding.verdict == verdict;
    });
    if (given) signs.emplace_back(each.id);
  }
  return signs;
}

}  // namespace osteosign
