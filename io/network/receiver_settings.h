#pragma once
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "io/network/listening_socket.h"
#include "io/network/part10_header.h"
#include "io/network/tls_settings.h"

namespace osteosign {

/// When a received object is forced to disk. The end of the process loses nothing either way; the end of the
/// machine may lose objects that their sender believes stored, unless each was flushed.
enum class FlushPolicy { each_object, left_to_owner };

/// What a store SCP accepts, and how long and how much of it.
struct ReceiverSettings {
  NetworkAddress address;
  std::string title = "OSTEOSIGN";          ///< our AE title; callers must ask for it
  std::vector<std::string> calling_titles;  ///< AE titles that may call; empty: nobody
  std::filesystem::path folder;             ///< where files grow until they are whole
  std::size_t most_associations = 32;
  std::size_t most_waiting = 256;  ///< connections that have not yet asked for anything
  std::chrono::seconds greeting_time{10};
  std::chrono::seconds silence{60};       ///< within an association
  std::chrono::seconds object_time{600};  ///< for one object
  std::uint64_t largest_object_bytes = 2ULL << 30U;
  FlushPolicy flush = FlushPolicy::each_object;
  std::optional<TlsSettings> tls;
};

/// An object as it came: a whole DICOM file whose dataset nobody has looked at yet.
struct ReceivedObject {
  std::filesystem::path file;
  ReceivedIdentity identity;  ///< as the sender announced it
  std::uint64_t association = 0;
};

/// Status of a C-STORE response (PS3.7 annex C, PS3.4 B.2.3).
enum class StoreStatus : std::uint16_t {
  success = 0x0000,
  out_of_resources = 0xA700,
  not_this_class = 0xA900,  ///< the dataset is not of the class or instance that was announced
  cannot_understand = 0xC000
};

struct StoreReply {
  StoreStatus status = StoreStatus::success;
  std::string reason;  ///< empty on success
};

/// Something that happened on the network, for the log and the figures. Nothing of a patient.
struct NetworkEvent {
  enum class Kind {
    connection_dropped,
    association_accepted,
    association_rejected,
    association_ended,
    association_broken,
    object_refused
  };
  Kind kind;
  std::string peer;  ///< numeric address
  std::string calling_title;
  std::string reason;
};

/// What the owner of a receiver does; called from many threads at once.
struct ReceiverHooks {
  std::function<bool()> has_room;  ///< false: objects are refused with A700
  /// Takes over the file of an object, before the sender hears that it was stored.
  std::function<StoreReply(const ReceivedObject&)> keep;
  std::function<void(std::uint64_t association)> association_ended;
  std::function<void(const NetworkEvent&)> report;
};

}  // namespace osteosign
