#include "classify/next_steps.h"

#include <algorithm>

namespace osteosign {
namespace {

enum class LikelyNature { primary, metastasis, either };

LikelyNature likely_nature(const Assessment& assessment, const ClinicalContext& context,
                           const CriteriaParameters& criteria) {
  if (context.known_primary.known() || std::ranges::count(assessment.malignant_signs, "multiplicity") > 0)
    return LikelyNature::metastasis;
  if (!context.age_years.known()) return LikelyNature::either;
  const bool older = context.age_years.value() > criteria.next_steps_metastasis_age_years;
  return older ? LikelyNature::metastasis : LikelyNature::primary;
}

void append_work_up_as_primary(std::vector<std::string>& steps) {
  steps.insert(
      steps.end(),
      {"If a primary tumour: MRI of the whole bone, with or without CT.",
       "If a primary tumour: refer to a specialised centre; biopsy is the key examination, along a route "
       "agreed with the surgeon, with bacteriology and histology."});
}

void append_work_up_as_metastasis(const ClinicalContext& context, std::vector<std::string>& steps) {
  const auto* const sex = context.sex.if_known();
  steps.insert(steps.end(), {"If a metastasis: CT of chest, abdomen and pelvis, and bone scan.",
                             "If a metastasis: calcium and phosphate; PTH when calcium is high."});
  if (sex == nullptr || *sex != Sex::male)
    steps.emplace_back("If a metastasis, in a woman: breast work-up, CA 15-3 and CA 125.");
  if (sex == nullptr || *sex != Sex::female) steps.emplace_back("If a metastasis, in a man: PSA.");
  steps.emplace_back(
      "If a metastasis: biopsy of the bone comes last, and of a skin or visceral site if that is easier.");
}

/// Seven points or more ask for a surgical consultation (Fisher 2010).
void append_stability(const Score<Sins>& score, std::vector<std::string>& steps) {
  constexpr int consultation_from = 7;
  const auto* const sins = std::get_if<Sins>(&score);
  if (sins == nullptr || sins->lowest < consultation_from) return;
  steps.push_back(sins->subject + ": SINS of at least " + std::to_string(sins->lowest) +
                  " points; ask for a surgical opinion on stability.");
}

std::vector<std::string> steps_when_suspicious(const Assessment& assessment, LikelyNature nature,
                                               const ClinicalContext& context) {
  std::vector<std::string> steps{"One malignant sign is enough to require further investigation."};
  if (nature != LikelyNature::metastasis) append_work_up_as_primary(steps);
  if (nature != LikelyNature::primary) append_work_up_as_metastasis(context, steps);
  steps.emplace_back(
      "Discuss in a multidisciplinary meeting; ask for a surgical opinion on a lytic area at risk of "
      "fracture, urgently when the spinal canal is threatened.");
  append_stability(assessment.scores.sins, steps);
  return steps;
}

}  // namespace

std::vector<std::string> next_steps(const Assessment& assessment, const ClinicalContext& context,
                                    const CriteriaParameters& criteria) {
  switch (assessment.conclusion) {
    case Conclusion::suspicious:
      return steps_when_suspicious(assessment, likely_nature(assessment, context, criteria), context);
    case Conclusion::benign_appearance:
      return {
          "The appearance is benign: leave, watch, or remove if painful, by the kind of tumour; only a "
          "biopsy "
          "confirms."};
    case Conclusion::indeterminate:
      return {
          "Nothing malignant was measured, yet not every sign could be assessed: have the signs listed under "
          "not_assessable read by a radiologist, or completed by CT or MRI, before calling it benign."};
    case Conclusion::no_lesion_found:
      return {
          "No lesion was found in what was searched; a radiologist's reading decides, above all when "
          "symptoms "
          "persist."};
  }
  throw InternalError("conclusion without next steps");
}

}  // namespace osteosign
