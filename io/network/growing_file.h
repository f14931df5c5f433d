#pragma once
#include <cstddef>
#include <filesystem>

namespace osteosign {

/// A new file that is removed again unless it was kept.
class GrowingFile {
 public:
  explicit GrowingFile(std::filesystem::path file);
  GrowingFile(const GrowingFile&) = delete;
  GrowingFile& operator=(const GrowingFile&) = delete;
  ~GrowingFile();

  /// False when the file could not be made or a write failed: a full disk.
  bool good() const { return handle_ >= 0 && good_; }
  void append(const void* bytes, std::size_t count);
  /// Flushes to disk and keeps the file; false when that failed.
  bool keep();

 private:
  std::filesystem::path file_;
  int handle_;
  bool good_ = true;
  bool kept_ = false;
};

}  // namespace osteosign
