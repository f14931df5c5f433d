#include "pipeline/service/service_folders.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <set>

#include "io/files/sha256.h"
#include "io/values/errors.h"

namespace osteosign {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t key_letters = 32;
constexpr std::size_t short_letters = 16;

void make_folder(const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) throw OutputError(fmt::format("{}: {}", folder.string(), error.message()));
  fs::permissions(folder, fs::perms::owner_all, error);
}

void flush(const fs::path& path, int flags) {
  const int handle = open(path.c_str(), flags | O_CLOEXEC);
  const bool flushed = handle >= 0 && fsync(handle) == 0;
  const int error = errno;
  if (handle >= 0) close(handle);
  if (!flushed) throw OutputError(fmt::format("{}: {}", path.string(), std::strerror(error)));
}

}  // namespace

fs::path ServiceFolders::image(const std::string& study, const std::string& image) const {
  return images(study) / (image + ".dcm");
}

fs::path ServiceFolders::input(const std::string& study, const std::string& job) const {
  return studies() / study / "input" / job.substr(0, short_letters);
}

fs::path ServiceFolders::result(const std::string& study, const std::string& job) const {
  return results(study) / job.substr(0, short_letters);
}

fs::path ServiceFolders::worker_log(const std::string& study, const std::string& job) const {
  return studies() / study / (job.substr(0, short_letters) + ".log");
}

std::string key_of_study(const std::string& study_instance_uid) {
  return sha256_of_text("study " + study_instance_uid).substr(0, key_letters);
}

std::string key_of_image(const std::string& sop_instance_uid) {
  return sha256_of_text("image " + sop_instance_uid).substr(0, key_letters);
}

void prepare_folders(const ServiceFolders& folders) {
  make_folder(folders.root);
  make_folder(folders.studies());
  std::error_code ignored;
  fs::remove_all(folders.arriving(), ignored);
  make_folder(folders.arriving());
}

void flush_files(const fs::path& folder) {
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error)) flush(entry.path(), O_RDONLY);
  flush(folder, O_RDONLY | O_DIRECTORY);
}

void flush_disk(const fs::path& folder) {
  const int handle = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  const bool flushed = handle >= 0 && syncfs(handle) == 0;
  const int error = errno;
  if (handle >= 0) close(handle);
  if (!flushed) throw OutputError(fmt::format("{}: {}", folder.string(), std::strerror(error)));
}

std::uint64_t bytes_below(const fs::path& folder) {
  std::uint64_t bytes = 0;
  std::set<ino_t> linked;
  std::error_code error;
  for (auto entry = fs::recursive_directory_iterator(folder, error);
       !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
    struct stat file {};
    if (lstat(entry->path().c_str(), &file) != 0 || !S_ISREG(file.st_mode)) continue;
    if (file.st_nlink > 1 && !linked.insert(file.st_ino).second) continue;
    bytes += static_cast<std::uint64_t>(file.st_size);
  }
  return bytes;
}

std::vector<fs::path> dicom_files_of(const fs::path& result) {
  std::vector<fs::path> files;
  std::error_code error;
  for (auto entry = fs::recursive_directory_iterator(result, error);
       !error && entry != fs::recursive_directory_iterator(); entry.increment(error))
    if (entry->is_regular_file() && entry->path().extension() == ".dcm") files.push_back(entry->path());
  std::ranges::sort(files);
  return files;
}

}  // namespace osteosign
