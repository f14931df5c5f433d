#include "pipeline/judge_result.h"

#include "classify/assess.h"
#include "classify/rules_version.h"
#include "io/files/clinical_context_file.h"
#include "pipeline/parameter_texts.h"
#include "pipeline/result/finding_json.h"
#include "pipeline/result/judgement_json.h"
#include "pipeline/result/read_result.h"
#include "pipeline/result/score_json.h"

namespace osteosign {
namespace {

/// The stored facts, overridden key by key; both were or are read strictly.
ClinicalContext merged_context(ResultJson stored, const std::optional<std::string>& given,
                               const std::string& origin) {
  if (given) {
    parse_clinical_context(*given, "context");  // a wrong file is told by its own name
    stored.merge_patch(ResultJson::parse(*given, nullptr, true, true));
  }
  return parse_clinical_context(stored.dump(), origin + ": clinical_context");
}

void put_judgement(const Assessment& assessment, ResultJson& result) {
  for (ResultJson& lesion : result.at("lesions")) {
    const auto id = lesion.at("id").get<std::string>();
    lesion["scores"] = lesion_scores_json(scores_of(assessment.scores, id));
    lesion["findings"] = findings_json(assessment.findings, id);
  }
  std::vector<std::string> vertebrae;
  if (result.at("spine").contains("vertebrae"))
    for (ResultJson& vertebra : result.at("spine").at("vertebrae")) {
      const VertebraScores& scored = assessment.scores.vertebrae.at(vertebrae.size());
      vertebrae.push_back(scored.subject);
      vertebra["genant"] = genant_json(scored.genant);
      vertebra["sins"] = sins_json(scored.sins);
      vertebra["findings"] = findings_json(assessment.findings, scored.subject);
    }
  if (result.contains("film_spines"))
    for (ResultJson& film : result.at("film_spines"))
      if (film.at("vertebrae").is_array())
        for (ResultJson& vertebra : film.at("vertebrae")) {
          vertebrae.push_back(vertebra.at("level_shown").get<std::string>());
          vertebra["findings"] = findings_json(assessment.findings, vertebrae.back());
        }
  result["findings"] = study_findings_json(assessment.findings, vertebrae);
  result["scores"] = scores_json(assessment.scores);
  result["clinical_context"] = clinical_context_json(assessment.patient, assessment.context);
  result["differential"] = differential_json(assessment.differential);
  result["metastasis_origin"] = metastasis_origins_json(assessment.metastasis_origins);
  result["assessment"] = assessment_json(assessment);
}

}  // namespace

ResultJson judged_again(const ResultJson& stored, const std::string& origin,
                        const CriteriaParameters& criteria, const std::optional<std::string>& context_text) {
  StoredMeasurements measured = read_result(stored, origin);
  const ClinicalContext context = merged_context(std::move(measured.context), context_text, origin);
  ResultJson result = stored;
  result["software"]["rules_version"] = rules_version;
  result["rules"] = rules_json(criteria);
  Parameters parameters;
  parameters.criteria = criteria;
  result["parameters"]["criteria"] = parameters_in_force(parameters).at("criteria");
  put_judgement(assess(measured.study, context, criteria), result);
  return result;
}

}  // namespace osteosign
