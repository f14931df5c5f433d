#include "tests/io/network/raw_caller.h"

#include <arpa/inet.h>
#include <poll.h>
#include <sys/socket.h>

#include <array>
#include <stdexcept>

namespace osteosign::test {
namespace {

std::string big_endian(unsigned long number, int width) {
  std::string bytes;
  for (int byte = width - 1; byte >= 0; --byte) bytes += static_cast<char>((number >> (8 * byte)) & 0xFFU);
  return bytes;
}

std::string item(int type, const std::string& body) {
  return std::string{static_cast<char>(type), '\0'} + big_endian(body.size(), 2) + body;
}

std::string context(int id, const std::string& sop_class) {
  return item(0x20, std::string{static_cast<char>(id), '\0', '\0', '\0'} + item(0x30, sop_class) +
                        item(0x40, "1.2.840.10008.1.2"));
}

std::string padded(const std::string& title) { return title + std::string(16 - title.size(), ' '); }

std::string even(const std::string& uid) { return uid.size() % 2 == 0 ? uid : uid + '\0'; }

}  // namespace

RawCaller::RawCaller(int port) : socket_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (connect(socket_.handle(), reinterpret_cast<sockaddr*>(&address), sizeof address) != 0)
    throw std::runtime_error("cannot connect");
}

void RawCaller::say(const std::string& bytes) {
  [[maybe_unused]] const ssize_t sent = send(socket_.handle(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
}

std::string RawCaller::hear(int milliseconds) {
  pollfd handle{socket_.handle(), POLLIN, 0};
  if (poll(&handle, 1, milliseconds) <= 0) return "";
  std::array<char, 8192> bytes{};
  const ssize_t got = recv(socket_.handle(), bytes.data(), bytes.size(), 0);
  return got <= 0 ? "" : std::string(bytes.data(), static_cast<std::size_t>(got));
}

bool RawCaller::is_closed_within(int milliseconds) {
  pollfd handle{socket_.handle(), POLLIN | POLLRDHUP, 0};
  while (poll(&handle, 1, milliseconds) > 0) {
    std::array<char, 8192> bytes{};
    if (recv(socket_.handle(), bytes.data(), bytes.size(), 0) <= 0) return true;
  }
  return false;
}

std::string pdu(int type, const std::string& body) {
  return std::string{static_cast<char>(type), '\0'} + big_endian(body.size(), 4) + body;
}

std::string associate_request(const std::string& called, const std::string& calling) {
  const std::string user = item(0x50, item(0x51, big_endian(16384, 4)) + item(0x52, "1.2.3.4"));
  return pdu(1, big_endian(1, 2) + big_endian(0, 2) + padded(called) + padded(calling) +
                    std::string(32, '\0') + item(0x10, "1.2.840.10008.3.1.1.1") +
                    context(1, "1.2.840.10008.5.1.4.1.1.2") + context(3, "1.2.840.10008.1.1") + user);
}

std::string fragment(int control, const std::string& bytes) {
  return pdu(4, big_endian(bytes.size() + 2, 4) + std::string{'\1', static_cast<char>(control)} + bytes);
}

std::string little_endian(unsigned long number, int width) {
  std::string bytes;
  for (int byte = 0; byte < width; ++byte) bytes += static_cast<char>((number >> (8 * byte)) & 0xFFU);
  return bytes;
}

std::string element(int group, int number, const std::string& value, unsigned long announced_length) {
  return little_endian(static_cast<unsigned long>(group), 2) +
         little_endian(static_cast<unsigned long>(number), 2) + little_endian(announced_length, 4) + value;
}

std::string element(int group, int number, const std::string& value) {
  return element(group, number, value, value.size());
}

std::string store_command(const std::string& sop_instance_uid) {
  const std::string rest = element(0, 0x0002, even("1.2.840.10008.5.1.4.1.1.2")) +
                           element(0, 0x0100, little_endian(1, 2)) + element(0, 0x0110, little_endian(1, 2)) +
                           element(0, 0x0700, little_endian(0, 2)) + element(0, 0x0800, little_endian(1, 2)) +
                           element(0, 0x1000, even(sop_instance_uid));
  return element(0, 0, little_endian(rest.size(), 4)) + rest;
}

}  // namespace osteosign::test
