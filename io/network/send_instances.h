#pragma once
#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "io/network/tls_settings.h"

namespace osteosign {

/// A DICOM node that takes objects by C-STORE.
struct StoreNode {
  std::string host;
  int port = 104;
  std::string title;          ///< its AE title
  std::string calling_title;  ///< ours
  std::chrono::seconds patience{60};
  std::optional<TlsSettings> tls;
};

/// Sends DICOM files in one association, in the order given, each in its own transfer syntax (uncompressed
/// ones also in implicit little endian). Nothing when every file was accepted, warnings included; else why
/// not, naming the file by its name alone.
std::optional<std::string> send_instances(const std::vector<std::filesystem::path>& files,
                                          const StoreNode& node);

}  // namespace osteosign
