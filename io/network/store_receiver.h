#pragma once
#include <atomic>
#include <chrono>
#include <deque>
#include <list>
#include <memory>
#include <thread>

#include "io/network/association_book.h"
#include "io/network/receiver_settings.h"
#include "io/network/waiting_connections.h"

class DcmTLSTransportLayer;

namespace osteosign {

/// A DICOM store SCP with its own accept loop: one thread that never waits for a single caller, and one
/// thread for each association. When all associations are taken, the one that has been silent longest makes
/// room; when all are busy, callers are rejected for now (local limit exceeded).
class StoreReceiver {
 public:
  /// Listens from now on. Throws OutputError when the address cannot be bound, InputError for TLS files.
  StoreReceiver(ReceiverSettings settings, ReceiverHooks hooks);
  StoreReceiver(const StoreReceiver&) = delete;
  StoreReceiver& operator=(const StoreReceiver&) = delete;
  /// Stops at once.
  ~StoreReceiver();

  int port() const { return listener_.port(); }
  /// Takes the objects in hand, for at most `grace`, and ends all associations.
  void stop(std::chrono::milliseconds grace);

 private:
  using Clock = std::chrono::steady_clock;
  struct Serving {
    std::thread thread;
    std::shared_ptr<std::atomic<bool>> ended;
  };
  struct Ready {
    AcceptedConnection connection;
    Clock::time_point since;
  };
  void accept_loop();
  void accept_all();
  void serve_ready();
  void start(AcceptedConnection connection);
  void serve(AcceptedConnection connection, std::uint64_t number);
  void join_ended();

  ReceiverSettings settings_;
  ReceiverHooks hooks_;
  ListeningSocket listener_;
  std::unique_ptr<DcmTLSTransportLayer> tls_;
  AssociationBook book_;
  WaitingConnections waiting_;
  std::deque<Ready> ready_;
  std::list<Serving> serving_;
  std::atomic<bool> stopping_ = false;
  std::thread accepting_;
};

}  // namespace osteosign
