#include "io/network/owned_socket.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

namespace osteosign {

OwnedSocket::~OwnedSocket() {
  if (handle_ >= 0) close(handle_);
}

OwnedSocket OwnedSocket::second_handle() const { return OwnedSocket(fcntl(handle_, F_DUPFD_CLOEXEC, 0)); }

void OwnedSocket::end_connection() const {
  if (handle_ >= 0) shutdown(handle_, SHUT_RDWR);
}

}  // namespace osteosign
