#include "pipeline/tables/measured_rows.h"

#include <fmt/format.h>

#include <algorithm>

namespace osteosign {
namespace {

using Json = nlohmann::ordered_json;

std::string unit_suffix(Unit unit) {
  switch (unit) {
    case Unit::degree:
      return "_deg";
    case Unit::hu:
      return "_hu";
    case Unit::day:
      return "_days";
    case Unit::pixel:
      return "_pixels";
    case Unit::pixel2:
      return "_pixels";
    case Unit::mm:
    case Unit::mm2:
    case Unit::mm3:
      return "_" + std::string(ucum(unit));
    case Unit::one:
    case Unit::count:
    case Unit::fraction:
      return "";
  }
  return "";
}

std::string defined_on(const MeasurementDescription& about, const std::string& image) {
  return fmt::format("{}: {} ({})", image, about.definition, about.reference);
}

}  // namespace

std::string measurement_column(const MeasurementDescription& about) {
  const std::string suffix = unit_suffix(about.unit);
  return about.name.ends_with(suffix) ? std::string(about.name) : std::string(about.name) + suffix;
}

void add_measurement_columns(const std::vector<MeasurementDescription>& described, const std::string& image,
                             Table& table) {
  for (const MeasurementDescription& about : described) {
    const std::string name = measurement_column(about);
    const auto there = std::ranges::find(table.columns, name, &TableColumn::name);
    if (there == table.columns.end())
      table.columns.push_back({name, CellType::number, std::string(ucum(about.unit)),
                               defined_on(about, image),
                               fmt::format("{}; reason in `measurements`", about.unknown_when)});
    else
      there->definition += "; " + defined_on(about, image);
  }
}

Table measurements_table() {
  return {
      "measurements",
      "one row for each measurement of each lesion and each vertebra",
      {{"study", CellType::text, "", "Key of the study", ""},
       {"subject_kind", CellType::text, "", "lesion or vertebra", ""},
       {"subject", CellType::text, "", "`subject` of the table `lesions` or `vertebrae`", ""},
       {"measurement", CellType::text, "", "Name of the measurement, as in result.json", ""},
       {"value", CellType::number, "", "The value, in `unit`", "it is unknown"},
       {"unit", CellType::text, "", "Unit (UCUM)", "the value is unknown"},
       {"sd", CellType::number, "", "Standard deviation of the value, in `unit`", "none could be estimated"},
       {"method", CellType::text, "", "How it was measured",
        "nothing is to be told, or the value is unknown"},
       {"unknown_reason", CellType::text, "", "Why the value is unknown", "it is known"}}};
}

void add_measurements(const MeasuredSubject& subject, const Json& measurements,
                      const std::vector<MeasurementDescription>& described, TableRow& row,
                      CohortTables& tables) {
  if (!measurements.is_object()) return;
  for (const auto& [name, found] : measurements.items()) {
    const Json& value = member(found, "value");
    TableRow(tables, tables.measurements, subject.study, "")
        .set_cell("subject_kind", subject.kind)
        .set_cell("subject", subject.subject)
        .set_cell("measurement", name)
        .set("value", value)
        .set("unit", member(found, "unit"))
        .set("sd", member(found, "sd"))
        .set("method", member(found, "method"))
        .set_cell("unknown_reason", text_member(found, "unknown"))
        .add();
    const auto about = std::ranges::find(described, std::string_view(name), &MeasurementDescription::name);
    if (about != described.end() && text_member(found, "unit") == ucum(about->unit))
      row.set(measurement_column(*about), value);
  }
}

}  // namespace osteosign
