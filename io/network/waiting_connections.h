#pragma once
#include <chrono>
#include <cstddef>
#include <deque>
#include <functional>
#include <string>
#include <vector>

#include "io/network/first_message.h"
#include "io/network/listening_socket.h"

namespace osteosign {

/// Connections that have not yet said what they want. They cost a socket each and no thread: any number of
/// idle callers leaves the way free for one who speaks. Beyond `most`, the one that has waited longest is
/// closed.
class WaitingConnections {
 public:
  using Clock = std::chrono::steady_clock;
  /// Told of each connection that is closed: its peer, and why.
  using Dropped = std::function<void(const std::string& peer, const std::string& why)>;

  WaitingConnections(Greeting greeting, std::size_t most, std::chrono::milliseconds patience,
                     Dropped dropped);

  void add(AcceptedConnection connection);
  /// Waits until `listener` or a connection has something to say, or `longest` is over; gives the
  /// connections whose first message is whole.
  std::vector<AcceptedConnection> wait(int listener, std::chrono::milliseconds longest);
  std::size_t size() const { return waiting_.size(); }

 private:
  struct Waiting {
    AcceptedConnection connection;
    Clock::time_point since;
  };
  Greeting greeting_;
  std::size_t most_;
  std::chrono::milliseconds patience_;
  Dropped dropped_;
  std::deque<Waiting> waiting_;  ///< the longest waiting first
};

}  // namespace osteosign
