#include "io/dicom/attribute_values.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dcspchrs.h>
#include <dcmtk/dcmdata/dctk.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace osteosign {
namespace {

std::string trimmed(const std::string& text) {
  const auto is_padding = [](char c) { return c == ' ' || c == '\0'; };
  const auto first = std::find_if_not(text.begin(), text.end(), is_padding);
  const auto last = std::find_if_not(text.rbegin(), text.rend(), is_padding).base();
  return first < last ? std::string(first, last) : std::string{};
}

std::string without_foreign_letters(std::string text) {
  for (char& letter : text)
    if (static_cast<unsigned char>(letter) >= 0x80 || static_cast<unsigned char>(letter) < 0x20) letter = '?';
  return text;
}

bool is_plain_ascii(const std::string& text) {
  return std::all_of(text.begin(), text.end(), [](char letter) {
    return static_cast<unsigned char>(letter) < 0x80 && static_cast<unsigned char>(letter) >= 0x20;
  });
}

/// Specific Character Set stands in the main data set, which items of sequences inherit.
std::string character_set_of(DcmItem& item) {
  OFString character_set;
  item.findAndGetOFStringArray(DCM_SpecificCharacterSet, character_set);
  return character_set.c_str();
}

}  // namespace

std::string name_of(const DcmTagKey& key) {
  DcmTag tag(key);
  return fmt::format("{} ({:04X},{:04X})", tag.getTagName(), key.getGroup(), key.getElement());
}

std::string text_of(DcmItem& item, const DcmTagKey& tag) {
  OFString text;
  if (item.findAndGetOFStringArray(tag, text).bad()) return {};
  return trimmed(std::string(text.c_str(), text.length()));
}

std::string utf8_text_of(DcmItem& item, const DcmTagKey& tag) {
  const std::string text = text_of(item, tag);
  if (is_plain_ascii(text)) return text;
  // Escape sequences of ISO 2022 end at these delimiters (PS3.5 6.1.2.5.3).
  const char* const delimiters = DcmTag(tag).getEVR() == EVR_PN ? "\\^=" : "\\";
  DcmSpecificCharacterSet converter;
  OFString converted;
  const bool turned =
      converter.selectCharacterSet(character_set_of(item).c_str()).good() &&
      converter.convertString(OFString(text.c_str(), text.size()), converted, delimiters).good();
  return turned ? std::string(converted.c_str(), converted.length()) : without_foreign_letters(text);
}

std::vector<double> numbers_of(DcmItem& item, const DcmTagKey& tag) {
  DcmElement* element = nullptr;
  if (item.findAndGetElement(tag, element).bad() || element == nullptr) return {};
  std::vector<double> numbers;
  for (unsigned long position = 0; position < element->getVM(); ++position) {
    OFString text;
    bool is_number = element->getOFString(text, position).good();
    const double number = OFStandard::atof(trimmed(text.c_str()).c_str(), &is_number);
    if (!is_number || !std::isfinite(number)) return {};
    numbers.push_back(number);
  }
  return numbers;
}

std::optional<double> number_of(DcmItem& item, const DcmTagKey& tag) {
  const std::vector<double> numbers = numbers_of(item, tag);
  return numbers.empty() ? std::nullopt : std::optional(numbers.front());
}

std::optional<int> whole_number_of(DcmItem& item, const DcmTagKey& tag) {
  const std::optional<double> number = number_of(item, tag);
  const bool fits =
      number && *number == std::floor(*number) && std::abs(*number) <= std::numeric_limits<int>::max();
  return fits ? std::optional(static_cast<int>(*number)) : std::nullopt;
}

std::string state_of(DcmItem& item, const DcmTagKey& tag) {
  if (!item.tagExists(tag)) return "is absent";
  const std::string text = text_of(item, tag);
  return text.empty() ? "is empty" : fmt::format("is '{}'", text);
}

}  // namespace osteosign
