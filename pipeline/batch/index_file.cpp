#include <unistd.h>

#include <fmt/format.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "io/values/errors.h"
#include "pipeline/batch/study_index.h"
#include "pipeline/output_folder.h"

namespace osteosign {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

Json paths_json(const std::vector<fs::path>& paths) {
  Json list = Json::array();
  for (const fs::path& path : paths) list.push_back(path.string());
  return list;
}

BatchStudy study_of(const Json& json) {
  BatchStudy study{.study = json.at("study"),
                   .folder = json.at("folder"),
                   .study_instance_uid = json.at("study_instance_uid"),
                   .inputs = {},
                   .files = json.at("files"),
                   .words = json.at("options").get<std::vector<std::string>>(),
                   .likely_refusal = json.at("likely_refusal")};
  for (const Json& input : json.at("inputs")) study.inputs.emplace_back(input.get<std::string>());
  return study;
}

}  // namespace

void write_index(const StudyIndex& index, const fs::path& output) {
  Json json{{"schema_version", 1}, {"studies", Json::array()}, {"refused_files", Json::array()}};
  for (const BatchStudy& study : index.studies)
    json["studies"].push_back({{"study", study.study},
                               {"folder", study.folder},
                               {"study_instance_uid", study.study_instance_uid},
                               {"likely_refusal", study.likely_refusal},
                               {"options", study.words},
                               {"files", study.files},
                               {"inputs", paths_json(study.inputs)}});
  for (const RefusedFile& refused : index.refused)
    json["refused_files"].push_back({{"file", refused.file.string()}, {"reason", refused.reason}});
  const fs::path partial = output / fmt::format(".index.{}", getpid());
  write_text(partial, json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n");
  std::error_code error;
  fs::rename(partial, output / "index.json", error);
  if (error) throw OutputError(fmt::format("{}: {}", (output / "index.json").string(), error.message()));
}

std::optional<StudyIndex> read_index(const fs::path& output) {
  const fs::path file = output / "index.json";
  std::ifstream stream(file, std::ios::binary);
  if (!stream) return std::nullopt;
  try {
    const Json json = Json::parse(stream);
    StudyIndex index;
    for (const Json& study : json.at("studies")) index.studies.push_back(study_of(study));
    for (const Json& refused : json.at("refused_files"))
      index.refused.push_back(
          {refused.at("file").get<std::string>(), refused.at("reason").get<std::string>()});
    return index;
  } catch (const Json::exception& error) {
    throw InputError(fmt::format("{}: {}", file.string(), error.what()));
  }
}

}  // namespace osteosign
