#include <fmt/format.h>

#include "pipeline/tables/cohort_tables.h"

namespace osteosign {
namespace {

using Json = nlohmann::ordered_json;
const std::string no_result = "the study was not analyzed";

/// "20210305" as "2021-03-05": spreadsheets take the first for a number.
Json iso_date(const Json& date) {
  const std::string text = date.is_string() ? date.get<std::string>() : "";
  if (text.size() != 8) return date;
  return text.substr(0, 4) + "-" + text.substr(4, 2) + "-" + text.substr(6, 2);
}

std::string joined(const Json& words) {
  std::string text;
  if (words.is_array())
    for (const Json& word : words)
      if (word.is_string()) text += (text.empty() ? "" : "; ") + word.get<std::string>();
  return text;
}

std::int64_t count_of(const Json& list) {
  return list.is_array() ? static_cast<std::int64_t>(list.size()) : 0;
}

/// What became of the study; a stage that broke down is a failure, not a refusal.
std::string status_of(const StudyRecord& record) {
  constexpr int first_failure = 80;
  if (record.folder.empty()) return "pending";
  if (!record.problem.empty() || !record.result.is_object()) return "failed";
  const Json& code = member(member(record.result, "refusal"), "code");
  if (code.is_number_integer() && code.get<int>() >= first_failure) return "failed";
  return text_member(record.result, "status");
}

std::string reason_of(const StudyRecord& record) {
  if (record.folder.empty()) return "not analyzed yet";
  if (!record.problem.empty()) return record.problem;
  return text_member(member(record.result, "refusal"), "reason");
}

Json uid_of(const StudyRecord& record) {
  const Json& of_result = member(member(record.result, "study"), "study_instance_uid");
  return of_result.is_string() ? of_result : member(record.run, "study_instance_uid");
}

void add_study(const StudyRecord& record, CohortTables& tables) {
  const Json& result = record.result;
  const Json& assessment = member(result, "assessment");
  TableRow row(tables, tables.studies, record.study, record.study);
  row.set("study_instance_uid", uid_of(record))
      .set("study_date", iso_date(member(member(result, "study"), "date")))
      .set_cell("modalities", joined(member(member(result, "study"), "modality")))
      .set_cell("status", status_of(record))
      .set_cell("reason", reason_of(record))
      .set("exit_code", member(record.run, "exit_code"))
      .set("files", member(record.run, "files"));
  if (result.is_object() && text_member(result, "status") != "refused")
    row.set("conclusion", member(assessment, "conclusion"))
        .set_cell("malignant_signs", joined(member(assessment, "malignant_signs")))
        .set_cell("benign_signs", joined(member(assessment, "benign_signs")))
        .set_cell("not_assessable_criteria", count_of(member(assessment, "not_assessable")))
        .set_cell("lesions", count_of(member(result, "lesions")))
        .set_cell("vertebrae", count_of(member(member(result, "spine"), "vertebrae")))
        .set_cell("analyzed_images", count_of(member(result, "inputs")))
        .set("cobb_deg", member(member(result, "spine"), "cobb_deg"));
  row.set_cell("refused_files", count_of(member(result, "refused_files")))
      .set_cell("warnings", count_of(member(result, "warnings")));
  for (const char* key : {"version", "commit", "rules_version"})
    row.set(std::string(key) == "rules_version" ? key : std::string("software_") + key,
            member(member(result, "software"), key));
  row.set_cell("folder", record.folder).add();
}

void add_series(const StudyRecord& record, CohortTables& tables) {
  for (const Json& series : member(record.result, "series")) {
    const std::string key = text_member(series, "series_instance_uid");
    TableRow row(tables, tables.series, record.study, key);
    for (const char* name :
         {"series_instance_uid", "modality", "view", "slices", "spacing_source", "noise_hu"})
      row.set(name, member(series, name));
    const Json& size = member(member(series, "grid"), "size");
    const Json& spacing = member(member(series, "grid"), "spacing_mm");
    constexpr std::array axes{"x", "y", "z"};
    for (std::size_t axis = 0; axis < axes.size(); ++axis) {
      if (size.is_array() && axis < size.size()) row.set(fmt::format("size_{}", axes[axis]), size[axis]);
      row.set(fmt::format("spacing_{}_mm", axes[axis]), !spacing.is_array()     ? spacing
                                                        : axis < spacing.size() ? spacing[axis]
                                                                                : Json());
    }
    const Json& geometry = member(series, "geometry");
    for (const char* name : {"tilt_deg", "gaps", "duplicates", "policy"})
      row.set(name, member(geometry, name));
    const Json& blur = member(series, "psf_sigma_mm");
    row.set("psf_in_plane_sigma_mm", member(blur, "in_plane"));
    row.set("psf_axial_sigma_mm", member(blur, "axial"));
    row.add();
  }
}

}  // namespace

Table studies_table() {
  return {"studies",
          "one row for each study that was found, whatever became of it",
          {{"study", CellType::text, "",
            "Key of the study: 's' and 12 digits of a hash of its Study Instance UID", ""},
           {"study_instance_uid", CellType::text, "", "Study Instance UID (0020,000D)", "it is absent"},
           {"study_date", CellType::text, "", "Study Date (0008,0020) as YYYY-MM-DD",
            "it is absent, or " + no_result},
           {"modalities", CellType::text, "", "Modalities that were analyzed, separated by '; '", no_result},
           {"status", CellType::text, "",
            "analyzed, partly_assessable, refused (the images cannot be used), failed (out of time or "
            "memory, or a "
            "stage broke down), pending (not run yet)",
            ""},
           {"reason", CellType::text, "", "Why it was refused, failed or is pending", "it was analyzed"},
           {"exit_code", CellType::whole, "", "Exit code of `osteosign analyze`",
            "it did not end by itself, or was run by hand"},
           {"files", CellType::whole, "", "Files of the study that were given", "the study was run by hand"},
           {"conclusion", CellType::text, "", "Conclusion of the judgement", no_result},
           {"malignant_signs", CellType::text, "", "Malignant signs, separated by '; '", "there is none"},
           {"benign_signs", CellType::text, "", "Benign signs, separated by '; '", "there is none"},
           {"not_assessable_criteria", CellType::whole, "",
            "Criteria that could not be assessed, counted for each subject", no_result},
           {"lesions", CellType::whole, "", "Number of lesions", no_result},
           {"vertebrae", CellType::whole, "", "Number of vertebrae", no_result},
           {"analyzed_images", CellType::whole, "", "Image files that were analyzed", no_result},
           {"cobb_deg", CellType::number, "deg", "Cobb angle of the spine in view", "reason in `unknowns`"},
           {"refused_files", CellType::whole, "", "Files of the study that could not be used", ""},
           {"warnings", CellType::whole, "", "Number of warnings", ""},
           {"software_version", CellType::text, "", "Version of osteosign", "there is no result"},
           {"software_commit", CellType::text, "", "Commit that was built", "there is no result"},
           {"rules_version", CellType::text, "", "Version of the criteria", "there is no result"},
           {"folder", CellType::text, "", "Name of the result folder", "it is pending"}}};
}

Table series_table() {
  const std::string unknown = "reason in `unknowns`";
  Table table{"series",
              "one row for each CT series or radiograph that was analyzed",
              {{"study", CellType::text, "", "Key of the study", ""},
               {"series_instance_uid", CellType::text, "", "Series Instance UID (0020,000E)", unknown},
               {"modality", CellType::text, "", "Modality (0008,0060)", ""},
               {"view", CellType::text, "", "View of a radiograph", unknown},
               {"slices", CellType::whole, "", "Number of slices", ""}}};
  for (const char* axis : {"x", "y", "z"})
    table.columns.push_back({fmt::format("size_{}", axis), CellType::whole, "",
                             fmt::format("Voxels or pixels along {}", axis), "the image has no such axis"});
  for (const char* axis : {"x", "y", "z"})
    table.columns.push_back({fmt::format("spacing_{}_mm", axis), CellType::number, "mm",
                             fmt::format("Distance of voxels or pixels along {}", axis), unknown});
  const std::vector<TableColumn> more{
      {"spacing_source", CellType::text, "", "Where the spacing comes from", ""},
      {"tilt_deg", CellType::number, "deg", "Tilt of the gantry that was sheared back",
       "the image is a radiograph"},
      {"gaps", CellType::whole, "", "Missing slices", "the image is a radiograph"},
      {"duplicates", CellType::whole, "", "Slices that were there twice", "the image is a radiograph"},
      {"policy", CellType::text, "", "What was done about missing slices", "the image is a radiograph"},
      {"noise_hu", CellType::number, "[hnsf'U]", "Noise", unknown},
      {"psf_in_plane_sigma_mm", CellType::number, "mm", "Blur in the plane of the slices", unknown},
      {"psf_axial_sigma_mm", CellType::number, "mm", "Blur across the slices", unknown}};
  table.columns.insert(table.columns.end(), more.begin(), more.end());
  return table;
}

Table refused_files_table() {
  return {"refused_files",
          "one row for each file that was given and not used",
          {{"study", CellType::text, "", "Key of the study", "the file could not be told to belong to one"},
           {"file", CellType::text, "", "Path of the file", ""},
           {"reason", CellType::text, "", "Why it was not used", ""}}};
}

Table warnings_table() {
  return {"warnings",
          "one row for each warning",
          {{"study", CellType::text, "", "Key of the study", ""},
           {"warning", CellType::text, "", "What the reader of the result should know", ""}}};
}

void add_study_rows(const StudyRecord& record, CohortTables& tables) {
  add_study(record, tables);
  add_series(record, tables);
  for (const Json& file : member(record.result, "refused_files"))
    TableRow(tables, tables.refused_files, record.study, text_member(file, "file"))
        .set("file", member(file, "file"))
        .set("reason", member(file, "reason"))
        .add();
  for (const Json& warning : member(record.result, "warnings"))
    TableRow(tables, tables.warnings, record.study, "").set("warning", warning).add();
}

}  // namespace osteosign
