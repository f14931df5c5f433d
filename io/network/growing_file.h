#pragma once
#include <cstddef>
#include <filesystem>

#include "io/network/receiver_settings.h"

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
  /// Keeps the file, flushed to disk where that is the policy; false when writing failed.
  bool keep(FlushPolicy policy);

 private:
  std::filesystem::path file_;
  int handle_;
  bool good_ = true;
  bool kept_ = false;
};

}  // namespace osteosign
