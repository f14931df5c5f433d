#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "io/values/coded_name.h"
#include "io/values/quantity.h"
#include "io/values/structured_report.h"

namespace osteosign {

/// Designator of the codes that no public terminology has.
inline constexpr std::string_view private_scheme = "99OSTEOSIGN";

/// The code of one of our words: a measurement, a criterion, "verdict:benign", "level:L3", "unit:mm". Those
/// that a public terminology has stand in pipeline/objects/codes.tsv with who verified them. Every other word
/// gets a private code, "OS" and eight hexadecimal digits of the SHA-256 of the word, so that a new
/// measurement has a code that never changes without anybody giving it out.
CodedName code_of(std::string_view word);
/// The code of the unit (UCUM).
CodedName code_of(Unit unit);
/// The public code, or nothing when there is none.
std::optional<CodedName> public_code_of(std::string_view word);

/// A row of codes.tsv.
struct PublicCode {
  std::string word;
  CodedName code;
  std::string verified_by;
};
std::vector<PublicCode> all_public_codes();

/// The terminologies in use, with our own.
std::vector<CodingScheme> coding_schemes();

}  // namespace osteosign
