#include "io/dicom/attribute_values.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dcspchrs.h>
#include <dcmtk/dcmdata/dctk.h>
#include <fmt/format.h>
#include <iconv.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <sstream>

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
  for (DcmObject* at = &item; at != nullptr; at = at->getParent()) {
    auto* const holder = dynamic_cast<DcmItem*>(at);
    OFString character_set;
    if (holder != nullptr && holder->findAndGetOFStringArray(DCM_SpecificCharacterSet, character_set).good())
      return character_set.c_str();
  }
  return {};
}

/// ISO 2022 with the Japanese sets, which DCMTK's converter does not have on Debian: escape sequences as
/// ISO-2022-JP knows them, and half-width katakana (JIS X 0201) above them. Empty when it is neither.
std::string utf8_of_japanese(const std::string& text) {
  constexpr unsigned char first_katakana = 0xA1, last_katakana = 0xDF;
  constexpr unsigned int first_in_unicode = 0xFF61;
  std::string result, escaped;
  const auto take_escaped = [&] {
    if (escaped.empty()) return true;
    const iconv_t converter = iconv_open("UTF-8", "ISO-2022-JP-2");
    if (converter == iconv_t(-1)) return false;
    std::string converted(6 * escaped.size() + 16, '\0');
    char *from = escaped.data(), *to = converted.data();
    std::size_t left = escaped.size(), room = converted.size();
    const bool whole = iconv(converter, &from, &left, &to, &room) != std::size_t(-1);
    iconv_close(converter);
    result.append(converted, 0, converted.size() - room);
    escaped.clear();
    return whole;
  };
  for (const char letter : text) {
    const auto code = static_cast<unsigned char>(letter);
    if (code < 0x80) {
      escaped += letter;
      continue;
    }
    if (code < first_katakana || code > last_katakana || !take_escaped()) return {};
    const unsigned int katakana = first_in_unicode + code - first_katakana;
    result += static_cast<char>(0xE0 | katakana >> 12);
    result += static_cast<char>(0x80 | (katakana >> 6 & 0x3F));
    result += static_cast<char>(0x80 | (katakana & 0x3F));
  }
  return take_escaped() ? result : std::string{};
}

bool is_japanese(const std::string& character_set) {
  std::istringstream terms(character_set);
  for (std::string term; std::getline(terms, term, '\\');)
    for (const char* japanese : {"ISO_IR 13", "ISO 2022 IR 13", "ISO 2022 IR 87", "ISO 2022 IR 159"})
      if (trimmed(term) == japanese) return true;
  return false;
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
  if (is_japanese(character_set_of(item)))
    if (std::string japanese = utf8_of_japanese(text); !japanese.empty()) return japanese;
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
