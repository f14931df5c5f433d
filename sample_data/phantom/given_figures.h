#pragma once
#include <fmt/format.h>

#include <map>
#include <string>

#include "io/values/described.h"
#include "io/values/errors.h"
#include "sample_data/phantom/kinds.h"

namespace osteosign::phantom {

/// Figures given on the command line, by the name of their description, and the shape of the lesion's edge.
struct GivenFigures {
  std::map<std::string, double> figures;
  std::string lesion_edge;  ///< sharp, linear, gaussian, or empty
};

/// Puts given figures into a description. Throws UsageError naming figure and range.
template <class Description>
void apply(const GivenFigures& given, Description& description) {
  describe(description, [&](const ParameterDescription& parameter, auto& member) {
    const auto found = given.figures.find(std::string(parameter.name));
    if (found == given.figures.end()) return;
    const double value = found->second;
    if (!(value >= parameter.lowest && value <= parameter.highest))
      throw UsageError(fmt::format("{} is {}, but must be from {} to {}", parameter.name, value,
                                   parameter.lowest, parameter.highest));
    member = static_cast<std::remove_reference_t<decltype(member)>>(value);
    if (static_cast<double>(member) != value)
      throw UsageError(fmt::format("{} is {}, but must be a whole number", parameter.name, value));
  });
}

/// Changes a kind by what was given. Figures of a lesion go to its first one, which is made when there is
/// none.
void apply(const GivenFigures& given, Kind& kind);

}  // namespace osteosign::phantom
