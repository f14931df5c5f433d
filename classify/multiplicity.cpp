#include "classify/multiplicity.h"

#include <string>

namespace osteosign {
namespace {

constexpr double more_than_one = 1;

Evidence count_of(std::size_t lesions) {
  return {"lesion_count", Quantity{static_cast<double>(lesions), Unit::count}, more_than_one,
          "COFER chapter 28, added below table 28.2"};
}

}  // namespace

/// Candidates of low confidence do not count; while they may be lesions, a lesion is not single.
Finding judge_multiplicity(const StudyMeasurements& study) {
  const std::size_t uncertain = uncertain_candidates(study);
  const std::size_t lesions = study.lesions.size() - uncertain;
  const auto finding = [&](Verdict verdict, const std::string& reason) {
    return Finding{"multiplicity", "study", verdict, {count_of(lesions)}, reason};
  };
  if (!study.searched.known()) return finding(Verdict::not_assessable, study.searched.reason());
  const std::string where = " in what was searched: " + study.searched.value();
  if (lesions > 1)
    return finding(
        Verdict::malignant,
        "several lesions" + where + "; multiple osteochondromas or enchondromas would be an exception");
  if (uncertain > 0)
    return finding(Verdict::not_assessable, std::to_string(lesions) + " lesions and " +
                                                std::to_string(uncertain) + " candidates of low confidence" +
                                                where);
  if (lesions == 0) return finding(Verdict::not_applicable, "no lesion" + where);
  return finding(Verdict::benign, "one lesion" + where);
}

}  // namespace osteosign
