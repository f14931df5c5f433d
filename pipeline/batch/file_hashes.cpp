#include "pipeline/batch/file_hashes.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include "io/files/sha256.h"
#include "io/values/errors.h"

namespace osteosign {
namespace {

std::string stamp_of(const std::filesystem::path& file) {
  struct stat found {};
  if (stat(file.c_str(), &found) != 0) throw InputError(fmt::format("{}: cannot be opened", file.string()));
  return fmt::format("{}:{}:{}.{:09}:{}.{:09}", found.st_size, found.st_ino, found.st_mtim.tv_sec,
                     found.st_mtim.tv_nsec, found.st_ctim.tv_sec, found.st_ctim.tv_nsec);
}

}  // namespace

std::string FileHashes::sha256(const std::filesystem::path& file) {
  const std::string stamp = stamp_of(file);  // before the content: a change meanwhile gives another stamp
  if (const auto found = known_.find(file.string()); found != known_.end() && found->second.stamp == stamp)
    return found->second.sha256;
  const Known known{stamp, sha256_of_file(file)};
  known_[file.string()] = known;
  new_[file.string()] = known;
  return known.sha256;
}

}  // namespace osteosign
