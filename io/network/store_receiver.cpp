#include "io/network/store_receiver.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmtls/tlslayer.h>
#include <sys/socket.h>

#include <array>

#include "io/network/network_setup.h"
#include "io/network/serve_association.h"

namespace osteosign {
namespace {

using std::chrono::milliseconds;
constexpr milliseconds look_every{100};
constexpr milliseconds least_silence{1000};  // before an association may have to make room
constexpr milliseconds wait_for_room{5000};  // before a caller is rejected

ListeningSocket listen_after_setup(const NetworkAddress& address) {
  prepare_network();
  return ListeningSocket(address);
}

// A-ASSOCIATE-RJ: transient, by the presentation related provider, local limit exceeded (PS3.8 9.3.4).
void reject_for_now(const OwnedSocket& socket) {
  constexpr std::array<unsigned char, 10> rejection{3, 0, 0, 0, 0, 4, 0, 2, 3, 2};
  send(socket.handle(), rejection.data(), rejection.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
}

}  // namespace

StoreReceiver::StoreReceiver(ReceiverSettings settings, ReceiverHooks hooks)
    : settings_(std::move(settings)),
      hooks_(std::move(hooks)),
      listener_(listen_after_setup(settings_.address)),
      tls_(settings_.tls ? tls_layer(*settings_.tls, NetworkSide::called) : nullptr),
      waiting_(tls_ ? Greeting::tls_hello : Greeting::associate_request, settings_.most_waiting,
               settings_.greeting_time,
               [this](const std::string& peer, const std::string& why) {
                 hooks_.report({NetworkEvent::Kind::connection_dropped, peer, "", why});
               }),
      accepting_([this] { accept_loop(); }) {}

StoreReceiver::~StoreReceiver() { stop(milliseconds(0)); }

void StoreReceiver::accept_loop() {
  while (!stopping_) {
    for (AcceptedConnection& connection : waiting_.wait(listener_.handle(), look_every))
      ready_.push_back({std::move(connection), Clock::now()});
    accept_all();
    serve_ready();
    book_.end_overdue(settings_.object_time);
    join_ended();
  }
}

void StoreReceiver::accept_all() {
  while (auto connection = listener_.accept()) waiting_.add(std::move(*connection));
}

void StoreReceiver::serve_ready() {
  while (!ready_.empty() && book_.size() < settings_.most_associations) {
    start(std::move(ready_.front().connection));
    ready_.pop_front();
  }
  if (ready_.empty()) return;
  book_.end_longest_idle(least_silence);
  while (!ready_.empty() && Clock::now() - ready_.front().since > wait_for_room) {
    if (!tls_) reject_for_now(ready_.front().connection.socket);
    hooks_.report({NetworkEvent::Kind::association_rejected, ready_.front().connection.peer, "",
                   "all associations are taken"});
    ready_.pop_front();
  }
}

void StoreReceiver::start(AcceptedConnection connection) {
  const std::uint64_t number = book_.open(connection.socket);
  auto ended = std::make_shared<std::atomic<bool>>(false);
  auto shared = std::make_shared<AcceptedConnection>(std::move(connection));
  serving_.push_back({std::thread([this, number, ended, shared] {
                        serve(std::move(*shared), number);
                        book_.close(number);
                        hooks_.association_ended(number);
                        *ended = true;
                      }),
                      ended});
}

void StoreReceiver::serve(AcceptedConnection connection, std::uint64_t number) {
  const std::string peer = connection.peer;
  try {
    serve_association(std::move(connection), number, {settings_, hooks_, book_, tls_.get(), stopping_});
  } catch (const std::exception& failure) {  // one caller must not end the service
    hooks_.report({NetworkEvent::Kind::association_broken, peer, "", failure.what()});
  }
}

void StoreReceiver::join_ended() {
  serving_.remove_if([](Serving& each) {
    if (!*each.ended) return false;
    each.thread.join();
    return true;
  });
}

void StoreReceiver::stop(milliseconds grace) {
  stopping_ = true;
  if (accepting_.joinable()) accepting_.join();
  ready_.clear();
  book_.end_idle();
  const auto end = Clock::now() + grace;
  while (book_.size() > 0 && Clock::now() < end) std::this_thread::sleep_for(milliseconds(10));
  book_.end_all();
  for (Serving& each : serving_) each.thread.join();
  serving_.clear();
}

}  // namespace osteosign
