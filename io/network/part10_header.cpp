#include "io/network/part10_header.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dcuid.h>

#include <cstdint>

namespace osteosign {
namespace {

void append_number(std::string& bytes, std::uint32_t number, int width) {
  for (int byte = 0; byte < width; ++byte) bytes += static_cast<char>((number >> (8 * byte)) & 0xFFU);
}

// Explicit VR little endian, a value of a short form.
void append_element(std::string& bytes, std::uint32_t element, const char* representation, std::string value,
                    char padding) {
  if (value.size() % 2 != 0) value += padding;
  append_number(bytes, 0x0002, 2);
  append_number(bytes, element, 2);
  bytes += representation;
  append_number(bytes, static_cast<std::uint32_t>(value.size()), 2);
  bytes += value;
}

}  // namespace

std::string part10_header(const ReceivedIdentity& identity) {
  std::string elements;
  append_number(elements, 0x0002, 2);
  append_number(elements, 0x0001, 2);
  elements += std::string("OB\0\0", 4);
  append_number(elements, 2, 4);
  elements += std::string("\0\1", 2);
  append_element(elements, 0x0002, "UI", identity.sop_class_uid, '\0');
  append_element(elements, 0x0003, "UI", identity.sop_instance_uid, '\0');
  append_element(elements, 0x0010, "UI", identity.transfer_syntax_uid, '\0');
  append_element(elements, 0x0012, "UI", OFFIS_IMPLEMENTATION_CLASS_UID, '\0');
  append_element(elements, 0x0016, "AE", identity.sending_title, ' ');

  std::string header(128, '\0');
  header += "DICM";
  std::string length;
  append_number(length, static_cast<std::uint32_t>(elements.size()), 4);
  append_element(header, 0x0000, "UL", length, '\0');
  return header + elements;
}

}  // namespace osteosign
