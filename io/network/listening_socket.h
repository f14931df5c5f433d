#pragma once
#include <optional>
#include <string>

#include "io/network/owned_socket.h"

namespace osteosign {

struct NetworkAddress {
  std::string host = "127.0.0.1";  ///< numeric IPv4 or IPv6 address
  int port = 0;                    ///< 0: any that is free
};

/// A connection that somebody opened to us.
struct AcceptedConnection {
  OwnedSocket socket;
  std::string peer;  ///< numeric address
};

/// Listens on one address, and on no other: DCMTK's own listener binds every address of the machine.
class ListeningSocket {
 public:
  /// Throws OutputError naming the address when it cannot be bound.
  explicit ListeningSocket(const NetworkAddress& address);

  int handle() const { return socket_.handle(); }
  /// The port in use, also when any was asked for.
  int port() const;
  /// A connection that waits to be accepted, without waiting for one. Small packets are sent at once
  /// (TCP_NODELAY): with Nagle's algorithm every image costs 40 ms.
  std::optional<AcceptedConnection> accept() const;

 private:
  OwnedSocket socket_;
};

}  // namespace osteosign
