#include <fmt/format.h>
#include <fmt/ranges.h>

#include "pipeline/service/describe_service.h"

namespace osteosign {
namespace {

struct TemplateLine {
  std::string comment;
  std::string setting;
  bool in_force = true;  ///< false: a text without a default, shown as a comment
};

/// Collects each setting with its description.
struct GroupLines {
  std::vector<TemplateLine>& lines;
  void operator()(const ParameterDescription& about, int value) {
    lines.push_back({fmt::format("{}. Source: {}. From {} to {}.", about.meaning, about.source, about.lowest,
                                 about.highest),
                     fmt::format("\"{}\": {}", about.name, value)});
  }
  void operator()(const TextDescription& about, const std::string& value) {
    lines.push_back({fmt::format("{}.", about.meaning),
                     fmt::format("\"{}\": \"{}\"", about.name, value.empty() ? "..." : value),
                     !value.empty()});
  }
  void operator()(const TextDescription& about, const std::vector<std::string>& value) {
    lines.push_back({fmt::format("{}.", about.meaning),
                     fmt::format("\"{}\": [\"{}\"]", about.name, fmt::join(value, "\", \""))});
  }
};

// JSON has no comma behind the last of an object.
std::string group_text(const std::vector<TemplateLine>& lines) {
  std::size_t last = 0;
  for (std::size_t each = 0; each < lines.size(); ++each)
    if (lines[each].in_force) last = each;
  std::string text;
  for (std::size_t each = 0; each < lines.size(); ++each)
    text += fmt::format("    // {}\n    {}{}{}\n", lines[each].comment, lines[each].in_force ? "" : "// ",
                        lines[each].setting, lines[each].in_force && each < last ? "," : "");
  return text;
}

constexpr std::string_view nodes_text =
    R"(  // Where results are sent: every *.dcm of a result. "protocol" is "dicom" (host, port, title; where needed
  // calling_title, tls_certificate, tls_private_key, tls_trusted, patience_s) or "stow" (server, path; where needed
  // authorization_file with the value of that header, trusted, patience_s).
  "nodes": [
    // {"name": "web", "protocol": "stow", "server": "https://127.0.0.1:8443", "path": "/dicom-web/studies"},
    {"name": "pacs", "protocol": "dicom", "host": "127.0.0.1", "port": 4242, "title": "ORTHANC"}
  ]
}
)";

}  // namespace

std::string service_settings_template() {
  ServiceSettings settings;
  settings.receive.calling_titles = {"ORTHANC"};
  std::string text = fmt::format(
      "// Settings of `osteosign serve`. Only folder and receive.calling_titles are needed; the rest shows "
      "its "
      "default.\n{{\n  // Everything that the service keeps: images, results, its queue. On one disk.\n"
      "  \"folder\": \"/var/lib/osteosign\",\n"
      "  // Seconds that a stop leaves to what is in hand; longer analyses begin anew at the next start. "
      "From 0 to "
      "3600.\n  \"stop_s\": {},\n",
      settings.stop_s);
  describe_groups(settings, [&](std::string_view group, std::string_view meaning, auto& members) {
    std::vector<TemplateLine> lines;
    describe(members, GroupLines{lines});
    text += fmt::format("  // {}\n  \"{}\": {{\n{}  }},\n", meaning, group, group_text(lines));
  });
  return text + std::string(nodes_text);
}

}  // namespace osteosign
