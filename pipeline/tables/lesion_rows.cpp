#include <array>

#include "features/values/lesion_measurements.h"
#include "features/values/radiograph_lesion_measurements.h"
#include "pipeline/tables/cohort_tables.h"
#include "pipeline/tables/measured_rows.h"

namespace osteosign {
namespace {

using Json = nlohmann::ordered_json;

const std::vector<MeasurementDescription>& described_lesion() {
  static const std::vector<MeasurementDescription> both = [] {
    std::vector<MeasurementDescription> all = descriptions_of<CtLesionMeasurements>();
    for (const MeasurementDescription& about : descriptions_of<RadiographLesionMeasurements>())
      all.push_back(about);
    return all;
  }();
  return both;
}

void set_numbers(TableRow& row, const std::vector<std::string>& columns, const Json& numbers) {
  for (std::size_t each = 0; each < columns.size(); ++each)
    row.set(columns[each], numbers.is_array() && each < numbers.size() ? numbers[each] : Json());
}

}  // namespace

Table lesions_table() {
  const std::string unknown = "reason in `unknowns`", film = "the image is a radiograph",
                    ct = "the image is a CT";
  Table table{"lesions",
              "one row for each lesion",
              {{"study", CellType::text, "", "Key of the study", ""},
               {"subject", CellType::text, "", "Key of the lesion in its study: 'lesion' and its id", ""},
               {"series_instance_uid", CellType::text, "", "Series it was measured on", unknown},
               {"origin", CellType::text, "", "candidate (found by the search), seed, box or mask", ""},
               {"confidence", CellType::number, "1", "Confidence of the search", unknown},
               {"only_to_be_looked_at", CellType::text, "", "Why it decides nothing", "it counts"},
               {"bone", CellType::text, "", "Bone it lies in", unknown},
               {"level", CellType::text, "", "Vertebral level", unknown},
               {"part", CellType::text, "", "Part of the bone", unknown},
               {"side", CellType::text, "", "Side", unknown},
               {"position", CellType::text, "", "Place across the bone", unknown},
               {"centre_x_mm", CellType::number, "mm", "Centre, patient space (LPS)", film},
               {"centre_y_mm", CellType::number, "mm", "Centre, patient space (LPS)", film},
               {"centre_z_mm", CellType::number, "mm", "Centre, patient space (LPS)", film},
               {"centre_column", CellType::number, "{pixel}", "Centre, column of the image", ct},
               {"centre_row", CellType::number, "{pixel}", "Centre, row of the image", ct},
               {"density", CellType::text, "", "lytic, sclerotic or mixed", unknown},
               {"periosteal_pattern", CellType::text, "", "Pattern of the periosteal reaction", unknown},
               {"matrix", CellType::text, "", "Kind of matrix", unknown},
               {"malignant_findings", CellType::whole, "", "Findings with the verdict malignant", ""},
               {"benign_findings", CellType::whole, "", "Findings with the verdict benign", ""}}};
  add_measurement_columns(descriptions_of<CtLesionMeasurements>(), "CT", table);
  add_measurement_columns(descriptions_of<RadiographLesionMeasurements>(), "radiograph", table);
  return table;
}

void add_lesion_rows(const StudyRecord& record, CohortTables& tables) {
  for (const Json& lesion : member(record.result, "lesions")) {
    const std::string subject = subject_text(member(lesion, "id"));
    TableRow row(tables, tables.lesions, record.study, subject);
    row.set_cell("subject", subject);
    for (const char* name : {"series_instance_uid", "origin", "confidence", "density", "periosteal_pattern",
                             "matrix", "only_to_be_looked_at"})
      row.set(name, member(lesion, name));
    for (const char* name : {"bone", "level", "part", "side", "position"})
      row.set(name, member(member(lesion, "location"), name));
    set_numbers(row, {"centre_x_mm", "centre_y_mm", "centre_z_mm"}, member(lesion, "centre_mm"));
    set_numbers(row, {"centre_column", "centre_row"}, member(lesion, "centre_pixel"));
    for (const char* verdict : {"malignant", "benign"}) {
      std::int64_t count = 0;
      for (const Json& finding : member(lesion, "findings"))
        if (text_member(finding, "verdict") == verdict) ++count;
      row.set_cell(std::string(verdict) + "_findings", count);
    }
    add_measurements({record.study, "lesion", subject}, member(lesion, "measurements"), described_lesion(),
                     row, tables);
    row.add();
  }
}

}  // namespace osteosign
