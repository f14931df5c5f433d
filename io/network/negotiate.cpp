#include "io/network/negotiate.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dctk.h>
#include <dcmtk/dcmnet/assoc.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstring>

namespace osteosign {
namespace {

using Title = std::array<char, DUL_LEN_TITLE + 1>;

std::string without_blanks(const std::string& title) {
  const std::size_t first = title.find_first_not_of(' ');
  if (first == std::string::npos) return "";
  return title.substr(first, title.find_last_not_of(' ') - first + 1);
}

std::string called_title(const T_ASC_Association& association) {
  Title calling{}, called{};
  ASC_getAPTitles(association.params, calling.data(), calling.size(), called.data(), called.size(), nullptr,
                  0);
  return without_blanks(called.data());
}

std::string reject(T_ASC_Association& association, T_ASC_RejectParametersReason reason,
                   const std::string& text) {
  const T_ASC_RejectParameters rejection{ASC_RESULT_REJECTEDPERMANENT, ASC_SOURCE_SERVICEUSER, reason};
  ASC_rejectAssociation(&association, &rejection);
  return text;
}

std::array transfer_syntaxes{UID_LittleEndianExplicitTransferSyntax,
                             UID_LittleEndianImplicitTransferSyntax,
                             UID_DeflatedExplicitVRLittleEndianTransferSyntax,
                             UID_JPEG2000LosslessOnlyTransferSyntax,
                             UID_JPEGLSLosslessTransferSyntax,
                             UID_JPEGProcess14SV1TransferSyntax,
                             UID_JPEGProcess14TransferSyntax,
                             UID_RLELosslessTransferSyntax,
                             UID_BigEndianExplicitTransferSyntax,
                             UID_JPEG2000TransferSyntax,
                             UID_JPEGLSLossyTransferSyntax,
                             UID_JPEGProcess2_4TransferSyntax,
                             UID_JPEGProcess1TransferSyntax};

void accept_contexts(T_ASC_Parameters* parameters) {
  std::array echo{UID_VerificationSOPClass};
  ASC_acceptContextsWithPreferredTransferSyntaxes(parameters, echo.data(), 1, transfer_syntaxes.data(), 2);
  ASC_acceptContextsWithPreferredTransferSyntaxes(parameters, dcmAllStorageSOPClassUIDs,
                                                  numberOfDcmAllStorageSOPClassUIDs, transfer_syntaxes.data(),
                                                  static_cast<int>(transfer_syntaxes.size()));
}

}  // namespace

std::string calling_title(const T_ASC_Association& association) {
  Title calling{}, called{};
  ASC_getAPTitles(association.params, calling.data(), calling.size(), called.data(), called.size(), nullptr,
                  0);
  return without_blanks(calling.data());
}

std::string negotiate(T_ASC_Association& association, const ReceiverSettings& settings) {
  std::array<char, 65> context{};
  ASC_getApplicationContextName(association.params, context.data(), context.size());
  if (std::strcmp(context.data(), UID_StandardApplicationContext) != 0)
    return reject(association, ASC_REASON_SU_APPCONTEXTNAMENOTSUPPORTED, "not DICOM's application context");
  if (called_title(association) != settings.title)
    return reject(association, ASC_REASON_SU_CALLEDAETITLENOTRECOGNIZED, "called by another AE title");
  if (std::ranges::find(settings.calling_titles, calling_title(association)) == settings.calling_titles.end())
    return reject(association, ASC_REASON_SU_CALLINGAETITLENOTRECOGNIZED,
                  "the calling AE title is not on the list");
  accept_contexts(association.params);
  if (ASC_countAcceptedPresentationContexts(association.params) == 0)
    return reject(association, ASC_REASON_SU_NOREASON, "asks for nothing that is offered here");
  const OFCondition acknowledged = ASC_acknowledgeAssociation(&association);
  return acknowledged.good() ? "" : "the connection broke";
}

}  // namespace osteosign
