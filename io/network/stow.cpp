#include "io/network/stow.h"

#include <fmt/format.h>
#include <httplib.h>

#include <fstream>
#include <iterator>

namespace osteosign {
namespace {

// Not found in DICOM files: their text elements hold no such line.
constexpr const char* boundary = "osteosign-7d3f1c52e9a84b06-part";

std::string request_body(const std::string& file_bytes) {
  return fmt::format("--{}\r\nContent-Type: application/dicom\r\n\r\n", boundary) + file_bytes +
         fmt::format("\r\n--{}--\r\n", boundary);
}

std::optional<std::string> send_one(httplib::Client& client, const std::filesystem::path& file,
                                    const StowNode& node) {
  const std::string name = file.filename().string();
  std::ifstream stream(file, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(stream), {}};
  if (bytes.empty()) return fmt::format("{}: cannot be read", name);
  const std::string type =
      fmt::format("multipart/related; type=\"application/dicom\"; boundary={}", boundary);
  httplib::Headers headers{{"Accept", "application/dicom+json"}};
  if (!node.authorization.empty()) headers.emplace("Authorization", node.authorization);
  const auto answer = client.Post(node.path, headers, request_body(bytes), type);
  if (!answer) return fmt::format("{}: {}", name, httplib::to_string(answer.error()));
  if (answer->status != 200) return fmt::format("{}: HTTP status {}", name, answer->status);
  return std::nullopt;
}

}  // namespace

std::optional<std::string> stow_instances(const std::vector<std::filesystem::path>& files,
                                          const StowNode& node) {
  httplib::Client client(node.server);
  if (!client.is_valid()) return fmt::format("{}: is not the address of a server", node.server);
  client.set_keep_alive(true);
  client.set_connection_timeout(node.patience);
  client.set_read_timeout(node.patience);
  client.set_write_timeout(node.patience);
  if (!node.trusted.empty()) client.set_ca_cert_path(node.trusted.c_str());
  for (const auto& file : files)
    if (auto failure = send_one(client, file, node)) return failure;
  return std::nullopt;
}

}  // namespace osteosign
