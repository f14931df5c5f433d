#include "io/network/waiting_connections.h"

#include <poll.h>

#include <utility>

namespace osteosign {

WaitingConnections::WaitingConnections(Greeting greeting, std::size_t most,
                                       std::chrono::milliseconds patience, Dropped dropped)
    : greeting_(greeting), most_(most), patience_(patience), dropped_(std::move(dropped)) {}

void WaitingConnections::add(AcceptedConnection connection) {
  if (waiting_.size() >= most_) {
    dropped_(waiting_.front().connection.peer, "too many connections wait to begin; the oldest is closed");
    waiting_.pop_front();
  }
  waiting_.push_back({std::move(connection), Clock::now()});
}

std::vector<AcceptedConnection> WaitingConnections::wait(int listener, std::chrono::milliseconds longest) {
  std::vector<pollfd> handles{{listener, POLLIN, 0}};
  for (const Waiting& each : waiting_)
    handles.push_back({each.connection.socket.handle(), POLLIN | POLLRDHUP, 0});
  ::poll(handles.data(), handles.size(), static_cast<int>(longest.count()));

  std::vector<AcceptedConnection> whole;
  std::deque<Waiting> still_waiting;
  const auto now = Clock::now();
  for (std::size_t each = 0; each < waiting_.size(); ++each) {
    Waiting& one = waiting_[each];
    const auto events = handles[each + 1].revents;
    const FirstMessage state = events == 0 ? FirstMessage::incomplete
                                           : look_at_first_message(one.connection.socket.handle(), greeting_);
    const bool hung_up = (events & (POLLRDHUP | POLLHUP | POLLERR)) != 0;
    if (state == FirstMessage::whole)
      whole.push_back(std::move(one.connection));
    else if (state == FirstMessage::not_acceptable)
      dropped_(one.connection.peer, "did not begin with an association request of at most 64 KiB");
    else if (hung_up || now - one.since > patience_)
      dropped_(one.connection.peer,
               hung_up ? "hung up before it asked for anything" : "said nothing in time");
    else
      still_waiting.push_back(std::move(one));
  }
  waiting_ = std::move(still_waiting);
  return whole;
}

}  // namespace osteosign
