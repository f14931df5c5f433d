#include "pipeline/result/result_json.h"

#include "pipeline/parameter_texts.h"
#include "pipeline/result/comparison_json.h"
#include "pipeline/result/finding_json.h"
#include "pipeline/result/judgement_json.h"
#include "pipeline/result/lesion_json.h"
#include "pipeline/result/score_json.h"
#include "pipeline/result/series_json.h"
#include "pipeline/result/spine_json.h"

namespace osteosign {
namespace {

std::string_view word(StudyStatus status) {
  switch (status) {
    case StudyStatus::analyzed:
      return "analyzed";
    case StudyStatus::partly_assessable:
      return "partly_assessable";
    case StudyStatus::refused:
      return "refused";
  }
  throw InternalError("study status without a word");
}

void add_status(const StudyResult& result, ResultJson& json) {
  if (result.refusal.has_value() != (result.status == StudyStatus::refused))
    throw InternalError("a study is refused exactly when it has a refusal");
  json["schema_version"] = 1;
  json["status"] = word(result.status);
  if (result.refusal)
    json["refusal"] = {{"reason", result.refusal->reason}, {"code", static_cast<int>(result.refusal->kind)}};
}

void add_provenance(const StudyResult& result, ResultJson& json) {
  json["software"] = {{"name", result.software.name},
                      {"version", result.software.version},
                      {"commit", result.software.commit},
                      {"rules_version", result.software.rules_version}};
  json["rules"] = rules_json(result.parameters.criteria);
  json["parameters"] = parameters_in_force(result.parameters);
  json["inputs"] = ResultJson::array();
  for (const InputInstance& input : result.inputs)
    json["inputs"].push_back(
        {{"sop_instance_uid",
          text_or_unknown_json(input.sop_instance_uid, "SOP Instance UID (0008,0018) is absent")},
         {"sha256", input.sha256}});
  json["timing_ms"] = ResultJson::object();
  for (const auto& [stage, milliseconds] : result.timing_ms)
    json["timing_ms"][stage] = rounded(milliseconds, measured_digits);
}

void add_images(const StudyResult& result, ResultJson& json) {
  json["study"] = {{"study_instance_uid", text_or_unknown_json(result.study.study_instance_uid,
                                                               "Study Instance UID (0020,000D) is absent")},
                   {"date", text_or_unknown_json(result.study.date, "Study Date (0008,0020) is absent")},
                   {"modality", result.study.modality}};
  json["series"] = ResultJson::array();
  for (const SeriesResult& series : result.series) json["series"].push_back(series_json(series));
  json["refused_files"] = ResultJson::array();
  for (const RefusedFile& refused : result.refused_files)
    json["refused_files"].push_back({{"file", refused.file.string()}, {"reason", refused.reason}});
}

std::vector<std::string> vertebrae_of(const StudyResult& result) {
  std::vector<std::string> subjects;
  if (result.spine.known())
    for (const VertebraResult& vertebra : result.spine.value().vertebrae)
      subjects.push_back(vertebra.judged.subject);
  for (const FilmSpineResult& film : result.film_spines)
    if (const auto* const vertebrae = film.vertebrae.if_known())
      for (const FilmVertebraResult& vertebra : *vertebrae) subjects.push_back(vertebra.judged.subject);
  return subjects;
}

}  // namespace

ResultJson result_json(const StudyResult& result) {
  ResultJson json;
  add_status(result, json);
  add_provenance(result, json);
  add_images(result, json);
  json["spine"] = spine_json(result.spine, result.assessment);
  json["film_spines"] = ResultJson::array();
  for (const FilmSpineResult& film : result.film_spines)
    json["film_spines"].push_back(film_spine_json(film, result.assessment));
  json["lesions"] = ResultJson::array();
  for (const LesionResult& lesion : result.lesions)
    json["lesions"].push_back(lesion_json(lesion, result.assessment));
  json["prior"] = comparison_json(result.prior);
  json["findings"] = study_findings_json(result.assessment.findings, vertebrae_of(result));
  json["scores"] = scores_json(result.assessment.scores);
  json["clinical_context"] = clinical_context_json(result.assessment.patient, result.assessment.context);
  json["differential"] = differential_json(result.assessment.differential);
  json["metastasis_origin"] = metastasis_origins_json(result.assessment.metastasis_origins);
  json["assessment"] = assessment_json(result.assessment);
  json["warnings"] = result.warnings;
  return json;
}

std::string result_text(const ResultJson& result) {
  return result.dump(2, ' ', false, ResultJson::error_handler_t::replace) + '\n';
}

}  // namespace osteosign
