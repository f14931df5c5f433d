#include "classify/assess.h"

#include "classify/asymmetric_collapse.h"
#include "classify/conclude.h"
#include "classify/cortex.h"
#include "classify/evolution.h"
#include "classify/fracture_above_t5.h"
#include "classify/lytic_zone.h"
#include "classify/margin.h"
#include "classify/multiplicity.h"
#include "classify/next_steps.h"
#include "classify/pedicle_absent.h"
#include "classify/periosteum.h"
#include "classify/posterior_wall.h"
#include "classify/score_study.h"
#include "classify/soft_tissue.h"
#include "classify/study_facts.h"
#include "classify/trabecular_heterogeneity.h"
#include "classify/trace.h"
#include "classify/vertebral_lysis.h"

namespace osteosign {
namespace {

std::vector<Finding> judge_lesion(const JudgedLesion& lesion, const CriteriaParameters& criteria) {
  const LesionIdentity& identity = lesion.identity;
  return std::visit(
      [&](const auto& measured) {
        return std::vector<Finding>{
            judge_margin(measured, identity, criteria),      judge_lytic_zone(measured, identity, criteria),
            judge_cortex(measured, identity, criteria),      judge_periosteum(measured, identity, criteria),
            judge_soft_tissue(measured, identity, criteria),
        };
      },
      lesion.measurements);
}

/// The vertebra that holds a lesion as it was measured, or one of which nothing is known.
JudgedVertebra vertebra_of(const JudgedLesion& lesion, const StudyMeasurements& study) {
  for (const JudgedVertebra& vertebra : study.vertebrae)
    if (vertebra.level.level.known() && lesion.level == vertebra.level.level) return vertebra;
  JudgedVertebra unmeasured;
  unmeasured.measurements.epidural_tissue_thickness = unmeasured.measurements.epidural_assessed_fraction =
      Unknown{"the vertebra that holds the lesion was not measured"};
  return unmeasured;
}

/// With what lies in the canal beside a lesion of a vertebra that is seen on CT.
void add_canal(std::vector<Finding>& findings, const JudgedLesion& lesion, const StudyMeasurements& study,
               const CriteriaParameters& criteria) {
  const std::string* const bone = lesion.site.bone.if_known();
  const bool in_vertebra = bone != nullptr && *bone == "vertebra";
  if (!in_vertebra || !std::holds_alternative<CtLesionMeasurements>(lesion.measurements)) return;
  for (Finding& finding : findings)
    if (finding.criterion == "soft_tissue")
      finding = with_epidural_tissue(std::move(finding), vertebra_of(lesion, study), criteria);
}

std::vector<Finding> judge_vertebra(const JudgedVertebra& vertebra, const CriteriaParameters& criteria) {
  return {
      judge_vertebral_lysis(vertebra, criteria),          judge_pedicle_absent(vertebra, criteria),
      judge_asymmetric_collapse(vertebra, criteria),      judge_posterior_wall(vertebra, criteria),
      judge_trabecular_heterogeneity(vertebra, criteria), judge_fracture_above_t5(vertebra, criteria),
  };
}

/// What each view can show (the box on vertebral lesions): pedicles and the asymmetry of a collapse on
/// frontal films, the posterior wall on lateral ones, the rest on both.
std::vector<Finding> judge_film_vertebra(const JudgedFilmVertebra& vertebra,
                                         const CriteriaParameters& criteria) {
  std::vector<Finding> findings{judge_vertebral_lysis(vertebra, criteria)};
  if (vertebra.view == SpineView::frontal) {
    findings.push_back(judge_pedicle_absent(vertebra, criteria));
    findings.push_back(judge_asymmetric_collapse(vertebra, criteria));
  } else {
    findings.push_back(judge_posterior_wall(vertebra, criteria));
  }
  findings.push_back(judge_trabecular_heterogeneity(vertebra, criteria));
  findings.push_back(judge_fracture_above_t5(vertebra, criteria));
  return findings;
}

std::vector<Finding> judge_study(const StudyMeasurements& study, const CriteriaParameters& criteria) {
  std::vector<Finding> findings;
  for (const JudgedLesion& lesion : study.lesions) {
    std::vector<Finding> of_lesion = judge_lesion(lesion, criteria);
    add_canal(of_lesion, lesion, study, criteria);
    for (Finding& finding : of_lesion) findings.push_back(std::move(finding));
  }
  findings.push_back(judge_evolution(study, criteria));
  findings.push_back(judge_multiplicity(study));
  for (const JudgedVertebra& vertebra : study.vertebrae)
    for (Finding& finding : judge_vertebra(vertebra, criteria)) findings.push_back(std::move(finding));
  for (const JudgedFilmVertebra& vertebra : study.film_vertebrae)
    for (Finding& finding : judge_film_vertebra(vertebra, criteria)) findings.push_back(std::move(finding));
  return findings;
}

const JudgedLesion* uncertain_subject(const Finding& finding, const StudyMeasurements& study) {
  for (const JudgedLesion& lesion : study.lesions)
    if (lesion.identity.id == finding.subject && !lesion.only_to_be_looked_at.empty()) return &lesion;
  return nullptr;
}

/// Says of each finding on an uncertain candidate that it is one.
void remark_uncertain_candidates(std::vector<Finding>& findings, const StudyMeasurements& study) {
  for (Finding& finding : findings)
    if (const JudgedLesion* const lesion = uncertain_subject(finding, study))
      finding.reason += (finding.reason.empty() ? "" : "; ") + lesion->only_to_be_looked_at;
}

/// Those that may decide on the study: an uncertain candidate may be no lesion at all.
std::vector<Finding> deciding(std::vector<Finding> findings, const StudyMeasurements& study) {
  std::erase_if(findings,
                [&](const Finding& finding) { return uncertain_subject(finding, study) != nullptr; });
  return findings;
}

/// Words that next steps name.
std::map<std::string, std::string> words_of(const Scores& scores, const StudyMeasurements& study) {
  std::map<std::string, std::string> words{{"candidates", std::to_string(uncertain_candidates(study))}};
  if (const auto* const sins = std::get_if<Sins>(&scores.sins)) {
    words["sins_subject"] = sins->subject;
    words["sins_points"] = std::to_string(sins->lowest);
  }
  if (const auto* const mirels = std::get_if<LesionScore>(&scores.study.mirels)) {
    words["mirels_subject"] = mirels->subject;
    words["mirels_points"] = std::to_string(mirels->lowest_rank);
  }
  return words;
}

std::vector<NotAssessed> not_assessed(const std::vector<Finding>& findings) {
  std::vector<NotAssessed> without_verdict;
  for (const Finding& finding : findings)
    if (finding.verdict == Verdict::not_assessable)
      without_verdict.push_back({finding.criterion, finding.subject, finding.reason});
  return without_verdict;
}

/// What may lie behind the signs and what to do next: by the tables of the seed, after the verdicts.
void add_orientation(Assessment& assessment, const StudyMeasurements& study, const ClinicalContext& context,
                     const CriteriaParameters& criteria) {
  const Facts facts = study_facts(assessment, study, context, criteria);
  if (const JudgedLesion* const lesion = leading_lesion(study, assessment.findings))
    assessment.differential = differential(lesion->identity.id, facts);
  if (facts.is_true("suspicious") && facts.is_true("may_be_metastasis"))
    assessment.metastasis_origins = metastasis_origins(facts, context);
  assessment.next_steps = next_steps(facts, assessment.differential, words_of(assessment.scores, study));
}

}  // namespace

Assessment assess(const StudyMeasurements& study, const ClinicalContext& context,
                  const CriteriaParameters& criteria) {
  Assessment assessment;
  assessment.patient = context;
  assessment.searched = study.searched;
  assessment.findings = judge_study(study, criteria);
  remark_uncertain_candidates(assessment.findings, study);
  const std::vector<Finding> deciding_findings = deciding(assessment.findings, study);
  assessment.conclusion = conclude(deciding_findings, study);
  assessment.malignant_signs = signs_with(Verdict::malignant, deciding_findings);
  assessment.benign_signs = signs_with(Verdict::benign, deciding_findings);
  assessment.not_assessable = not_assessed(assessment.findings);
  assessment.scores = scores(study, deciding_findings, context, criteria);
  assessment.trace = trace_of(assessment.conclusion, deciding_findings, study);
  assessment.context = context_leanings(context, criteria);
  add_orientation(assessment, study, context, criteria);
  return assessment;
}

}  // namespace osteosign
