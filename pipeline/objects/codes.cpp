#include "pipeline/objects/codes.h"

#include <algorithm>
#include <array>
#include <map>

#include "io/files/derived_uid.h"
#include "io/files/sha256.h"
#include "io/values/errors.h"
#include "pipeline/objects/codes_table.h"

namespace osteosign {
namespace {

using Columns = std::array<std::string, 6>;  // id, scheme, code, meaning, French meaning, verified by

std::vector<Columns> rows_of_table() {
  std::vector<Columns> rows;
  std::string_view rest = codes_table;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    std::string_view line = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (line.empty() || line.front() == '#') continue;
    Columns columns;
    for (std::string& column : columns) {
      const std::size_t tab = std::min(line.find('\t'), line.size());
      column = std::string(line.substr(0, tab));
      line.remove_prefix(std::min(tab + 1, line.size()));
    }
    if (columns[3].empty() || columns[5].empty())
      throw InternalError("a row of codes.tsv is not whole: " + columns[0]);
    rows.push_back(columns);
  }
  return rows;
}

const std::map<std::string, CodedName, std::less<>>& public_codes() {
  static const auto codes = [] {
    std::map<std::string, CodedName, std::less<>> by_word;
    for (const Columns& row : rows_of_table()) by_word[row[0]] = {row[1], row[2], row[3]};
    return by_word;
  }();
  return codes;
}

/// "L3 vertebra" of "level:L3", "longest diameter" of "longest_diameter".
std::string meaning_of(std::string_view word) {
  const std::size_t colon = word.find(':');
  std::string meaning(colon == std::string_view::npos ? word : word.substr(colon + 1));
  std::ranges::replace(meaning, '_', ' ');
  constexpr std::size_t longest_meaning = 64;
  return meaning.substr(0, longest_meaning);
}

}  // namespace

std::vector<PublicCode> all_public_codes() {
  std::vector<PublicCode> codes;
  for (const Columns& row : rows_of_table()) codes.push_back({row[0], {row[1], row[2], row[3]}, row[5]});
  return codes;
}

std::optional<CodedName> public_code_of(std::string_view word) {
  const auto found = public_codes().find(word);
  if (found == public_codes().end()) return std::nullopt;
  return found->second;
}

CodedName code_of(std::string_view word) {
  if (const std::optional<CodedName> known = public_code_of(word)) return *known;
  constexpr std::size_t digits = 8;
  return {std::string(private_scheme), "OS" + sha256_of_text(std::string(word)).substr(0, digits),
          meaning_of(word)};
}

CodedName code_of(Unit unit) {
  const std::string word = "unit:" + std::string(ucum(unit));
  if (const std::optional<CodedName> known = public_code_of(word)) return *known;
  throw InternalError("a unit without a code: " + word);
}

std::vector<CodingScheme> coding_schemes() {
  return {{"DCM", "1.2.840.10008.2.16.4", "DICOM Controlled Terminology"},
          {"SCT", "2.16.840.1.113883.6.96", "SNOMED CT"},
          {"UCUM", "2.16.840.1.113883.6.8", "Unified Code for Units of Measure"},
          {"LN", "2.16.840.1.113883.6.1", "LOINC"},
          {std::string(private_scheme), derived_uid({"coding scheme", std::string(private_scheme)}),
           "Codes of osteosign"}};
}

}  // namespace osteosign
