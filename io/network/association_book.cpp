#include "io/network/association_book.h"

#include <sys/socket.h>

namespace osteosign {

std::uint64_t AssociationBook::open(const OwnedSocket& socket) {
  const std::lock_guard lock(mutex_);
  open_[++last_] = {socket.second_handle(), false, Clock::now(), false};
  return last_;
}

void AssociationBook::close(std::uint64_t association) {
  const std::lock_guard lock(mutex_);
  open_.erase(association);
}

void AssociationBook::set_busy(std::uint64_t association) {
  const std::lock_guard lock(mutex_);
  open_.at(association).busy = true;
  open_.at(association).since = Clock::now();
}

void AssociationBook::set_idle(std::uint64_t association) {
  const std::lock_guard lock(mutex_);
  open_.at(association).busy = false;
  open_.at(association).since = Clock::now();
}

void AssociationBook::stop_hearing(std::uint64_t association) {
  const std::lock_guard lock(mutex_);
  shutdown(open_.at(association).socket.handle(), SHUT_RD);
}

std::size_t AssociationBook::size() const {
  const std::lock_guard lock(mutex_);
  return open_.size();
}

void AssociationBook::end(Entry& entry) {
  entry.ended = true;
  entry.socket.end_connection();
}

void AssociationBook::end_longest_idle(std::chrono::milliseconds least) {
  const std::lock_guard lock(mutex_);
  Entry* longest = nullptr;
  for (auto& [number, entry] : open_) {
    if (entry.ended) return;  // one is on its way out
    if (!entry.busy && (longest == nullptr || entry.since < longest->since)) longest = &entry;
  }
  if (longest != nullptr && Clock::now() - longest->since > least) end(*longest);
}

void AssociationBook::end_overdue(std::chrono::milliseconds limit) {
  const std::lock_guard lock(mutex_);
  for (auto& [number, entry] : open_)
    if (entry.busy && Clock::now() - entry.since > limit) end(entry);
}

void AssociationBook::end_idle() {
  const std::lock_guard lock(mutex_);
  for (auto& [number, entry] : open_)
    if (!entry.busy) end(entry);
}

void AssociationBook::end_all() {
  const std::lock_guard lock(mutex_);
  for (auto& [number, entry] : open_) end(entry);
}

}  // namespace osteosign
