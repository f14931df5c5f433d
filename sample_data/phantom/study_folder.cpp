#include "sample_data/phantom/study_folder.h"

#include <fmt/format.h>

#include <fstream>

#include "io/values/errors.h"

namespace osteosign::phantom {

void make_empty_folder(const std::filesystem::path& folder) {
  std::error_code error;
  if (std::filesystem::exists(folder, error))
    throw UsageError(
        fmt::format("{} is already there; choose another --output or remove it", folder.string()));
  std::filesystem::create_directories(folder, error);
  if (error) throw OutputError(fmt::format("make {}: {}", folder.string(), error.message()));
}

void write_truth(const nlohmann::ordered_json& truth, const std::filesystem::path& file) {
  std::ofstream stream(file, std::ios::binary);
  stream << truth.dump(1) << '\n';
  stream.close();
  if (!stream) throw OutputError(fmt::format("write {}: the disk does not take it", file.string()));
}

}  // namespace osteosign::phantom
