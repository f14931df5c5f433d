#include "classify/multiplicity.h"

#include <algorithm>
#include <map>
#include <string>

namespace osteosign {
namespace {

constexpr double more_than_one = 1;

Evidence count_of(std::size_t lesions) {
  return {"lesion_count", Quantity{static_cast<double>(lesions), Unit::count}, more_than_one,
          "COFER chapter 28, added below table 28.2"};
}

/// What a search found counts as a lesion only when the search can be relied on.
bool is_surely_a_lesion(const JudgedLesion& lesion, const StudyMeasurements& study) {
  return lesion.only_to_be_looked_at.empty() && (!lesion.found_by_search || study.searched.known());
}

/// How many lesions there are at least: those of one image are different ones, while two images may show the
/// same.
std::size_t lesions_at_least(const StudyMeasurements& study) {
  std::map<std::string, std::size_t> on_image;
  std::size_t most = 0;
  for (const JudgedLesion& lesion : study.lesions)
    if (is_surely_a_lesion(lesion, study)) most = std::max(most, ++on_image[lesion.image]);
  return most;
}

bool is_cartilaginous(const JudgedLesion& lesion) {
  const auto* const measured = std::get_if<CtLesionMeasurements>(&lesion.measurements);
  if (measured == nullptr) return false;
  const auto* const matrix = measured->matrix.if_known();
  const auto* const periosteum = measured->periosteal_pattern.if_known();
  return (matrix != nullptr && *matrix == MatrixKind::chondroid) ||
         (periosteum != nullptr && *periosteum == PeriostealPattern::outgrowth);
}

}  // namespace

Finding judge_multiplicity(const StudyMeasurements& study) {
  const std::size_t uncertain = uncertain_candidates(study);
  const std::size_t lesions = study.lesions.size() - uncertain;
  const std::size_t at_least = lesions_at_least(study);
  const auto finding = [&](Verdict verdict, const std::string& reason) {
    return Finding{"multiplicity", "study", verdict, {count_of(at_least)}, reason};
  };
  if (at_least > 1 && std::ranges::all_of(study.lesions, is_cartilaginous))
    return finding(
        Verdict::neutral,
        "several lesions with the matrix of cartilage or as outgrowths: multiple osteochondromas or "
        "enchondromas are the exception to the rule");
  if (at_least > 1)
    return finding(Verdict::malignant,
                   "several lesions; multiple osteochondromas or enchondromas would be an exception");
  if (!study.searched.known()) return finding(Verdict::not_assessable, study.searched.reason());
  const std::string where = " in what was searched: " + study.searched.value();
  if (lesions > at_least)
    return finding(Verdict::not_assessable,
                   "whether the lesions of the images are one and the same is not known");
  if (uncertain > 0)
    return finding(Verdict::not_assessable, std::to_string(lesions) + " lesions and " +
                                                std::to_string(uncertain) + " candidates of low confidence" +
                                                where);
  if (lesions == 0) return finding(Verdict::not_applicable, "no lesion" + where);
  return finding(Verdict::benign, "one lesion" + where);
}

}  // namespace osteosign
