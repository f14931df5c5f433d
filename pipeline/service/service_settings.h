#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "io/network/tls_settings.h"
#include "io/values/described.h"

namespace osteosign {

/// Like ParameterDescription, for a text. An empty meaning does not compile.
struct TextDescription {
  std::string_view name;
  std::string_view meaning;
  consteval TextDescription(std::string_view name_, std::string_view meaning_)
      : name(name_), meaning(meaning_) {
    if (name.empty() || meaning.empty()) described_detail::description_must_not_be_empty();
  }
};

struct ReceiveSettings {
  std::string address = "127.0.0.1";
  int port = 11112;
  std::string title = "OSTEOSIGN";
  std::vector<std::string> calling_titles;
  int most_associations = 32;
  int silence_s = 60;
  int greeting_s = 10;
  int object_s = 600;
  int largest_object_mb = 2048;
  std::string flush = "study";
  std::string tls_certificate, tls_private_key, tls_trusted;  ///< empty: no TLS
};
struct CompleteSettings {
  int quiet_s = 60;
  int longest_wait_s = 1800;
};
struct WorkerSettings {
  std::string command;  ///< empty: this program's own `analyze`
  std::string parameters;
  std::string formats;
  int number = 1;
  int threads = 0;
  int time_limit_s = 3600;
  int memory_limit_mb = 8192;
  int attempts = 2;
};
struct SendSettings {
  int first_pause_s = 5;
  int longest_pause_s = 900;
  int give_up_after_h = 168;
};
struct DiskSettings {
  int quota_mb = 50000;
  int least_free_mb = 1000;
};
struct StatusSettings {
  std::string address = "127.0.0.1";
  int port = 11180;
};

/// Where results go.
struct NodeSettings {
  enum class Protocol { dicom, stow };
  std::string name;
  Protocol protocol = Protocol::dicom;
  std::string host, title;         ///< dicom
  int port = 104;                  ///< dicom
  std::string calling_title;       ///< dicom; empty: our own
  std::optional<TlsSettings> tls;  ///< dicom
  std::string server, path;        ///< stow
  std::string authorization_file;  ///< stow; empty: none
  std::string trusted;             ///< stow; empty: the system's
  int patience_s = 60;
};

/// Everything `osteosign serve` is told by its configuration file.
struct ServiceSettings {
  std::filesystem::path folder;
  int stop_s = 20;
  ReceiveSettings receive;
  CompleteSettings complete;
  WorkerSettings worker;
  SendSettings send;
  DiskSettings disk;
  StatusSettings status;
  std::vector<NodeSettings> nodes;
};

/// Strict JSON with comments, as parameter files: unknown or repeated keys, wrong types and numbers out of
/// range throw UsageError with the full path of the key; InputError when the file cannot be read.
ServiceSettings read_service_settings(const std::filesystem::path& file);
ServiceSettings parse_service_settings(const std::string& text, const std::string& origin);
/// The template of `osteosign serve --print-config`: every key with its meaning, range and default.
std::string service_settings_template();

}  // namespace osteosign
