#include "io/files/label_names_file.h"

#include "io/files/strict_object.h"

namespace osteosign {

std::map<std::uint16_t, std::string> read_label_names(const std::filesystem::path& file) {
  StrictObject table = StrictObject::read(file);
  std::map<std::uint16_t, std::string> names;
  for (unsigned label = 1; label <= 65535; ++label)
    if (const auto name = table.text(std::to_string(label))) names[static_cast<std::uint16_t>(label)] = *name;
  table.refuse_other_keys();
  return names;
}

}  // namespace osteosign
