#include "io/dicom/list_files.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "io/values/errors.h"

namespace osteosign {
namespace {

namespace fs = std::filesystem;

/// Walks folders; real paths keep links from being followed in a circle.
class FolderWalk {
 public:
  void visit(const fs::path& path) {
    std::error_code failure;
    const fs::path real = fs::canonical(path, failure);
    if (failure) {
      found_.refused.push_back({path, "cannot be followed: " + failure.message()});
    } else if (!seen_.insert(real).second) {
      return;
    } else if (fs::is_directory(real, failure)) {
      visit_entries(path);
    } else if (fs::is_regular_file(real, failure)) {
      found_.files.push_back(path);
    } else {
      found_.refused.push_back({path, "neither a file nor a folder"});
    }
  }
  FoundFiles found() && {
    std::sort(found_.files.begin(), found_.files.end());
    return std::move(found_);
  }

 private:
  void visit_entries(const fs::path& folder) {
    std::error_code failure;
    std::vector<fs::path> entries;
    for (fs::directory_iterator entry(folder, failure), end; !failure && entry != end;
         entry.increment(failure))
      entries.push_back(entry->path());
    if (failure) found_.refused.push_back({folder, "folder cannot be opened: " + failure.message()});
    std::sort(entries.begin(), entries.end());
    for (const fs::path& entry : entries) visit(entry);
  }

  FoundFiles found_;
  std::set<fs::path> seen_;
};

}  // namespace

FoundFiles list_files(const std::vector<fs::path>& inputs) {
  FolderWalk walk;
  for (const fs::path& input : inputs) {
    std::error_code failure;
    if (!fs::exists(input, failure))
      throw InputError(fmt::format("{}: no such file or folder", input.string()));
    walk.visit(input);
  }
  return std::move(walk).found();
}

}  // namespace osteosign
