#pragma once
#include <string_view>

#include "io/values/quantity.h"

namespace osteosign {

namespace described_detail {
// Reached only when a description is wrong; not being constexpr, it stops the compilation there.
inline void description_must_not_be_empty() {}
inline void lowest_must_be_below_highest() {}
}  // namespace described_detail

/// The one place where a parameter is described. The strict reader, the template of `osteosign parameters`,
/// the documentation table and the provenance block are all printed from it. An empty meaning or unit does
/// not compile.
struct ParameterDescription {
  std::string_view name;     ///< with its unit: `smoothing_mm`
  std::string_view meaning;  ///< a sentence
  std::string_view source;   ///< paper, standard, or "chosen on the development data"
  double lowest;
  double highest;

  consteval ParameterDescription(std::string_view name_, std::string_view meaning_, std::string_view source_,
                                 double lowest_, double highest_)
      : name(name_), meaning(meaning_), source(source_), lowest(lowest_), highest(highest_) {
    if (name.empty() || meaning.empty() || source.empty()) described_detail::description_must_not_be_empty();
    if (!(lowest < highest)) described_detail::lowest_must_be_below_highest();
  }
};

/// The one place where a measurement is described: result.json, its schema, the report, and the generated
/// table of features/README.md are printed from it.
struct MeasurementDescription {
  std::string_view name;  ///< key in result.json, without the unit
  std::string_view definition;
  Unit unit;
  std::string_view unknown_when;
  std::string_view reference;
  std::string_view file;  ///< the header that measures it

  consteval MeasurementDescription(std::string_view name_, std::string_view definition_, Unit unit_,
                                   std::string_view unknown_when_, std::string_view reference_,
                                   std::string_view file_)
      : name(name_),
        definition(definition_),
        unit(unit_),
        unknown_when(unknown_when_),
        reference(reference_),
        file(file_) {
    if (name.empty() || definition.empty() || unknown_when.empty() || reference.empty() || file.empty())
      described_detail::description_must_not_be_empty();
  }
};

}  // namespace osteosign
