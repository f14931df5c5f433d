#pragma once
#include <atomic>

#include "io/network/association_book.h"
#include "io/network/receiver_settings.h"

class DcmTransportLayer;

namespace osteosign {

/// What the associations of one receiver have in common.
struct ReceiverContext {
  const ReceiverSettings& settings;
  const ReceiverHooks& hooks;
  AssociationBook& book;
  DcmTransportLayer* tls;  ///< null: plain connections
  const std::atomic<bool>& stopping;
};

/// Serves one connection whose association request has arrived, from negotiation to its end: C-ECHO and
/// C-STORE; anything else ends it. Once `stopping` is set, the object in hand is still taken, then the
/// association is aborted: the sender knows of every object whether it was stored.
void serve_association(AcceptedConnection connection, std::uint64_t number, const ReceiverContext& context);

}  // namespace osteosign
