#include "pipeline/objects/report_pseudonyms.h"

namespace osteosign {
namespace {

void put_pseudonyms(ReportedText& text, const Pseudonyms& pseudonyms) {
  text.text = pseudonyms.text(text.text);
}

void put_pseudonyms(ReportedNumber& number, const Pseudonyms& pseudonyms) {
  number.unknown_reason = pseudonyms.text(number.unknown_reason);
  number.method = pseudonyms.text(number.method);
  for (ReportedText& remark : number.remarks) put_pseudonyms(remark, pseudonyms);
  for (ReportedNumber& property : number.properties) put_pseudonyms(property, pseudonyms);
}

void put_pseudonyms(ReportedEvaluation& evaluation, const Pseudonyms& pseudonyms) {
  evaluation.reason = pseudonyms.text(evaluation.reason);
  for (ReportedNumber& number : evaluation.evidence) put_pseudonyms(number, pseudonyms);
}

}  // namespace

StructuredReport pseudonymized(StructuredReport report, const Pseudonyms& pseudonyms) {
  const auto all = [&](auto& parts) {
    for (auto& part : parts) put_pseudonyms(part, pseudonyms);
  };
  for (ReportGroup& group : report.groups) {
    all(group.numbers);
    all(group.evaluations);
    all(group.texts);
  }
  all(report.study_numbers);
  all(report.study_evaluations);
  all(report.study_texts);
  return report;
}

}  // namespace osteosign
