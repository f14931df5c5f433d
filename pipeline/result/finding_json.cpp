#include "pipeline/result/finding_json.h"

#include "pipeline/result/judgement_json.h"

namespace osteosign {
namespace {

ResultJson evidence_json(const Evidence& evidence) {
  ResultJson json{{"name", evidence.name}};
  if (evidence.found.known())
    json.update(quantity_json(evidence.found));
  else
    json["value"] = unknown_json(evidence.found.reason());
  if (evidence.threshold) json["threshold"] = rounded(*evidence.threshold, measured_digits);
  if (!evidence.threshold_source.empty()) json["threshold_source"] = evidence.threshold_source;
  if (evidence.where) json["where"] = place_json(*evidence.where);
  return json;
}

ResultJson finding_json(const Finding& finding) {
  ResultJson evidence = ResultJson::array();
  for (const Evidence& each : finding.evidence) evidence.push_back(evidence_json(each));
  return {{"criterion", finding.criterion},
          {"subject", finding.subject},
          {"verdict", word(finding.verdict)},
          {"evidence", std::move(evidence)},
          {"reason", finding.reason}};
}

}  // namespace

std::string_view word(Verdict verdict) {
  switch (verdict) {
    case Verdict::benign:
      return "benign";
    case Verdict::malignant:
      return "malignant";
    case Verdict::neutral:
      return "neutral";
    case Verdict::not_assessable:
      return "not_assessable";
    case Verdict::not_applicable:
      return "not_applicable";
  }
  throw InternalError("verdict without a word");
}

std::string_view word(Conclusion conclusion) {
  switch (conclusion) {
    case Conclusion::suspicious:
      return "suspicious";
    case Conclusion::benign_appearance:
      return "benign_appearance";
    case Conclusion::indeterminate:
      return "indeterminate";
    case Conclusion::no_lesion_found:
      return "no_lesion_found";
  }
  throw InternalError("conclusion without a word");
}

ResultJson place_json(const ImagePlace& place) {
  ResultJson json{
      {"sop_instance_uid", text_or_unknown_json(place.sop_instance_uid, "the image has no SOP Instance UID")},
      {"frame", place.frame}};
  if (const auto* in_patient = std::get_if<ImagePlace::PatientPoint>(&place.point))
    json["point_mm"] = numbers_json(in_patient->point_mm, measured_digits);
  else
    json["pixel"] = numbers_json(std::get<ImagePlace::PixelPoint>(place.point).pixel, measured_digits);
  return json;
}

ResultJson findings_json(const std::vector<Finding>& findings, const std::string& subject) {
  ResultJson list = ResultJson::array();
  for (const Finding& finding : findings)
    if (finding.subject == subject) list.push_back(finding_json(finding));
  return list;
}

ResultJson study_findings_json(const std::vector<Finding>& findings,
                               const std::vector<std::string>& vertebrae) {
  ResultJson list = findings_json(findings, "study");
  for (const std::string& vertebra : vertebrae)
    for (ResultJson& finding : findings_json(findings, vertebra)) list.push_back(std::move(finding));
  return list;
}

ResultJson assessment_json(const Assessment& assessment) {
  ResultJson not_assessable = ResultJson::array();
  for (const NotAssessed& each : assessment.not_assessable)
    not_assessable.push_back(
        {{"criterion", each.criterion}, {"subject", each.subject}, {"reason", each.reason}});
  return {{"conclusion", word(assessment.conclusion)}, {"malignant_signs", assessment.malignant_signs},
          {"benign_signs", assessment.benign_signs},   {"not_assessable", std::move(not_assessable)},
          {"trace", trace_json(assessment.trace)},     {"searched", text_json(assessment.searched)},
          {"next_steps", assessment.next_steps}};
}

}  // namespace osteosign
