#include "io/dicom/put_attributes.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dctk.h>
#include <fmt/format.h>

#include <cmath>

#include "io/dicom/attribute_values.h"
#include "io/values/errors.h"

namespace osteosign {
namespace {

void require(const OFCondition& done, const DcmTagKey& tag) {
  if (done.bad()) throw InternalError(fmt::format("{} cannot be written: {}", name_of(tag), done.text()));
}

}  // namespace

void put(DcmItem& item, const DcmTagKey& tag, const std::string& value) {
  require(item.putAndInsertOFStringArray(tag, OFString(value.c_str(), value.size())), tag);
}

void put(DcmItem& item, const DcmTagKey& tag, const char* value) { put(item, tag, std::string(value)); }

void put(DcmItem& item, const DcmTagKey& tag, unsigned short value) {
  require(item.putAndInsertUint16(tag, value), tag);
}

void put(DcmItem& item, const DcmTagKey& tag, const std::vector<std::uint16_t>& values) {
  require(item.putAndInsertUint16Array(tag, values.data(), values.size()), tag);
}

void put(DcmItem& item, const DcmTagKey& tag, const std::vector<std::uint32_t>& values) {
  require(item.putAndInsertUint32Array(tag, values.data(), values.size()), tag);
}

void put(DcmItem& item, const DcmTagKey& tag, const DcmTagKey& value) {
  require(item.putAndInsertTagKey(tag, value), tag);
}

void put(DcmItem& item, const DcmTagKey& tag, std::vector<std::uint8_t> bytes) {
  if (bytes.size() % 2 != 0) bytes.push_back(0);
  require(item.putAndInsertUint8Array(tag, bytes.data(), static_cast<unsigned long>(bytes.size())), tag);
}

void put_if_told(DcmItem& item, const DcmTagKey& tag, const std::string& value) {
  if (!value.empty()) put(item, tag, value);
}

DcmItem& new_item(DcmItem& item, const DcmTagKey& sequence) {
  DcmItem* added = nullptr;
  constexpr long at_the_end = -2;
  require(item.findOrCreateSequenceItem(sequence, added, at_the_end), sequence);
  return *added;
}

DcmItem& put_code(DcmItem& item, const DcmTagKey& sequence, const CodedName& code) {
  constexpr std::size_t longest_code_value = 16;
  DcmItem& coded = new_item(item, sequence);
  if (code.value.size() > longest_code_value)
    throw InternalError("code value longer than 16 characters: " + code.value);
  put(coded, DCM_CodeValue, code.value);
  put(coded, DCM_CodingSchemeDesignator, code.scheme);
  put(coded, DCM_CodeMeaning, code.meaning);
  return coded;
}

std::string decimal_string(double number) {
  constexpr std::size_t longest = 16;
  constexpr int most_digits = 17;
  if (!std::isfinite(number)) throw InternalError("a number that is not finite was to be written to DICOM");
  if (number == 0) return "0";
  for (int digits = most_digits; digits > 0; --digits)
    if (const std::string text = fmt::format("{:.{}g}", number, digits); text.size() <= longest) return text;
  throw InternalError("no decimal of 16 characters for a number");
}

}  // namespace osteosign
