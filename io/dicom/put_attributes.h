#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "io/values/coded_name.h"

class DcmItem;
class DcmTagKey;

namespace osteosign {

/// Writes one attribute; an empty text writes an empty attribute. A refusal of DCMTK is a bug of ours.
void put(DcmItem& item, const DcmTagKey& tag, const std::string& value);
void put(DcmItem& item, const DcmTagKey& tag, const char* value);
/// US values.
void put(DcmItem& item, const DcmTagKey& tag, unsigned short value);
void put(DcmItem& item, const DcmTagKey& tag, const std::vector<std::uint16_t>& values);
void put(DcmItem& item, const DcmTagKey& tag, const std::vector<std::uint32_t>& values);
/// AT value.
void put(DcmItem& item, const DcmTagKey& tag, const DcmTagKey& value);
/// OB values, with a zero behind an odd number of them.
void put(DcmItem& item, const DcmTagKey& tag, std::vector<std::uint8_t> bytes);
/// The same, but an empty text writes nothing.
void put_if_told(DcmItem& item, const DcmTagKey& tag, const std::string& value);
/// Appends an item to a sequence and returns it.
DcmItem& new_item(DcmItem& item, const DcmTagKey& sequence);
/// A sequence of one code; returns its item.
DcmItem& put_code(DcmItem& item, const DcmTagKey& sequence, const CodedName& code);

/// The number in at most 16 characters (PS3.5 DS), as exactly as they allow. A number that is not finite is a
/// bug.
std::string decimal_string(double number);

}  // namespace osteosign
