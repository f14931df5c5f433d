#include "pipeline/objects/reported_numbers.h"

#include <fmt/format.h>

#include "pipeline/result/finding_json.h"
#include "pipeline/result/json_values.h"

namespace osteosign {
namespace {

/// The digits of result.json, so that both say the same.
std::string printed(double number) { return fmt::format("{}", rounded(number, measured_digits)); }

ReportedNumber reported_evidence(const Evidence& evidence, const StudySources& sources,
                                 const std::string& frame_of_reference) {
  const Unit unit = evidence.found.known() ? evidence.found.value().unit : Unit::one;
  ReportedNumber number = reported_number(evidence.name, evidence.found, unit);
  if (evidence.threshold && !evidence.found.known())  // its unit is that of a value that is not there
    number.remarks.push_back({code_of("threshold"), printed(*evidence.threshold)});
  else if (evidence.threshold)
    number.properties.push_back({.name = code_of("threshold"),
                                 .value = printed(*evidence.threshold),
                                 .unknown_reason = {},
                                 .unit = code_of(unit)});
  if (!evidence.threshold_source.empty())
    number.remarks.push_back({code_of("threshold_source"), evidence.threshold_source});
  number.where = reported_place(evidence.where, sources, frame_of_reference);
  return number;
}

}  // namespace

ReportedNumber reported_number(std::string_view word, const MeasuredQuantity& quantity, Unit unit) {
  ReportedNumber number{.name = code_of(word), .value = {}, .unknown_reason = {}, .unit = code_of(unit)};
  number.derivation = public_code_of("derivation:" + std::string(word));
  const Quantity* const found = quantity.if_known();
  if (found == nullptr) {
    number.unknown_reason = quantity.reason();
    return number;
  }
  number.value = printed(found->value);
  number.unit = code_of(found->unit);
  if (found->sd) number.sd = printed(*found->sd);
  number.method = found->method;
  return number;
}

ReportedNumber reported_points(std::string_view word, const Measured<double>& points) {
  return reported_number(word,
                         points.known() ? MeasuredQuantity(Quantity{points.value(), Unit::one})
                                        : MeasuredQuantity(points.unknown()),
                         Unit::one);
}

ReportedEvaluation reported_word(const std::string& concept_word, const Measured<std::string>& found) {
  if (!found.known()) return {code_of(concept_word), code_of("undetermined"), found.reason()};
  return {code_of(concept_word), code_of(concept_word + ":" + found.value())};
}

ReportedEvaluation reported_finding(const Finding& finding, const StudySources& sources,
                                    const std::string& frame_of_reference) {
  ReportedEvaluation evaluation{code_of(finding.criterion),
                                code_of("verdict:" + std::string(word(finding.verdict))), finding.reason};
  for (const Evidence& evidence : finding.evidence)
    evaluation.evidence.push_back(reported_evidence(evidence, sources, frame_of_reference));
  return evaluation;
}

}  // namespace osteosign
