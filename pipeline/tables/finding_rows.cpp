#include <array>

#include "pipeline/tables/cohort_tables.h"

namespace osteosign {
namespace {

using Json = nlohmann::ordered_json;

void add_evidence(const StudyRecord& record, const Json& finding, CohortTables& tables) {
  std::int64_t number = 0;
  for (const Json& evidence : member(finding, "evidence")) {
    TableRow row(tables, tables.evidence, record.study, "");
    row.set_cell("subject", subject_text(member(finding, "subject")))
        .set("criterion", member(finding, "criterion"))
        .set_cell("number", ++number);
    const Json& value = member(evidence, "value");
    row.set_cell("unknown_reason", text_member(value, "unknown"));
    if (!value.is_object()) row.set("value", value);
    for (const char* name : {"name", "unit", "sd", "threshold", "threshold_source"})
      row.set(name, member(evidence, name));
    const Json& where = member(evidence, "where");
    if (member(where, "sop_instance_uid").is_string())
      row.set("sop_instance_uid", member(where, "sop_instance_uid"));
    row.set("frame", member(where, "frame"));
    constexpr std::array places{"x_mm", "y_mm", "z_mm"};
    const Json& point = member(where, "point_mm");
    for (std::size_t axis = 0; axis < places.size() && axis < point.size(); ++axis)
      row.set(places[axis], point[axis]);
    const Json& pixel = member(where, "pixel");
    if (pixel.is_array() && pixel.size() == 2) row.set("column", pixel[0]).set("row", pixel[1]);
    row.add();
  }
}

void add_findings(const StudyRecord& record, const Json& findings, CohortTables& tables) {
  for (const Json& finding : findings) {
    TableRow(tables, tables.findings, record.study, "")
        .set_cell("subject", subject_text(member(finding, "subject")))
        .set("criterion", member(finding, "criterion"))
        .set("verdict", member(finding, "verdict"))
        .set("reason", member(finding, "reason"))
        .add();
    add_evidence(record, finding, tables);
  }
}

/// A score is a number or a grade in letters: both are kept as text.
std::string score_text(const Json& value) {
  if (value.is_string()) return value.get<std::string>();
  return value.is_number() ? value.dump() : std::string();
}

void add_scores(const std::string& study, const std::string& subject, const Json& scores,
                CohortTables& tables) {
  if (!scores.is_object()) return;
  for (const auto& [name, score] : scores.items()) {
    const Json& decides = member(score, "subject");
    TableRow row(tables, tables.scores, study, "");
    row.set_cell("scored", subject).set_cell("score", name);
    row.set_cell("subject", decides.is_null() ? subject : subject_text(decides))
        .set_cell("lowest", score_text(member(score, "lowest")))
        .set_cell("highest", score_text(member(score, "highest")));
    for (const char* part : {"category", "issuer", "edition"})
      if (!member(score, part).is_object()) row.set(part, member(score, part));
    for (const char* kind : {"unknown", "not_applicable"})
      if (member(score, kind).is_string()) row.set("missing_reason", member(score, kind));
    row.add();
  }
}

}  // namespace

Table findings_table() {
  return {
      "findings",
      "one row for each criterion that was asked of each lesion, each vertebra and the study",
      {{"study", CellType::text, "", "Key of the study", ""},
       {"subject", CellType::text, "", "`subject` of the lesion or vertebra, or 'study'", ""},
       {"criterion", CellType::text, "", "Criterion; `osteosign criteria` describes it", ""},
       {"verdict", CellType::text, "", "benign, malignant, neutral, not_assessable or not_applicable", ""},
       {"reason", CellType::text, "", "What the verdict rests on", ""}}};
}

Table evidence_table() {
  return {
      "evidence",
      "one row for each value that a finding rests on",
      {{"study", CellType::text, "", "Key of the study", ""},
       {"subject", CellType::text, "", "Subject of the finding", ""},
       {"criterion", CellType::text, "", "Criterion of the finding", ""},
       {"number", CellType::whole, "", "Place in the list of the finding, from 1", ""},
       {"name", CellType::text, "", "What was held against the threshold", ""},
       {"value", CellType::number, "", "Its value, in `unit`", "it is unknown"},
       {"unit", CellType::text, "", "Unit (UCUM)", "the value is unknown"},
       {"sd", CellType::number, "", "Standard deviation of the value", "none could be estimated"},
       {"threshold", CellType::number, "", "The threshold, in `unit`", "there is none"},
       {"threshold_source", CellType::text, "", "Where the threshold comes from", "there is none"},
       {"unknown_reason", CellType::text, "", "Why the value is unknown", "it is known"},
       {"sop_instance_uid", CellType::text, "", "Image that shows it", "no place is told"},
       {"frame", CellType::whole, "", "Frame of that image", "no place is told"},
       {"x_mm", CellType::number, "mm", "Place, patient space (LPS)", "no place is told, or on a radiograph"},
       {"y_mm", CellType::number, "mm", "Place, patient space (LPS)", "no place is told, or on a radiograph"},
       {"z_mm", CellType::number, "mm", "Place, patient space (LPS)", "no place is told, or on a radiograph"},
       {"column", CellType::number, "{pixel}", "Place on a radiograph", "no place is told, or on CT"},
       {"row", CellType::number, "{pixel}", "Place on a radiograph", "no place is told, or on CT"}}};
}

Table scores_table() {
  return {"scores",
          "one row for each score of the study and of each lesion",
          {{"study", CellType::text, "", "Key of the study", ""},
           {"scored", CellType::text, "", "'study' or the lesion that is scored", ""},
           {"score", CellType::text, "", "Name of the score", ""},
           {"subject", CellType::text, "", "Lesion or vertebra that decides it, or 'study'", ""},
           {"lowest", CellType::text, "", "Lowest number or grade that the known parts allow",
            "reason in `missing_reason`"},
           {"highest", CellType::text, "", "Highest number or grade that the known parts allow",
            "reason in `missing_reason`"},
           {"category", CellType::text, "", "Category", "it is not certain, or there is no score"},
           {"issuer", CellType::text, "", "Who issued the score", "there is no score"},
           {"edition", CellType::text, "", "Edition", "there is no score"},
           {"missing_reason", CellType::text, "", "Why there is no score", "there is one"}}};
}

void add_finding_rows(const StudyRecord& record, CohortTables& tables) {
  for (const Json& lesion : member(record.result, "lesions")) {
    add_findings(record, member(lesion, "findings"), tables);
    add_scores(record.study, subject_text(member(lesion, "id")), member(lesion, "scores"), tables);
  }
  add_findings(record, member(record.result, "findings"), tables);
  add_scores(record.study, "study", member(record.result, "scores"), tables);
}

}  // namespace osteosign
