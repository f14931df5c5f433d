#include "io/network/tls_settings.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmtls/tlslayer.h>
#include <fmt/format.h>

#include "io/values/errors.h"

namespace osteosign {
namespace {

void require(const OFCondition& outcome, const std::filesystem::path& file, const char* what) {
  if (outcome.bad()) throw InputError(fmt::format("{}: {}: {}", file.string(), what, outcome.text()));
}

}  // namespace

std::unique_ptr<DcmTLSTransportLayer> tls_layer(const TlsSettings& settings, NetworkSide side) {
  auto layer = std::make_unique<DcmTLSTransportLayer>(
      side == NetworkSide::caller ? NET_REQUESTOR : NET_ACCEPTOR, nullptr, OFTrue);
  require(layer->setPrivateKeyFile(settings.private_key.c_str(), DCF_Filetype_PEM), settings.private_key,
          "not a private key");
  require(layer->setCertificateFile(settings.certificate.c_str(), DCF_Filetype_PEM), settings.certificate,
          "not a certificate");
  if (!layer->checkPrivateKeyMatchesCertificate())
    throw InputError(fmt::format("{}: is not the key of {}", settings.private_key.string(),
                                 settings.certificate.string()));
  require(layer->addTrustedCertificateFile(settings.trusted.c_str(), DCF_Filetype_PEM), settings.trusted,
          "not a certificate");
  require(layer->setTLSProfile(TSP_Profile_BCP195), settings.certificate, "TLS profile BCP 195");
  require(layer->activateCipherSuites(), settings.certificate, "cipher suites of BCP 195");
  layer->setCertificateVerification(DCV_requireCertificate);
  return layer;
}

}  // namespace osteosign
