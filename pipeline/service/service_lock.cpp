#include "pipeline/service/service_lock.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "io/values/errors.h"

namespace osteosign {

ServiceLock::ServiceLock(const std::filesystem::path& folder)
    : handle_(open((folder / "lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0640)) {
  if (handle_ < 0) throw OutputError(fmt::format("{}: {}", (folder / "lock").string(), std::strerror(errno)));
  if (flock(handle_, LOCK_EX | LOCK_NB) != 0) {
    close(handle_);
    throw UsageError(fmt::format("{}: another service uses this folder", folder.string()));
  }
}

ServiceLock::~ServiceLock() { close(handle_); }

}  // namespace osteosign
