#include "pipeline/output_folder.h"

#include <fmt/format.h>
#include <unistd.h>

#include <fstream>

#include "io/values/errors.h"

namespace osteosign {
namespace {

namespace fs = std::filesystem;

bool holds_a_result(const fs::path& folder) { return fs::exists(folder / "result.json"); }

void refuse_what_is_not_ours(const fs::path& folder) {
  if (!fs::exists(folder)) return;
  if (!fs::is_directory(folder))
    throw OutputError(fmt::format("{}: exists and is not a folder", folder.string()));
  if (!fs::is_empty(folder) && !holds_a_result(folder))
    throw OutputError(fmt::format(
        "{}: exists and holds files that osteosign did not write; choose another folder", folder.string()));
}

}  // namespace

OutputFolder::OutputFolder(fs::path final_path) : final_(std::move(final_path)) {
  if (!final_.has_filename()) final_ = final_.parent_path();
  refuse_what_is_not_ours(final_);
  partial_ = final_.parent_path() / fmt::format(".{}.partial-{}", final_.filename().string(), getpid());
  std::error_code error;
  fs::create_directories(partial_, error);
  if (error) throw OutputError(fmt::format("{}: {}", partial_.string(), error.message()));
}

OutputFolder::~OutputFolder() {
  std::error_code ignored;
  fs::remove_all(partial_, ignored);
}

void OutputFolder::publish() {
  refuse_what_is_not_ours(final_);
  std::error_code error;
  fs::remove_all(final_, error);
  if (!error) fs::rename(partial_, final_, error);
  if (error) throw OutputError(fmt::format("{}: {}", final_.string(), error.message()));
}

void write_text(const fs::path& file, const std::string& text) {
  std::ofstream stream(file, std::ios::binary);
  stream << text;
  stream.close();
  if (!stream) throw OutputError(fmt::format("{}: cannot be written", file.string()));
}

}  // namespace osteosign
