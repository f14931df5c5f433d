#pragma once
#include <chrono>
#include <filesystem>
#include <string>

#include "io/values/errors.h"
#include "pipeline/batch/folder_lock.h"

namespace osteosign {

/// Why the lock is refused, or "taken".
inline std::string complaint(const std::filesystem::path& file,
                             std::chrono::seconds stale = FolderLock::stale_after) {
  try {
    const FolderLock lock(file, stale);
  } catch (const OutputError& error) {
    return error.what();
  }
  return "taken";
}

}  // namespace osteosign
