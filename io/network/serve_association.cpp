#include "io/network/serve_association.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dctk.h>
#include <dcmtk/dcmnet/assoc.h>
#include <dcmtk/dcmnet/dimse.h>
#include <fmt/format.h>

#include "io/network/accepted_transport.h"
#include "io/network/negotiate.h"
#include "io/network/receive_dataset.h"

namespace osteosign {
namespace {

using Kind = NetworkEvent::Kind;

/// One association and what is said of it.
struct Session {
  T_ASC_Association& association;
  const ReceiverContext& context;
  std::uint64_t number;
  std::string peer;
  std::string calling;
  std::uint64_t objects = 0;

  void report(Kind kind, const std::string& reason) const {
    context.hooks.report({kind, peer, calling, reason});
  }
  void abort(const std::string& reason) const {
    context.book.stop_hearing(number);
    ASC_abortAssociation(&association);
    report(Kind::association_broken, reason);
  }
};

StoreReply reply_of(DatasetEnd end, const ReceiverSettings& settings) {
  if (end == DatasetEnd::too_large)
    return {StoreStatus::out_of_resources,
            fmt::format("the object is larger than {} bytes", settings.largest_object_bytes)};
  return {StoreStatus::out_of_resources, "no room on the disk"};
}

std::string transfer_syntax_of(const Session& session, int presentation_context) {
  T_ASC_PresentationContext found{};
  if (ASC_findAcceptedPresentationContext(
          session.association.params, static_cast<T_ASC_PresentationContextID>(presentation_context), &found)
          .bad())
    return "";
  return found.acceptedTransferSyntax;
}

/// Nothing when the association cannot go on.
std::optional<StoreReply> receive_object(const Session& session, const T_DIMSE_C_StoreRQ& request,
                                         int presentation_context) {
  const ReceiverSettings& settings = session.context.settings;
  const DatasetLimits limits{settings.largest_object_bytes, settings.silence, settings.flush};
  ReceivedObject object;
  object.identity = {request.AffectedSOPClassUID, request.AffectedSOPInstanceUID,
                     transfer_syntax_of(session, presentation_context), session.calling};
  object.association = session.number;
  object.file = settings.folder / fmt::format("{}-{}.part", session.number, session.objects);
  if (object.identity.transfer_syntax_uid.empty()) return std::nullopt;
  DatasetEnd end = DatasetEnd::dropped;
  if (session.context.hooks.has_room())
    end = receive_dataset(session.association, presentation_context, object.file,
                          part10_header(object.identity), limits);
  else
    end = drop_dataset(session.association, presentation_context, limits);
  if (end == DatasetEnd::broken) return std::nullopt;
  if (end != DatasetEnd::whole) return reply_of(end, settings);
  return session.context.hooks.keep(object);
}

bool answer_store(Session& session, T_DIMSE_C_StoreRQ& request, T_ASC_PresentationContextID context_id) {
  if (request.DataSetType == DIMSE_DATASET_NULL) return false;
  ++session.objects;
  session.context.book.set_busy(session.number);
  const auto reply = receive_object(session, request, context_id);
  session.context.book.set_idle(session.number);
  if (!reply) return false;
  if (reply->status != StoreStatus::success) session.report(Kind::object_refused, reply->reason);
  T_DIMSE_C_StoreRSP response{};
  response.MessageIDBeingRespondedTo = request.MessageID;
  response.DimseStatus = static_cast<Uint16>(reply->status);
  response.DataSetType = DIMSE_DATASET_NULL;
  return DIMSE_sendStoreResponse(&session.association, context_id, &request, &response, nullptr).good();
}

bool answer(Session& session, T_DIMSE_Message& message, T_ASC_PresentationContextID context_id) {
  if (message.CommandField == DIMSE_C_ECHO_RQ)
    return DIMSE_sendEchoResponse(&session.association, context_id, &message.msg.CEchoRQ, STATUS_Success,
                                  nullptr)
        .good();
  if (message.CommandField == DIMSE_C_STORE_RQ)
    return answer_store(session, message.msg.CStoreRQ, context_id);
  return false;
}

void answer_commands(Session& session) {
  const int silence = static_cast<int>(session.context.settings.silence.count());
  for (;;) {
    T_DIMSE_Message message{};
    T_ASC_PresentationContextID context_id = 0;
    const OFCondition received = DIMSE_receiveCommand(&session.association, DIMSE_NONBLOCKING, silence,
                                                      &context_id, &message, nullptr);
    if (received == DUL_PEERREQUESTEDRELEASE) {
      ASC_acknowledgeRelease(&session.association);
      return session.report(Kind::association_ended, "");
    }
    if (received == DUL_PEERABORTEDASSOCIATION)
      return session.report(Kind::association_broken, "the sender aborted it");
    if (received.bad()) return session.abort(received.text());
    if (!answer(session, message, context_id))
      return session.abort("a command or an object was cut off or is not DICOM");
    if (session.context.stopping) return session.abort("the service stops");
  }
}

void talk(T_ASC_Association& association, std::uint64_t number, const std::string& peer,
          const ReceiverContext& context) {
  Session session{association, context, number, peer, calling_title(association)};
  if (const std::string rejected = negotiate(association, context.settings); !rejected.empty())
    return session.report(Kind::association_rejected, rejected);
  session.report(Kind::association_accepted, "");
  answer_commands(session);
}

}  // namespace

void serve_association(AcceptedConnection connection, std::uint64_t number, const ReceiverContext& context) {
  AcceptedTransport transport(std::move(connection.socket), context.tls);
  const int patience = static_cast<int>(context.settings.greeting_time.count());
  T_ASC_Network* network = nullptr;
  T_ASC_Association* association = nullptr;
  OFCondition received = ASC_initializeNetwork(NET_ACCEPTOR, 0, patience, &network);
  if (received.good()) received = ASC_setTransportLayer(network, &transport, 0);
  if (received.good())
    received = ASC_receiveAssociation(network, &association, ASC_MAXIMUMPDUSIZE, nullptr, nullptr,
                                      context.tls != nullptr, DUL_NOBLOCK, patience);
  if (received.good())
    talk(*association, number, connection.peer, context);
  else
    context.hooks.report({Kind::connection_dropped, connection.peer, "", received.text()});
  if (association != nullptr) ASC_dropAssociation(association);
  if (association != nullptr) ASC_destroyAssociation(&association);
  if (network != nullptr) ASC_dropNetwork(&network);
}

}  // namespace osteosign
