#include "io/network/listening_socket.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netdb.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <cerrno>
#include <cstring>
#include <memory>

#include "io/values/errors.h"

namespace osteosign {
namespace {

constexpr int backlog = 128;

[[noreturn]] void refuse(const NetworkAddress& address, const char* why) {
  throw OutputError(fmt::format("listen on {} port {}: {}", address.host, address.port, why));
}

std::string numeric_address(const sockaddr* address, socklen_t length) {
  char text[NI_MAXHOST] = {};
  if (getnameinfo(address, length, text, sizeof text, nullptr, 0, NI_NUMERICHOST) != 0) return "unknown";
  return text;
}

}  // namespace

ListeningSocket::ListeningSocket(const NetworkAddress& address) {
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = AI_NUMERICHOST | AI_PASSIVE;
  addrinfo* found = nullptr;
  if (const int error =
          getaddrinfo(address.host.c_str(), std::to_string(address.port).c_str(), &hints, &found);
      error != 0)
    refuse(address, gai_strerror(error));
  const std::unique_ptr<addrinfo, decltype(&freeaddrinfo)> kept(found, &freeaddrinfo);
  socket_ = OwnedSocket(socket(found->ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
  const int on = 1;
  if (socket_.handle() < 0 || setsockopt(socket_.handle(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) != 0 ||
      bind(socket_.handle(), found->ai_addr, found->ai_addrlen) != 0 ||
      listen(socket_.handle(), backlog) != 0)
    refuse(address, std::strerror(errno));
}

int ListeningSocket::port() const {
  sockaddr_storage address{};
  socklen_t length = sizeof address;
  getsockname(socket_.handle(), reinterpret_cast<sockaddr*>(&address), &length);
  return ntohs(address.ss_family == AF_INET6 ? reinterpret_cast<sockaddr_in6*>(&address)->sin6_port
                                             : reinterpret_cast<sockaddr_in*>(&address)->sin_port);
}

std::optional<AcceptedConnection> ListeningSocket::accept() const {
  sockaddr_storage address{};
  socklen_t length = sizeof address;
  OwnedSocket connection(
      accept4(socket_.handle(), reinterpret_cast<sockaddr*>(&address), &length, SOCK_CLOEXEC));
  if (connection.handle() < 0) return std::nullopt;
  const int on = 1;
  setsockopt(connection.handle(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  return AcceptedConnection{std::move(connection),
                            numeric_address(reinterpret_cast<sockaddr*>(&address), length)};
}

}  // namespace osteosign
