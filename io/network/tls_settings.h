#pragma once
#include <filesystem>
#include <memory>

class DcmTLSTransportLayer;

namespace osteosign {

/// Files (PEM) for a connection by TLS, profile "BCP 195" (PS3.15 B.9).
struct TlsSettings {
  std::filesystem::path certificate;  ///< our own
  std::filesystem::path private_key;
  std::filesystem::path trusted;  ///< certificates that the other side must be signed by
};

/// The side of a connection that opens it, or the one that is called.
enum class NetworkSide { caller, called };

/// DCMTK's transport layer with these files; the other side must show a certificate that is trusted. Throws
/// InputError naming the file that cannot be used.
std::unique_ptr<DcmTLSTransportLayer> tls_layer(const TlsSettings& settings, NetworkSide side);

}  // namespace osteosign
