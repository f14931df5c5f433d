#include "pipeline/batch/run_record.h"

#include <fmt/format.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "io/values/errors.h"
#include "pipeline/output_folder.h"
#include "pipeline/tables/cohort_tables.h"

namespace osteosign {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr int first_failure = static_cast<int>(FailureKind::analysis_failed);

/// The status that a result tells of itself.
std::string status_in(const fs::path& result_file) {
  std::ifstream stream(result_file, std::ios::binary);
  const Json result = Json::parse(stream, nullptr, false);
  return result.is_object() && result.contains("status") && result["status"].is_string()
             ? result["status"].get<std::string>()
             : std::string("failed");
}

}  // namespace

std::string write_run_record(const BatchStudy& study, const StudyOutcome& outcome, const fs::path& folder) {
  const bool failed = !outcome.problem.empty() || outcome.exit_code.value_or(first_failure) >= first_failure;
  const std::string status = failed ? "failed" : status_in(folder / "result.json");
  Json json{{"schema_version", 1},
            {"study", study.study},
            {"study_instance_uid", study.study_instance_uid.empty()
                                       ? Json{{"unknown", "Study Instance UID (0020,000D) is absent"}}
                                       : Json(study.study_instance_uid)},
            {"files", study.files},
            {"status", status},
            {"key", outcome.key}};
  if (outcome.exit_code) json["exit_code"] = *outcome.exit_code;
  if (!outcome.problem.empty()) json["problem"] = outcome.problem;
  write_text(folder / "batch.json", json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n");
  return status;
}

std::optional<StudyOutcome> read_run_record(const fs::path& folder, const std::string& key) {
  std::ifstream stream(folder / "batch.json", std::ios::binary);
  if (!stream || !fs::exists(folder / "result.json")) return std::nullopt;
  const Json json = Json::parse(stream, nullptr, false);
  const std::string status = text_member(json, "status");
  if (key.empty() || text_member(json, "key") != key || status.empty() || status == "failed")
    return std::nullopt;
  const Json& exit_code = member(json, "exit_code");
  return StudyOutcome{.status = status,
                      .key = key,
                      .exit_code = exit_code.is_number_integer() ? exit_code.get<int>() : 0,
                      .problem = {}};
}

bool has_good_result(const fs::path& folder) {
  std::ifstream stream(folder / "batch.json", std::ios::binary);
  if (!stream || !fs::exists(folder / "result.json")) return false;
  const std::string status = text_member(Json::parse(stream, nullptr, false), "status");
  return !status.empty() && status != "failed";
}

}  // namespace osteosign
