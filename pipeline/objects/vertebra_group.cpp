#include <algorithm>

#include "pipeline/objects/report_groups.h"
#include "pipeline/objects/reported_numbers.h"
#include "pipeline/objects/sites.h"

namespace osteosign {
namespace {

/// Why a score has no points.
template <class T>
std::string why_none(const Score<T>& score) {
  if (const auto* const unknown = std::get_if<Unknown>(&score)) return unknown->reason;
  return std::get<NotApplicable>(score).reason;
}

std::vector<ReportedNumber> lowest_and_highest(const std::string& name, const Measured<double>& lowest,
                                               const Measured<double>& highest) {
  return {reported_points(name + "_lowest", lowest), reported_points(name + "_highest", highest)};
}

template <class T>
std::vector<ReportedNumber> reported_score(const std::string& name, const Score<T>& score) {
  if (const T* const found = std::get_if<T>(&score))
    return lowest_and_highest(name, 1.0 * found->lowest, 1.0 * found->highest);
  const Unknown why{why_none(score)};
  return lowest_and_highest(name, why, why);
}

std::vector<ReportedNumber> genant_of(const Measured<Genant>& graded) {
  if (const Genant* const found = graded.if_known())
    return lowest_and_highest("genant", 1.0 * found->lowest, 1.0 * found->highest);
  return lowest_and_highest("genant", graded.unknown(), graded.unknown());
}

Measured<std::string> genant_type(const Measured<Genant>& graded) {
  if (!graded.known()) return graded.unknown();
  if (!graded.value().type.known()) return graded.value().type.unknown();
  return std::string(word(graded.value().type.value()));
}

Measured<std::string> sins_category_of(const Score<Sins>& score) {
  if (const Sins* const found = std::get_if<Sins>(&score)) return found->category;
  return Unknown{why_none(score)};
}

void append(std::vector<ReportedNumber>& all, std::vector<ReportedNumber> more) {
  std::ranges::move(more, std::back_inserter(all));
}

void add_scores(const VertebraScores& scores, ReportGroup& group) {
  append(group.numbers, genant_of(scores.genant));
  append(group.numbers, reported_sins(scores.sins));
  group.evaluations.push_back(reported_word("genant_type", genant_type(scores.genant)));
  group.evaluations.push_back(reported_word("sins_category", sins_category_of(scores.sins)));
}

}  // namespace

std::vector<ReportedNumber> reported_sins(const Score<Sins>& score) { return reported_score("sins", score); }

std::vector<ReportedNumber> reported_genant(const Score<GenantScore>& score) {
  return reported_score("genant", score);
}

ReportGroup vertebra_group(const VertebraResult& vertebra, const Assessment& assessment,
                           const StudySources& sources, const GroupReference& reference) {
  const JudgedVertebra& judged = vertebra.judged;
  ReportGroup group{.tracking_id = "vertebra " + judged.subject,
                    .tracking_uid = reference.tracking_uid,
                    .finding = code_of("vertebra"),
                    .sites = {{site_of_level(judged.level.level)}},
                    .segment = reference.segment,
                    .region = PatientPlace{
                        reference.frame_of_reference, PlaceShape::point, {vertebra.centre_in_patient_mm}}};
  group.numbers = reported_measurements(judged.measurements);
  group.numbers.push_back(reported_points("level_certainty", judged.level.certainty));
  if (!judged.level.level.known()) group.evaluations.push_back(reported_word("level", judged.level.level));
  group.evaluations.push_back(
      reported_word("cut_by_border", std::string(vertebra.cut_by_border ? "yes" : "no")));
  for (const VertebraScores& scores : assessment.scores.vertebrae)
    if (scores.subject == judged.subject) add_scores(scores, group);
  for (const Finding& finding : assessment.findings)
    if (finding.subject == judged.subject)
      group.evaluations.push_back(reported_finding(finding, sources, reference.frame_of_reference));
  return group;
}

}  // namespace osteosign
