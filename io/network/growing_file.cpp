#include "io/network/growing_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

namespace osteosign {

GrowingFile::GrowingFile(std::filesystem::path file)
    : file_(std::move(file)), handle_(open(file_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0640)) {}

GrowingFile::~GrowingFile() {
  if (handle_ >= 0) close(handle_);
  if (handle_ >= 0 && !kept_) unlink(file_.c_str());
}

void GrowingFile::append(const void* bytes, std::size_t count) {
  const char* rest = static_cast<const char*>(bytes);
  while (good() && count > 0) {
    const ssize_t written = write(handle_, rest, count);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) {
      good_ = false;
      return;
    }
    rest += written;
    count -= static_cast<std::size_t>(written);
  }
}

bool GrowingFile::keep(FlushPolicy policy) {
  kept_ = good() && (policy != FlushPolicy::each_object || fdatasync(handle_) == 0);
  return kept_;
}

}  // namespace osteosign
