#include "io/network/send_instances.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dctk.h>
#include <dcmtk/dcmnet/scu.h>
#include <dcmtk/dcmtls/tlsscu.h>
#include <fmt/format.h>

#include <set>
#include <utility>

#include "io/network/network_setup.h"

namespace osteosign {
namespace {

using Context = std::pair<std::string, std::string>;  // SOP class, transfer syntax

Context context_of(const std::filesystem::path& file) {
  DcmFileFormat format;
  OFString sop_class;
  if (format.loadFileUntilTag(file.c_str(), EXS_Unknown, EGL_noChange, DCM_MaxReadLength, ERM_metaOnly).bad())
    return {};
  format.getMetaInfo()->findAndGetOFString(DCM_MediaStorageSOPClassUID, sop_class);
  OFString syntax;
  format.getMetaInfo()->findAndGetOFString(DCM_TransferSyntaxUID, syntax);
  return {sop_class.c_str(), syntax.c_str()};
}

void propose(DcmSCU& caller, const std::set<Context>& contexts) {
  for (const auto& [sop_class, syntax] : contexts) {
    OFList<OFString> syntaxes;
    syntaxes.push_back(syntax.c_str());
    if (syntax == UID_LittleEndianExplicitTransferSyntax)
      syntaxes.push_back(UID_LittleEndianImplicitTransferSyntax);
    caller.addPresentationContext(sop_class.c_str(), syntaxes);
  }
}

void set_up(DcmSCU& caller, const StoreNode& node) {
  const auto seconds = static_cast<Uint32>(node.patience.count());
  caller.setAETitle(node.calling_title.c_str());
  caller.setPeerAETitle(node.title.c_str());
  caller.setPeerHostName(node.host.c_str());
  caller.setPeerPort(static_cast<Uint16>(node.port));
  caller.setConnectionTimeout(static_cast<Sint32>(seconds));
  caller.setACSETimeout(seconds);
  caller.setDIMSETimeout(seconds);
  caller.setDIMSEBlockingMode(DIMSE_NONBLOCKING);
  caller.setDatasetConversionMode(OFTrue);
}

std::optional<std::string> send_one(DcmSCU& caller, const std::filesystem::path& file,
                                    const Context& context) {
  const std::string name = file.filename().string();
  T_ASC_PresentationContextID id =
      caller.findPresentationContextID(context.first.c_str(), context.second.c_str());
  if (id == 0) id = caller.findPresentationContextID(context.first.c_str(), "");
  if (id == 0) return fmt::format("{}: its kind of object is not accepted", name);
  Uint16 status = 0;
  const OFCondition sent = caller.sendSTORERequest(id, file.c_str(), nullptr, status);
  if (sent.bad()) return fmt::format("{}: {}", name, sent.text());
  const bool warning = (status & 0xF000U) == 0xB000U;
  if (status != 0 && !warning) return fmt::format("{}: refused with status {:04X}", name, status);
  return std::nullopt;
}

std::optional<std::string> send_all(DcmSCU& caller, const std::vector<std::filesystem::path>& files) {
  std::vector<Context> contexts;
  for (const auto& file : files) {
    contexts.push_back(context_of(file));
    if (contexts.back().first.empty()) return fmt::format("{}: not a DICOM file", file.filename().string());
  }
  propose(caller, {contexts.begin(), contexts.end()});
  if (const OFCondition ready = caller.initNetwork(); ready.bad()) return ready.text();
  if (const OFCondition agreed = caller.negotiateAssociation(); agreed.bad()) return agreed.text();
  for (std::size_t each = 0; each < files.size(); ++each)
    if (auto failure = send_one(caller, files[each], contexts[each])) {
      caller.closeAssociation(DCMSCU_ABORT_ASSOCIATION);
      return failure;
    }
  caller.closeAssociation(DCMSCU_RELEASE_ASSOCIATION);
  return std::nullopt;
}

}  // namespace

std::optional<std::string> send_instances(const std::vector<std::filesystem::path>& files,
                                          const StoreNode& node) {
  if (files.empty()) return std::nullopt;
  prepare_network();
  if (!node.tls) {
    DcmSCU caller;
    set_up(caller, node);
    return send_all(caller, files);
  }
  DcmTLSSCU caller;
  set_up(caller, node);
  caller.addTrustedCertFile(node.tls->trusted.c_str());
  caller.enableAuthentication(node.tls->private_key.c_str(), node.tls->certificate.c_str());
  caller.setTLSProfile(TSP_Profile_BCP195);
  caller.setPeerCertVerification(DCV_requireCertificate);
  return send_all(caller, files);
}

}  // namespace osteosign
