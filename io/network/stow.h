#pragma once
#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace osteosign {

/// A DICOMweb server that takes objects by STOW-RS (PS3.18 10.5).
struct StowNode {
  std::string server;         ///< "https://pacs.example:8443"
  std::string path;           ///< of the studies resource: "/dicom-web/studies"
  std::string authorization;  ///< value of the header of that name; may be empty
  std::filesystem::path
      trusted;  ///< certificates (PEM) that the server must be signed by; empty: the system's
  std::chrono::seconds patience{60};
};

/// Sends DICOM files, one request each over one connection. Nothing when the server stored every file; else
/// why not, naming the file by its name alone.
std::optional<std::string> stow_instances(const std::vector<std::filesystem::path>& files,
                                          const StowNode& node);

}  // namespace osteosign
