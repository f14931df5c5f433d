#include "io/network/first_message.h"

#include <sys/ioctl.h>
#include <sys/socket.h>

#include <array>
#include <cstddef>

namespace osteosign {
namespace {

constexpr std::size_t most_bytes = 64 * 1024;  // 128 contexts with eight transfer syntaxes each need 32 KiB
constexpr std::size_t header_bytes = 6;

using Header = std::array<unsigned char, header_bytes>;

bool begins_rightly(const Header& header, Greeting greeting) {
  if (greeting == Greeting::associate_request) return header[0] == 0x01;
  return header[0] == 0x16 && header[1] == 0x03;
}

std::size_t announced_bytes(const Header& header, Greeting greeting) {
  if (greeting == Greeting::tls_hello) return 5U + (std::size_t{header[3]} << 8U) + header[4];
  std::size_t length = 0;
  for (std::size_t byte = 2; byte < header_bytes; ++byte) length = (length << 8U) + header[byte];
  return header_bytes + length;
}

void wake_at(int socket, std::size_t bytes) {
  const int lowest = static_cast<int>(bytes);
  setsockopt(socket, SOL_SOCKET, SO_RCVLOWAT, &lowest, sizeof lowest);
}

}  // namespace

FirstMessage look_at_first_message(int socket, Greeting greeting) {
  Header header{};
  const ssize_t got = recv(socket, header.data(), header.size(), MSG_PEEK | MSG_DONTWAIT);
  if (got == 0) return FirstMessage::not_acceptable;
  if (got > 1 && !begins_rightly(header, greeting)) return FirstMessage::not_acceptable;
  if (got < static_cast<ssize_t>(header.size())) {
    wake_at(socket, header.size());
    return FirstMessage::incomplete;
  }
  const std::size_t whole = announced_bytes(header, greeting);
  if (whole > most_bytes) return FirstMessage::not_acceptable;
  int arrived = 0;
  ioctl(socket, FIONREAD, &arrived);
  const bool complete = arrived >= 0 && static_cast<std::size_t>(arrived) >= whole;
  wake_at(socket, complete ? 1 : whole);
  return complete ? FirstMessage::whole : FirstMessage::incomplete;
}

}  // namespace osteosign
