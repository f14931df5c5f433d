#pragma once
#include <string>
#include <vector>

#include "io/values/described.h"
#include "pipeline/tables/cohort_tables.h"

namespace osteosign {

/// Name of the column of a measurement: its own and its unit (`volume_mm3`, `mean_hu`, `coronal_wedge_deg`).
std::string measurement_column(const MeasurementDescription& about);

/// Every description of `Measurements`, in their order.
template <class Measurements>
std::vector<MeasurementDescription> descriptions_of() {
  std::vector<MeasurementDescription> found;
  Measurements measured;
  describe(measured, [&](const MeasurementDescription& about, const auto&) { found.push_back(about); });
  return found;
}

/// One column for each; a measurement that the table has already (of CT, when those of radiographs follow)
/// gets both definitions in one column.
void add_measurement_columns(const std::vector<MeasurementDescription>& described, const std::string& image,
                             Table& table);

/// The measurements of a lesion or a vertebra: cells of its row, and a row of `measurements` for each.
struct MeasuredSubject {
  std::string study, kind, subject;
};
void add_measurements(const MeasuredSubject& subject, const nlohmann::ordered_json& measurements,
                      const std::vector<MeasurementDescription>& described, TableRow& row,
                      CohortTables& tables);

}  // namespace osteosign
