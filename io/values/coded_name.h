#pragma once
#include <string>

namespace osteosign {

/// A code of a terminology, as DICOM writes one: ("SCT", "36470004", "L3 vertebra").
struct CodedName {
  std::string scheme;
  std::string value;
  std::string meaning;
  friend bool operator==(const CodedName&, const CodedName&) = default;
};

}  // namespace osteosign
