#pragma once
#include <string>
#include <string_view>

namespace osteosign {

/// Whether a byte begins a letter of a UTF-8 text.
inline bool begins_letter(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }

/// The first letters of a UTF-8 text, never a part of one: DICOM limits texts by letters, not by bytes.
inline std::string first_letters(std::string_view text, std::size_t most) {
  std::size_t letters = 0, end = 0;
  while (end < text.size() && (!begins_letter(text[end]) || letters < most))
    letters += begins_letter(text[end++]) ? 1 : 0;
  return std::string(text.substr(0, end));
}

}  // namespace osteosign
