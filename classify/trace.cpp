#include "classify/trace.h"

#include "classify/criterion.h"

namespace osteosign {
namespace {

constexpr auto rule_source = "COFER chapter 28, section II.C: one sign of malignancy is enough";

std::string rule_of(Conclusion conclusion) {
  switch (conclusion) {
    case Conclusion::suspicious:
      return "one malignant sign is enough to require further investigation";
    case Conclusion::benign_appearance:
      return "no malignant sign, and margin, lytic zone, cortex and periosteum are benign on every lesion";
    case Conclusion::no_lesion_found:
      return "no malignant sign, and the search for lesions found none";
    case Conclusion::indeterminate:
      return "no malignant sign among those that could be assessed, but not every sign that is needed is "
             "benign: never benign by lack of evidence";
  }
  throw InternalError("conclusion without a rule");
}

/// The findings that the rule rests on.
bool decides(const Finding& finding, Conclusion conclusion) {
  switch (conclusion) {
    case Conclusion::suspicious:
      return finding.verdict == Verdict::malignant;
    case Conclusion::benign_appearance:
      return finding.verdict == Verdict::benign &&
             criterion(finding.criterion).group == CriterionGroup::imaging;
    case Conclusion::no_lesion_found:
      return false;
    case Conclusion::indeterminate:
      return (finding.verdict == Verdict::neutral || finding.verdict == Verdict::not_assessable) &&
             (criterion(finding.criterion).group == CriterionGroup::imaging ||
              criterion(finding.criterion).group == CriterionGroup::vertebral);
  }
  throw InternalError("conclusion without a rule");
}

}  // namespace

ConclusionTrace trace_of(Conclusion conclusion, const std::vector<Finding>& findings,
                         const StudyMeasurements& study) {
  ConclusionTrace trace;
  trace.rule = rule_of(conclusion);
  trace.source = rule_source;
  std::vector<Finding> other = findings;
  for (std::size_t each = 0; each < findings.size(); ++each) {
    const Finding& finding = findings[each];
    if (decides(finding, conclusion)) trace.decided_by.emplace_back(finding.criterion, finding.subject);
    if (finding.verdict != Verdict::not_assessable) continue;
    other[each].verdict = Verdict::benign;
    const Conclusion if_benign = conclude(other, study);
    other[each].verdict = Verdict::malignant;
    const Conclusion if_malignant = conclude(other, study);
    other[each].verdict = Verdict::not_assessable;
    if (if_benign != conclusion || if_malignant != conclusion)
      trace.would_change.push_back({finding.criterion, finding.subject, if_benign, if_malignant});
  }
  return trace;
}

}  // namespace osteosign
