#include "io/network/network_setup.h"

#include <arpa/inet.h>
#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dctk.h>
#include <dcmtk/dcmnet/assoc.h>
#include <dcmtk/dcmnet/dcmtrans.h>
#include <dcmtk/dcmnet/dul.h>
#include <sys/socket.h>

#include <csignal>
#include <cstdlib>
#include <mutex>

#include "io/network/listening_socket.h"
#include "io/values/errors.h"

namespace osteosign {
namespace {

// DCMTK's acceptor reads options and address from a process-wide handle before it asks its transport layer
// for the connection. Ours (AcceptedTransport) gives the right connection whatever that handle is, so one
// connection of the process to itself is parked there for good.
int parked_connection() {
  const ListeningSocket listener(NetworkAddress{"127.0.0.1", 0});
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(listener.port()));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  OwnedSocket one(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  if (one.handle() < 0 || connect(one.handle(), reinterpret_cast<sockaddr*>(&address), sizeof address) != 0)
    throw OutputError("the loopback interface cannot be used");
  auto other = listener.accept();
  if (!other) throw OutputError("the loopback interface cannot be used");
  other->socket.release();
  return one.release();
}

void set_up() {
  OFLog::configure(OFLogger::OFF_LOG_LEVEL);
  std::signal(SIGPIPE, SIG_IGN);
  setenv("TCP_NODELAY", "1", 1);
  dcmDisableGethostbyaddr.set(OFTrue);
  dcmExternalSocketHandle.set(parked_connection());
  T_ASC_Network* first = nullptr;  // fills DCMTK's tables, which is not safe in two threads at once
  if (ASC_initializeNetwork(NET_REQUESTOR, 0, 1, &first).good()) ASC_dropNetwork(&first);
}

}  // namespace

void prepare_network() {
  static std::once_flag done;
  std::call_once(done, set_up);
}

}  // namespace osteosign
