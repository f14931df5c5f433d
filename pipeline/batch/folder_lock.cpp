#include "pipeline/batch/folder_lock.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <condition_variable>
#include <cstring>
#include <fstream>
#include <mutex>
#include <optional>
#include <sstream>
#include <vector>

#include "io/values/errors.h"
#include "pipeline/output_folder.h"

namespace osteosign {
namespace {

namespace fs = std::filesystem;

std::string content_of(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

/// What a lock says; nothing when there is none. A lock is linked whole, so nobody sees a part of it.
/// Throws OutputError when it is there and cannot be read: to try again would never end.
std::optional<std::string> lock_text(const fs::path& file) {
  for (int turn = 0; turn < 3; ++turn) {  // it may go or come between the two looks
    std::ifstream stream(file, std::ios::binary);
    if (stream) return std::string(std::istreambuf_iterator<char>(stream), {});
    std::error_code error;
    if (fs::symlink_status(file, error).type() == fs::file_type::not_found) return std::nullopt;
  }
  throw OutputError(fmt::format("{}: this lock cannot be read", file.string()));
}

std::vector<std::string> words_of(const std::string& text) {
  std::istringstream stream(text);
  std::vector<std::string> words;
  for (std::string word; stream >> word;) words.push_back(word);
  return words;
}

/// Start of a process in ticks since boot: a number that is used again belongs to a younger process.
std::string start_of(pid_t process) {
  const std::string stat = content_of(fmt::format("/proc/{}/stat", process));
  const std::size_t name_end = stat.rfind(')');
  if (name_end == std::string::npos) return {};
  const std::vector<std::string> words = words_of(stat.substr(name_end + 1));
  constexpr std::size_t start_place = 19;  // proc(5): field 22, two of which lie before
  const bool is_gone = words.empty() || words[0] == "Z" || words[0] == "X";
  return is_gone || words.size() <= start_place ? std::string() : words[start_place];
}

std::string host_name() {
  char name[256] = {};
  gethostname(name, sizeof name - 1);
  return name;
}

std::string boot_id() {
  std::string id = content_of("/proc/sys/kernel/random/boot_id");
  if (!id.empty() && id.back() == '\n') id.pop_back();
  return id.empty() ? "-" : id;
}

struct LockOwner {
  std::string host, boot, process, start;
};

std::optional<LockOwner> owner_of(const std::string& text) {
  const std::vector<std::string> words = words_of(text);
  if (words.size() != 4) return std::nullopt;
  return LockOwner{words[0], words[1], words[2], words[3]};
}

bool is_gone(const LockOwner& owner) {
  return start_of(static_cast<pid_t>(std::atol(owner.process.c_str()))) != owner.start;
}

fs::path own_name(const fs::path& file, const char* purpose) {
  return file.parent_path() /
         fmt::format(".{}.{}.{}.{}", file.filename().string(), purpose, host_name(), getpid());
}

/// Seconds that a file has not been touched, on the clock of its file server.
double age_s(const fs::path& file, const fs::path& probe) {
  write_text(probe, "now");
  struct stat then {
  }, now{};
  const bool both = stat(file.c_str(), &then) == 0 && stat(probe.c_str(), &now) == 0;
  unlink(probe.c_str());
  return both ? std::difftime(now.st_mtim.tv_sec, then.st_mtim.tv_sec) : 0;
}

void keep_beating(const std::stop_token& stop, const fs::path& file) {
  std::mutex mutex;
  std::condition_variable_any wake;
  std::unique_lock lock(mutex);
  while (!wake.wait_for(lock, stop, FolderLock::heartbeat, [&] { return stop.stop_requested(); }))
    utimensat(AT_FDCWD, file.c_str(), nullptr, 0);
}

}  // namespace

std::string FolderLock::own_text() {
  return fmt::format("{} {} {} {}\n", host_name(), boot_id(), getpid(), start_of(getpid()));
}

FolderLock::FolderLock(fs::path file, std::chrono::seconds stale)
    : file_(std::move(file)), text_(own_text()) {
  std::error_code error;
  fs::create_directories(file_.parent_path(), error);
  while (!try_link()) take_from_the_dead(stale);
  beat_ = std::jthread([path = file_](const std::stop_token& stop) { keep_beating(stop, path); });
}

FolderLock::~FolderLock() {
  beat_.request_stop();
  if (beat_.joinable()) beat_.join();
  if (content_of(file_) == text_) unlink(file_.c_str());
}

bool FolderLock::try_link() {
  const fs::path mine = own_name(file_, "new");
  write_text(mine, text_);
  const int linked = link(mine.c_str(), file_.c_str());
  const int error = errno;
  struct stat found {};
  // The answer to a link may get lost on the way from the server: the number of links tells.
  const bool is_ours = linked == 0 || (stat(mine.c_str(), &found) == 0 && found.st_nlink == 2);
  unlink(mine.c_str());
  if (!is_ours && error != EEXIST)
    throw OutputError(fmt::format("{}: {}", file_.string(), std::strerror(error)));
  return is_ours;
}

/// Returns when another try may succeed.
void FolderLock::take_from_the_dead(std::chrono::seconds stale) {
  const std::optional<std::string> seen = lock_text(file_);
  if (!seen) return;
  const auto owner = owner_of(*seen);
  if (owner && owner->host == host_name() && owner->boot == boot_id() && !is_gone(*owner))
    throw OutputError(
        fmt::format("{}: process {} of this machine is working there", file_.string(), owner->process));
  // Two machines or containers may have one name: only the heart of a process of another boot tells.
  const bool can_ask = owner && owner->host == host_name() && owner->boot == boot_id();
  double age = can_ask ? static_cast<double>(stale.count()) : age_s(file_, own_name(file_, "probe"));
  for (double before = age; age < static_cast<double>(stale.count()); before = age) {
    std::this_thread::sleep_for(std::chrono::milliseconds(500));
    age = age_s(file_, own_name(file_, "probe"));
    if (lock_text(file_) != seen) return;
    if (age < before)
      throw OutputError(fmt::format("{}: process {} of {} is working there", file_.string(),
                                    owner ? owner->process : "?", owner ? owner->host : "another machine"));
  }
  // Of several that saw it stale one at a time may remove it, and only what it saw.
  const FolderLock right(file_.string() + ".takeover", stale);
  if (lock_text(file_) == seen) unlink(file_.c_str());
}

}  // namespace osteosign
