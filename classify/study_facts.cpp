#include "classify/study_facts.h"

#include <algorithm>

#include "classify/criterion.h"
#include "classify/mirels.h"
#include "classify/sign.h"
#include "classify/soft_tissue.h"
#include "classify/vertebral_lysis.h"

namespace osteosign {
namespace {

std::ptrdiff_t malignant_findings(const std::string& subject, const std::vector<Finding>& findings) {
  return std::ranges::count_if(findings, [&](const Finding& finding) {
    return finding.subject == subject && finding.verdict == Verdict::malignant;
  });
}

/// Of one lesion: true with one malignant finding, false when every imaging criterion is benign.
Measured<bool> has_malignant_sign(const std::string& subject, const std::vector<Finding>& findings) {
  if (malignant_findings(subject, findings) > 0) return true;
  const bool benign = std::ranges::all_of(findings, [&](const Finding& finding) {
    return finding.subject != subject || finding.verdict == Verdict::benign ||
           criterion(finding.criterion).group != CriterionGroup::imaging;
  });
  if (benign) return false;
  return Unknown{"not every imaging criterion could be assessed"};
}

const Finding* finding_of(const char* criterion_id, const std::vector<Finding>& findings) {
  const auto found = std::ranges::find(findings, criterion_id, &Finding::criterion);
  return found == findings.end() ? nullptr : &*found;
}

Measured<bool> several_lesions(const std::vector<Finding>& findings) {
  const Finding* const number = finding_of("multiplicity", findings);
  if (number == nullptr) return Unknown{"the lesions were not counted"};
  if (number->verdict == Verdict::malignant) return true;
  if (number->verdict == Verdict::benign) return false;
  return Unknown{number->reason};
}

void add_likely_nature(Facts& facts) {
  const bool metastasis_first =
      facts.is_true("known_primary") || facts.is_true("multiple") || facts.is_true("after_fifty");
  facts.set("may_be_primary", !metastasis_first);
  facts.set("may_be_metastasis", metastasis_first || !facts.of("after_fifty").known());
}

Measured<bool> is_canal_threatened(const Assessment& assessment, const StudyMeasurements& study,
                                   const CriteriaParameters& criteria) {
  const bool wall = std::ranges::any_of(assessment.findings, [](const Finding& finding) {
    return finding.criterion == "posterior_wall" && finding.verdict == Verdict::malignant;
  });
  const bool narrowed = std::ranges::any_of(study.vertebrae, [&](const JudgedVertebra& vertebra) {
    return is_present(
        more_than(vertebra.measurements.canal_narrowing, criteria.next_steps_canal_narrowing_fraction));
  });
  const bool filled = std::ranges::any_of(study.vertebrae, [&](const JudgedVertebra& vertebra) {
    return is_present(has_epidural_tissue(vertebra.measurements, criteria));
  });
  if (wall || narrowed || filled) return true;
  return Unknown{"soft tissue in the canal that takes no place of fat is not seen on CT"};
}

void add_conclusion(Facts& facts, const Assessment& assessment, const StudyMeasurements& study) {
  const auto concluded = [&](const char* id, Conclusion conclusion) {
    facts.set(id, assessment.conclusion == conclusion);
  };
  concluded("suspicious", Conclusion::suspicious);
  concluded("benign_appearance", Conclusion::benign_appearance);
  concluded("indeterminate", Conclusion::indeterminate);
  concluded("no_lesion_found", Conclusion::no_lesion_found);
  facts.set("uncertain_candidates", uncertain_candidates(study) > 0);
}

void add_scores(Facts& facts, const Scores& scores) {
  const auto* const sins = std::get_if<Sins>(&scores.sins);
  facts.set("sins_opinion", sins != nullptr && sins->lowest >= sins_potentially_unstable_from);
  const auto* const mirels = std::get_if<LesionScore>(&scores.study.mirels);
  facts.set("mirels_opinion", mirels != nullptr && mirels->lowest_rank >= mirels_fixation_from);
}

void add_lysis_of_vertebrae(Facts& facts, const StudyMeasurements& study,
                            const CriteriaParameters& criteria) {
  const bool lysis = std::ranges::any_of(study.vertebrae, [&](const JudgedVertebra& vertebra) {
    return is_present(has_lysis(vertebra.measurements, criteria));
  });
  if (!lysis) return;
  facts.set("lytic", true);
  facts.set("vertebra_or_sacrum", true);
  facts.set("frequent_site_of_metastases", true);
}

}  // namespace

const JudgedLesion* leading_lesion(const StudyMeasurements& study, const std::vector<Finding>& findings) {
  const JudgedLesion* leading = nullptr;
  for (const JudgedLesion& lesion : study.lesions) {
    if (!lesion.only_to_be_looked_at.empty()) continue;
    if (leading == nullptr ||
        malignant_findings(lesion.identity.id, findings) > malignant_findings(leading->identity.id, findings))
      leading = &lesion;
  }
  return leading;
}

Facts study_facts(const Assessment& assessment, const StudyMeasurements& study,
                  const ClinicalContext& context, const CriteriaParameters& criteria) {
  Facts facts;
  add_patient_facts(facts, context, criteria);
  if (const JudgedLesion* const lesion = leading_lesion(study, assessment.findings)) {
    add_lesion_facts(facts, *lesion, criteria);
    facts.set("malignant_sign", has_malignant_sign(lesion->identity.id, assessment.findings));
  } else {
    add_lysis_of_vertebrae(facts, study, criteria);
  }
  facts.set("multiple", several_lesions(assessment.findings));
  add_likely_nature(facts);
  facts.set("canal_threatened", is_canal_threatened(assessment, study, criteria));
  add_conclusion(facts, assessment, study);
  add_scores(facts, assessment.scores);
  return facts;
}

}  // namespace osteosign
