#pragma once
#include <filesystem>
#include <map>
#include <string>
#include <utility>

namespace osteosign {

/// SHA-256 of files, remembered for as long as a file looks unchanged: same size, inode, and times of change
/// of content and of status, in nanoseconds (the last cannot be set back by a program).
class FileHashes {
 public:
  struct Known {
    std::string stamp, sha256;
  };
  /// What was remembered by an earlier run.
  void remember(const std::filesystem::path& file, Known known) { known_[file.string()] = std::move(known); }
  /// Throws InputError when the file cannot be read.
  std::string sha256(const std::filesystem::path& file);
  /// What was hashed since the last call, for the next run.
  std::map<std::string, Known> take_new() { return std::exchange(new_, {}); }

 private:
  std::map<std::string, Known> known_, new_;
};

}  // namespace osteosign
