#pragma once
#include <utility>

namespace osteosign {

/// A socket that is closed with its owner.
class OwnedSocket {
 public:
  OwnedSocket() = default;
  explicit OwnedSocket(int handle) : handle_(handle) {}
  OwnedSocket(OwnedSocket&& other) noexcept : handle_(std::exchange(other.handle_, -1)) {}
  OwnedSocket& operator=(OwnedSocket&& other) noexcept {
    std::swap(handle_, other.handle_);
    return *this;
  }
  ~OwnedSocket();

  int handle() const { return handle_; }
  /// Hands the socket to somebody else, who closes it.
  int release() { return std::exchange(handle_, -1); }
  /// A second handle of the same connection.
  OwnedSocket second_handle() const;
  /// Ends the connection for every handle of it; a thread that reads from it sees its end.
  void end_connection() const;

 private:
  int handle_ = -1;
};

}  // namespace osteosign
