#pragma once
#include <string>

#include "io/values/described.h"
#include "pipeline/result/json_values.h"

namespace osteosign {

/// Every described measurement of a lesion or a vertebra by its name.
template <class Measurements>
ResultJson measurements_json(Measurements measured) {
  ResultJson json = ResultJson::object();
  describe(measured, [&](const MeasurementDescription& about, const MeasuredQuantity& quantity) {
    json[std::string(about.name)] = quantity_json(quantity);
  });
  return json;
}

}  // namespace osteosign
