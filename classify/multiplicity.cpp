#include "classify/multiplicity.h"

namespace osteosign {
namespace {

constexpr double more_than_one = 1;

Evidence count_of(const StudyMeasurements& study) {
  const auto count = static_cast<double>(study.lesions.size());
  return {"lesion_count", Quantity{count, Unit::count}, more_than_one,
          "COFER chapter 28, added below table 28.2"};
}

}  // namespace

Finding judge_multiplicity(const StudyMeasurements& study) {
  if (!study.searched.known())
    return {"multiplicity", "study", Verdict::not_assessable, {count_of(study)}, study.searched.reason()};
  const std::string where = " in what was searched: " + study.searched.value();
  if (study.lesions.empty())
    return {"multiplicity", "study", Verdict::not_applicable, {count_of(study)}, "no lesion" + where};
  if (study.lesions.size() == 1)
    return {"multiplicity", "study", Verdict::benign, {count_of(study)}, "one lesion" + where};
  return {"multiplicity",
          "study",
          Verdict::malignant,
          {count_of(study)},
          "several lesions" + where + "; multiple osteochondromas or enchondromas would be an exception"};
}

}  // namespace osteosign
