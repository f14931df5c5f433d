#include "pipeline/service/service_settings.h"

#include <fmt/format.h>

#include <tuple>

#include "io/files/strict_object.h"
#include "io/values/errors.h"
#include "pipeline/run_command.h"
#include "pipeline/service/describe_service.h"

namespace osteosign {
namespace {

/// Takes the members of one group from the file where it has them.
struct GroupReader {
  StrictObject& given;
  void operator()(const ParameterDescription& description, int& member) {
    if (const auto value = given.whole_number(description.name, {description.lowest, description.highest}))
      member = *value;
  }
  void operator()(const TextDescription& description, std::string& member) {
    if (const auto value = given.text(description.name)) member = *value;
  }
  void operator()(const TextDescription& description, std::vector<std::string>& member) {
    if (const auto value = given.texts(description.name)) member = *value;
  }
};

std::string required(StrictObject& given, std::string_view key, const std::string& origin) {
  const auto value = given.text(key);
  if (!value) throw UsageError(fmt::format("{}: {} is missing", origin, key));
  return *value;
}

NodeSettings read_dicom_node(StrictObject& given, const std::string& origin) {
  NodeSettings node;
  node.protocol = NodeSettings::Protocol::dicom;
  node.host = required(given, "host", origin);
  node.port = given.whole_number("port", {1, 65535}).value_or(node.port);
  node.title = required(given, "title", origin);
  node.calling_title = given.text("calling_title").value_or("");
  if (const auto certificate = given.text("tls_certificate"))
    node.tls = TlsSettings{*certificate, required(given, "tls_private_key", origin),
                           required(given, "tls_trusted", origin)};
  return node;
}

NodeSettings read_stow_node(StrictObject& given, const std::string& origin) {
  NodeSettings node;
  node.protocol = NodeSettings::Protocol::stow;
  node.server = required(given, "server", origin);
  node.path = required(given, "path", origin);
  node.authorization_file = given.text("authorization_file").value_or("");
  node.trusted = given.text("trusted").value_or("");
  return node;
}

NodeSettings read_node(StrictObject given, const std::string& origin) {
  const std::string name = required(given, "name", origin);
  const std::string place = origin + ": node " + name;
  const auto protocol = given.one_of("protocol", {"dicom", "stow"});
  if (!protocol) throw UsageError(place + ": protocol is missing");
  NodeSettings node = *protocol == 0 ? read_dicom_node(given, place) : read_stow_node(given, place);
  node.name = name;
  node.patience_s = given.whole_number("patience_s", {1, 3600}).value_or(node.patience_s);
  given.refuse_other_keys();
  return node;
}

void check_reception(const ServiceSettings& settings, const std::string& origin) {
  std::vector<std::string> titles = settings.receive.calling_titles;
  titles.push_back(settings.receive.title);
  for (const std::string& title : titles)
    if (title.size() > 16)
      throw UsageError(fmt::format("{}: \"{}\" is longer than the 16 letters of an AE title", origin, title));
  if (settings.receive.calling_titles.empty())
    throw UsageError(origin + ": receive.calling_titles is empty: nobody could send anything");
  if (settings.receive.flush != "object" && settings.receive.flush != "study")
    throw UsageError(
        fmt::format("{}: receive.flush: \"{}\" is not one of object, study", origin, settings.receive.flush));
  const auto& [certificate, key, trusted] = std::tie(
      settings.receive.tls_certificate, settings.receive.tls_private_key, settings.receive.tls_trusted);
  if (certificate.empty() != key.empty() || certificate.empty() != trusted.empty())
    throw UsageError(
        origin +
        ": receive: tls_certificate, tls_private_key and tls_trusted go together: without one of "
        "them nothing would be encrypted");
}

void check_nodes(const ServiceSettings& settings, const std::string& origin) {
  for (std::size_t one = 0; one < settings.nodes.size(); ++one)
    for (std::size_t other = 0; other < one; ++other)
      if (settings.nodes[one].name == settings.nodes[other].name)
        throw UsageError(fmt::format("{}: two nodes are called {}", origin, settings.nodes[one].name));
}

ServiceSettings settings_of(StrictObject given, const std::string& origin) {
  ServiceSettings settings;
  settings.folder = required(given, "folder", origin);
  settings.stop_s = given.whole_number("stop_s", {0, 3600}).value_or(settings.stop_s);
  describe_groups(settings, [&](std::string_view group, std::string_view, auto& members) {
    auto group_given = given.object(group);
    if (!group_given) return;
    describe(members, GroupReader{*group_given});
    group_given->refuse_other_keys();
  });
  if (auto nodes = given.objects("nodes"))
    for (StrictObject& node : *nodes) settings.nodes.push_back(read_node(node, origin));
  given.refuse_other_keys();
  check_reception(settings, origin);
  check_nodes(settings, origin);
  if (!settings.worker.command.empty()) split_command(settings.worker.command);
  return settings;
}

}  // namespace

ServiceSettings read_service_settings(const std::filesystem::path& file) {
  return settings_of(StrictObject::read(file), file.string());
}

ServiceSettings parse_service_settings(const std::string& text, const std::string& origin) {
  return settings_of(StrictObject::parse(text, origin), origin);
}

}  // namespace osteosign
