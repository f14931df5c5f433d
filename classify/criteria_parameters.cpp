#include "classify/criteria_parameters.h"

#include <optional>
#include <string>

namespace osteosign {

Threshold threshold(const CriteriaParameters& criteria, std::string_view name) {
  std::optional<Threshold> found;
  CriteriaParameters in_force = criteria;
  describe(in_force, [&](const ParameterDescription& description, double value) {
    if (description.name == name) found = Threshold{value, description.source};
  });
  if (!found) throw InternalError("there is no threshold \"" + std::string(name) + '"');
  return *found;
}

}  // namespace osteosign
