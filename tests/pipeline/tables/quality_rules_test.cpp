#include "pipeline/tables/quality_rules.h"

#include <gmock/gmock.h>

#include "pipeline/tables/level_sequence.h"

namespace osteosign {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

void add_vertebra(CohortTables& tables, const std::string& level, double z_mm) {
  TableRow(tables, tables.vertebrae, "s1", level)
      .set_cell("subject", level)
      .set_cell("series_instance_uid", std::string("1.2"))
      .set_cell("level", level)
      .set_cell("centre_x_mm", 0.0)
      .set_cell("centre_y_mm", 0.0)
      .set_cell("centre_z_mm", z_mm)
      .add();
}

/// Rule and subject of each mark.
std::vector<std::string> marks(CohortTables& tables) {
  add_quality_rows(tables);
  std::vector<std::string> found;
  for (const std::vector<Cell>& row : tables.quality.rows)
    found.push_back(cell_text(row[1]) + " " + cell_text(row[2]) + " " + cell_text(row[3]));
  return found;
}

TEST(QualityRules, ASpineInOrderIsNotMarkedT13AndL6Included) {
  CohortTables tables;
  double z = 400;
  for (const char* level : {"C7", "T1", "T2"}) add_vertebra(tables, level, z -= 20);
  EXPECT_THAT(marks(tables), IsEmpty());
  CohortTables rare;
  for (const char* level : {"T12", "T13", "L1", "L2", "L3", "L4", "L5", "L6"})
    add_vertebra(rare, level, z -= 30);
  EXPECT_THAT(marks(rare), IsEmpty());
}

TEST(QualityRules, ALevelThatIsTwiceMissingOrReversedIsMarked) {
  CohortTables tables;
  add_vertebra(tables, "L1", 100);
  add_vertebra(tables, "L1", 70);
  add_vertebra(tables, "L3", 40);
  add_vertebra(tables, "L2", 10);
  EXPECT_THAT(marks(tables),
              ElementsAre("level_sequence L1 level", "level_sequence L2 level", "level_sequence L3 level"));
}

TEST(QualityRules, VertebraeTooCloseOrTooFarAreMarked) {
  CohortTables tables;
  add_vertebra(tables, "L1", 100);
  add_vertebra(tables, "L2", 95);
  add_vertebra(tables, "L3", 20);
  EXPECT_THAT(marks(tables),
              ElementsAre("vertebra_distance L2 centre_z_mm", "vertebra_distance L3 centre_z_mm"));
}

TEST(QualityRules, SidesThatDifferAndSizesThatCannotBeAreMarked) {
  CohortTables tables;
  TableRow(tables, tables.vertebrae, "s1", "L1")
      .set_cell("subject", std::string("L1"))
      .set_cell("left_pedicle_volume_mm3", 1000.0)
      .set_cell("right_pedicle_volume_mm3", 400.0)
      .set_cell("body_volume_mm3", 500000.0)
      .add();
  EXPECT_THAT(marks(tables), ElementsAre("impossible_size L1 body_volume_mm3",
                                         "left_right_asymmetry L1 pedicle_volume_mm3"));
}

void add_series(CohortTables& tables, const std::string& uid, double spacing_z_mm, std::int64_t gaps) {
  TableRow(tables, tables.series, "s1", uid)
      .set_cell("series_instance_uid", uid)
      .set_cell("modality", std::string("CT"))
      .set_cell("spacing_x_mm", 0.5)
      .set_cell("spacing_y_mm", 0.5)
      .set_cell("spacing_z_mm", spacing_z_mm)
      .set_cell("gaps", gaps)
      .add();
}

TEST(QualityRules, SeriesOfOneStudyWithOtherSlicesAndRepairedOnesAreMarked) {
  CohortTables tables;
  add_series(tables, "1.1", 1.0, 0);
  add_series(tables, "1.2", 1.1, 0);
  add_series(tables, "1.3", 3.0, 2);
  EXPECT_THAT(marks(tables), ElementsAre("geometry_change 1.3 spacing_z_mm",
                                         "geometry_change 1.3 spacing_z_mm", "geometry_repaired 1.3 gaps"));
}

TEST(QualityRules, AnOutlierIsFarFromTheMedianInRobustStandardDeviations) {
  Table table{"t", "", {{"v", CellType::number, "", "", ""}}};
  for (const double value : {1., 2., 3., 4., 5., 6., 7., 8., 9., 100.}) table.rows.push_back({value});
  const std::vector<Outlier> found = outliers(table, 0, 3.5);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].row, 9U);
  EXPECT_NEAR(found[0].robust_z, 0.6745 * (100 - 5.5) / 2.5, 1e-9);
  table.rows.pop_back();
  EXPECT_THAT(outliers(table, 0, 3.5), IsEmpty()) << "nine values are too few";
}

TEST(LevelPlace, KnowsEveryLevelAndNothingElse) {
  EXPECT_EQ(level_place("C1"), 1);
  EXPECT_EQ(level_place("T13"), 20);
  EXPECT_EQ(level_place("L6"), 26);
  for (const char* other : {"", "S1", "L7", "T0", "C8", "L1-L2", "T1x"})
    EXPECT_FALSE(level_place(other)) << other;
}

}  // namespace
}  // namespace osteosign
