#pragma once
#include <optional>
#include <string>
#include <vector>

class DcmItem;
class DcmTagKey;

namespace osteosign {

/// "ImagePositionPatient (0020,0032)": how a message names an attribute.
std::string name_of(const DcmTagKey& tag);

/// All values of an attribute of this item (not of its sequences) joined by backslashes, without padding;
/// empty when it is absent or empty.
std::string text_of(DcmItem& item, const DcmTagKey& tag);

/// The same, turned from the item's Specific Character Set (0008,0005) to UTF-8; letters that cannot be
/// turned become '?'.
std::string utf8_text_of(DcmItem& item, const DcmTagKey& tag);

/// The values as numbers, for any numeric or numeric-string representation; empty when the attribute is
/// absent, empty or when one of its values is no finite number.
std::vector<double> numbers_of(DcmItem& item, const DcmTagKey& tag);

/// The first of the numbers.
std::optional<double> number_of(DcmItem& item, const DcmTagKey& tag);

/// The first of the numbers when it is a whole one that an int can hold.
std::optional<int> whole_number_of(DcmItem& item, const DcmTagKey& tag);

/// "is absent", "is empty" or "is 'VALUE'": the end of a message about an attribute that cannot be used.
std::string state_of(DcmItem& item, const DcmTagKey& tag);

}  // namespace osteosign
