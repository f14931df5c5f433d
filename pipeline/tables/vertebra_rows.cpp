#include "features/values/vertebra_measurements.h"
#include "pipeline/tables/cohort_tables.h"
#include "pipeline/tables/measured_rows.h"

namespace osteosign {

using Json = nlohmann::ordered_json;

Table vertebrae_table() {
  const std::string unknown = "reason in `unknowns`";
  Table table{"vertebrae",
              "one row for each vertebra",
              {{"study", CellType::text, "", "Key of the study", ""},
               {"subject", CellType::text, "",
                "Key of the vertebra in its study: its level as the report shows it", ""},
               {"series_instance_uid", CellType::text, "", "Series it was measured on", unknown},
               {"label", CellType::whole, "", "Number in the label map that was used", ""},
               {"level", CellType::text, "", "Level, C1 to L6", unknown},
               {"level_certainty", CellType::number, "1", "Probability of the level", ""},
               {"level_source", CellType::text, "", "What tells the level", unknown},
               {"centre_x_mm", CellType::number, "mm", "Centre, patient space (LPS)", ""},
               {"centre_y_mm", CellType::number, "mm", "Centre, patient space (LPS)", ""},
               {"centre_z_mm", CellType::number, "mm", "Centre, patient space (LPS)", ""},
               {"cut_by_border", CellType::truth, "", "The border of the volume cuts the vertebra", ""},
               {"genant_grade", CellType::whole, "", "Genant grade, 0 to 3", unknown},
               {"genant_type", CellType::text, "", "Genant type: wedge, biconcave or crush", unknown},
               {"sins_lowest", CellType::whole, "", "Lowest SINS that the known parts allow", unknown},
               {"sins_highest", CellType::whole, "", "Highest SINS that the known parts allow", unknown}}};
  add_measurement_columns(descriptions_of<VertebraMeasurements>(), "CT", table);
  return table;
}

void add_vertebra_rows(const StudyRecord& record, CohortTables& tables) {
  static const std::vector<MeasurementDescription> described = descriptions_of<VertebraMeasurements>();
  for (const Json& vertebra : member(member(record.result, "spine"), "vertebrae")) {
    const std::string subject = text_member(vertebra, "level_shown");
    TableRow row(tables, tables.vertebrae, record.study, subject);
    row.set_cell("subject", subject);
    for (const char* name :
         {"series_instance_uid", "label", "level", "level_certainty", "level_source", "cut_by_border"})
      row.set(name, member(vertebra, name));
    const Json& centre = member(vertebra, "centre_mm");
    if (centre.is_array() && centre.size() == 3)
      row.set("centre_x_mm", centre[0]).set("centre_y_mm", centre[1]).set("centre_z_mm", centre[2]);
    const Json& genant = member(vertebra, "genant");
    const bool is_graded = genant.contains("grade");
    row.set("genant_grade", is_graded ? member(genant, "grade") : genant);
    row.set("genant_type", is_graded ? member(genant, "type") : genant);
    const Json& sins = member(vertebra, "sins");
    const bool is_scored = sins.contains("lowest");
    row.set("sins_lowest", is_scored ? member(sins, "lowest") : sins);
    row.set("sins_highest", is_scored ? member(sins, "highest") : sins);
    add_measurements({record.study, "vertebra", subject}, member(vertebra, "measurements"), described, row,
                     tables);
    row.add();
  }
}

}  // namespace osteosign
