#pragma once
#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmnet/dcmlayer.h>
#include <dcmtk/dcmnet/dcmtrans.h>

#include "io/network/owned_socket.h"

namespace osteosign {

/// Hands DCMTK's acceptor a connection that we accepted ourselves, plain or by TLS. What DCMTK takes for the
/// connection is the parked one of `prepare_network`.
class AcceptedTransport : public DcmTransportLayer {
 public:
  /// `tls` may be null; it must outlive this.
  AcceptedTransport(OwnedSocket socket, DcmTransportLayer* tls) : socket_(std::move(socket)), tls_(tls) {}

  DcmTransportConnection* createConnection(DcmNativeSocketType /*parked*/, OFBool secure) override {
    if (tls_ == nullptr) return new DcmTCPConnection(socket_.release());
    return tls_->createConnection(socket_.release(), secure);
  }

 private:
  OwnedSocket socket_;
  DcmTransportLayer* tls_;
};

}  // namespace osteosign
