#pragma once
#include <chrono>
#include <filesystem>
#include <string>
#include <thread>

namespace osteosign {

/// The right to write into an output folder, or as one shard of it; safe on NFS. The lock is a file that is
/// made under another name and linked to its own (link is atomic on NFS, exclusive creation was not always).
/// It names host, boot, process and start of the process, and its time is set anew every ten seconds. It is
/// stale when its process is gone from this host, or, from another host, when its time has not moved for a
/// minute on the clock of the file server.
/// Of several processes that see a stale lock, the one that holds a lock of the same kind beside it removes
/// it: no lock of a living process is ever removed.
class FolderLock {
 public:
  static constexpr std::chrono::seconds heartbeat{10};
  static constexpr std::chrono::seconds stale_after{60};

  /// Takes the lock; looks at one of another host for as long as it takes to tell whether it is stale. Throws
  /// OutputError naming the owner when it is held.
  explicit FolderLock(std::filesystem::path file, std::chrono::seconds stale = stale_after);
  FolderLock(const FolderLock&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;
  /// Gives it back, when it is still ours.
  ~FolderLock();

  /// What the lock file of this process says.
  static std::string own_text();

 private:
  bool try_link();
  void take_from_the_dead(std::chrono::seconds stale);

  std::filesystem::path file_;
  std::string text_;
  std::jthread beat_;
};

}  // namespace osteosign
