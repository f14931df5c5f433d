#pragma once
#include <string>
#include <vector>

#include "io/values/described.h"
#include "pipeline/result/schema_parts.h"

namespace osteosign {

/// Name of the definition of a quantity in one unit.
inline std::string quantity_definition(Unit unit) { return "quantity_in_" + std::string(ucum(unit)); }

/// Every described measurement, each in its one unit, and nothing else.
template <class Measurements>
ResultJson measurements_schema() {
  Measurements measured;
  std::vector<SchemaKey> keys;
  describe(measured, [&](const MeasurementDescription& about, const MeasuredQuantity&) {
    ResultJson schema = or_unknown_schema(reference_schema(quantity_definition(about.unit)));
    schema["description"] = about.definition;
    keys.push_back({about.name, std::move(schema)});
  });
  return object_schema(keys);
}

}  // namespace osteosign
