#pragma once
#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>

#include "io/network/owned_socket.h"

namespace osteosign {

/// The associations that are open, so that one thread can end those that others serve.
class AssociationBook {
 public:
  using Clock = std::chrono::steady_clock;

  /// Each is to be closed with `close`.
  std::uint64_t open(const OwnedSocket& socket);
  void close(std::uint64_t association);
  /// An object is being received from now on, or no longer.
  void set_busy(std::uint64_t association);
  void set_idle(std::uint64_t association);

  /// Nothing more is read from it: DCMTK would wait ten seconds for the answer to an abort.
  void stop_hearing(std::uint64_t association);

  std::size_t size() const;
  /// Ends the one that has been silent longest, when that is longer than `least`.
  void end_longest_idle(std::chrono::milliseconds least);
  /// Ends those whose object takes longer than `limit`.
  void end_overdue(std::chrono::milliseconds limit);
  void end_idle();
  void end_all();

 private:
  struct Entry {
    OwnedSocket socket;
    bool busy = false;
    Clock::time_point since;  ///< of the last change between busy and idle
    bool ended = false;
  };
  void end(Entry& entry);
  mutable std::mutex mutex_;
  std::uint64_t last_ = 0;
  std::map<std::uint64_t, Entry> open_;
};

}  // namespace osteosign
