#include "pipeline/service/reception.h"

namespace osteosign {

ReceiverSettings receiver_settings(const ReceiveSettings& given, const ServiceFolders& folders) {
  ReceiverSettings settings;
  settings.address = {given.address, given.port};
  settings.title = given.title;
  settings.calling_titles = given.calling_titles;
  settings.folder = folders.arriving();
  settings.most_associations = static_cast<std::size_t>(given.most_associations);
  settings.greeting_time = std::chrono::seconds(given.greeting_s);
  settings.silence = std::chrono::seconds(given.silence_s);
  settings.object_time = std::chrono::seconds(given.object_s);
  settings.largest_object_bytes = static_cast<std::uint64_t>(given.largest_object_mb) << 20U;
  settings.flush = given.flush == "object" ? FlushPolicy::each_object : FlushPolicy::left_to_owner;
  if (!given.tls_certificate.empty())
    settings.tls = TlsSettings{given.tls_certificate, given.tls_private_key, given.tls_trusted};
  return settings;
}

std::string_view name_of_trouble(NetworkEvent::Kind kind) {
  using Kind = NetworkEvent::Kind;
  switch (kind) {
    case Kind::association_rejected:
      return "association_rejected";
    case Kind::association_broken:
      return "association_broken";
    case Kind::object_refused:
      return "object_refused";
    case Kind::connection_dropped:
      return "connection_dropped";
    case Kind::association_accepted:
    case Kind::association_ended:
      return "";
  }
  return "";
}

}  // namespace osteosign
