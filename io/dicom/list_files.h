#pragma once
#include <filesystem>
#include <vector>

#include "io/dicom/find_series.h"

namespace osteosign {

/// Regular files under files and folders, each once however often it is reached (nested inputs, links),
/// sorted by path. Folders that cannot be opened are listed in `refused`.
struct FoundFiles {
  std::vector<std::filesystem::path> files;
  std::vector<RefusedFile> refused;
};

/// Throws InputError when an input does not exist.
FoundFiles list_files(const std::vector<std::filesystem::path>& inputs);

}  // namespace osteosign
