#pragma once
#include <filesystem>

namespace osteosign {

/// Keeps a second service away from a folder. It ends with the process, however that ends.
class FolderLock {
 public:
  /// Throws UsageError when somebody else holds it, OutputError when it cannot be made.
  explicit FolderLock(const std::filesystem::path& folder);
  FolderLock(const FolderLock&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;
  ~FolderLock();

 private:
  int handle_;
};

}  // namespace osteosign
