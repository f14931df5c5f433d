#include "pipeline/tables/cohort_tables.h"

#include <gmock/gmock.h>

#include <set>

#include "pipeline/result/result_json.h"
#include "tests/pipeline/result/sample_result.h"

namespace osteosign {
namespace {

using testing::HasSubstr;

/// The text of a cell of the first row where `key_column` says `key`; "no such row" when there is none.
std::string cell_of(const Table& table, const std::string& key_column, const std::string& key,
                    const std::string& column) {
  for (const std::vector<Cell>& row : table.rows)
    if (cell_text(row[column_place(table, key_column)]) == key)
      return cell_text(row[column_place(table, column)]);
  return "no such row";
}

CohortTables sample_tables() {
  return cohort_tables({record_of_result(result_json(sample_result()), "ct_sample")});
}

TEST(CohortTables, AStudyHasARowWithWhatItCameTo) {
  const CohortTables tables = sample_tables();
  ASSERT_EQ(tables.studies.rows.size(), 1U);
  EXPECT_EQ(cell_of(tables.studies, "study_instance_uid", "1.2.3", "study_date"), "2024-01-31");
  EXPECT_EQ(cell_of(tables.studies, "study_instance_uid", "1.2.3", "modalities"), "CT; DX");
  EXPECT_EQ(cell_of(tables.studies, "study_instance_uid", "1.2.3", "lesions"), "2");
  EXPECT_EQ(cell_of(tables.studies, "study_instance_uid", "1.2.3", "vertebrae"), "3");
  EXPECT_EQ(cell_of(tables.studies, "study_instance_uid", "1.2.3", "refused_files"), "1");
  EXPECT_EQ(cell_of(tables.refused_files, "file", "broken.dcm", "reason"), "Rows (0028,0010) is 0");
}

TEST(CohortTables, ALesionAndAVertebraHaveTheirMeasurementsUnderNamesWithUnits) {
  const CohortTables tables = sample_tables();
  ASSERT_EQ(tables.lesions.rows.size(), 2U);
  EXPECT_EQ(cell_of(tables.lesions, "subject", "lesion 1", "volume_mm3"), "1234.57");
  EXPECT_EQ(cell_of(tables.lesions, "subject", "lesion 1", "longest_diameter_mm"), "20.5");
  EXPECT_EQ(cell_of(tables.lesions, "subject", "lesion 2", "volume_mm3"), "");
  EXPECT_EQ(cell_of(tables.vertebrae, "subject", "L1", "anterior_height_mm"), "14.25");
  EXPECT_EQ(cell_of(tables.vertebrae, "subject", "L1", "cut_by_border"), "false");
  EXPECT_EQ(cell_of(tables.vertebrae, "subject", "T12", "label"), "32");
}

TEST(CohortTables, AnUnknownMeasurementIsEmptyAndItsReasonStandsInTheLongTable) {
  const CohortTables tables = sample_tables();
  EXPECT_EQ(cell_of(tables.vertebrae, "subject", "L1", "canal_narrowing"), "");
  std::string reason;
  for (const std::vector<Cell>& row : tables.measurements.rows)
    if (cell_text(row[2]) == "L1" && cell_text(row[3]) == "canal_narrowing")
      reason = cell_text(row[column_place(tables.measurements, "unknown_reason")]);
  EXPECT_EQ(reason, "no intact neighbour has a canal");
}

TEST(CohortTables, EveryOtherEmptyCellOfAnUnknownHasItsReasonInUnknowns) {
  const CohortTables tables = sample_tables();
  EXPECT_EQ(cell_of(tables.series, "series_instance_uid", "1.2.3.5", "view"), "");
  EXPECT_EQ(cell_of(tables.unknowns, "column", "view", "reason"), "a CT series is not one view");
}

TEST(CohortTables, ARefusedAFailedAndAPendingStudyHaveRowsWithReasons) {
  StudyRecord refused = record_of_result(result_json(refused_result()), "other_a");
  refused.study = "s1";
  StudyRecord failed;
  failed.study = "s2";
  failed.folder = "ct_s2";
  failed.problem = "was ended by signal 11";
  StudyRecord pending;
  pending.study = "s3";
  const CohortTables tables = cohort_tables({refused, failed, pending});
  ASSERT_EQ(tables.studies.rows.size(), 3U);
  EXPECT_EQ(cell_of(tables.studies, "study", "s1", "status"), "refused");
  EXPECT_NE(cell_of(tables.studies, "study", "s1", "reason"), "");
  EXPECT_EQ(cell_of(tables.studies, "study", "s1", "lesions"), "") << "nothing was counted";
  EXPECT_EQ(cell_of(tables.studies, "study", "s2", "status"), "failed");
  EXPECT_EQ(cell_of(tables.studies, "study", "s2", "reason"), "was ended by signal 11");
  EXPECT_EQ(cell_of(tables.studies, "study", "s3", "status"), "pending");
}

TEST(CohortTables, RowsAreInTheSameOrderWhateverTheOrderOfTheStudies) {
  StudyRecord one = record_of_result(result_json(sample_result()), "a"), other = one;
  one.study = "s1";
  other.study = "s2";
  CohortTables forward = cohort_tables({one, other}), backward = cohort_tables({other, one});
  for (std::size_t each = 0; each < forward.all().size(); ++each)
    EXPECT_EQ(forward.all()[each]->rows, backward.all()[each]->rows) << forward.all()[each]->name;
}

TEST(CohortTables, NoTableHasAColumnTwiceAndEveryColumnIsDefined) {
  CohortTables tables;
  for (const Table* const table : tables.all()) {
    std::set<std::string> names;
    for (const TableColumn& column : table->columns) {
      EXPECT_TRUE(names.insert(column.name).second) << table->name << "." << column.name;
      EXPECT_NE(column.definition, "") << table->name << "." << column.name;
    }
  }
}

TEST(CohortTables, AResultOfAnotherVersionThatLacksPartsIsNoError) {
  const auto json = nlohmann::ordered_json::parse(R"({"status": "analyzed", "lesions": [{"id": 7}]})");
  const CohortTables tables = cohort_tables({record_of_result(json, "x")});
  EXPECT_EQ(cell_of(tables.lesions, "subject", "lesion 7", "volume_mm3"), "");
  EXPECT_EQ(cell_of(tables.studies, "folder", "x", "status"), "analyzed");
}

}  // namespace
}  // namespace osteosign
