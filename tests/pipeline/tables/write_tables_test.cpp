#include "pipeline/tables/write_tables.h"

#include <gmock/gmock.h>

#include <fstream>

#include "pipeline/result/result_json.h"
#include "pipeline/tables/csv.h"
#include "pipeline/tables/quality_rules.h"
#include "pipeline/tables/sqlite_file.h"
#include "tests/io/files/temporary_folder.h"
#include "tests/pipeline/result/sample_result.h"

namespace osteosign {
namespace {

namespace fs = std::filesystem;

std::string bytes_of(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

void write_sample(const fs::path& folder) {
  CohortTables tables = cohort_tables({record_of_result(result_json(sample_result()), "ct_sample")});
  add_quality_rows(tables);
  write_tables(tables, folder);
}

TEST(WriteTables, TheSameResultsGiveTheSameBytesAlsoOverOlderTables) {
  const fs::path folder = temporary_folder();
  write_sample(folder / "a");
  write_sample(folder / "b");
  write_sample(folder / "b");
  std::size_t files = 0;
  for (const auto& entry : fs::directory_iterator(folder / "a" / "tables")) {
    EXPECT_EQ(bytes_of(entry.path()), bytes_of(folder / "b" / "tables" / entry.path().filename()))
        << entry.path();
    ++files;
  }
  EXPECT_EQ(files, 15U);
  EXPECT_EQ(bytes_of(folder / "a" / "tables.sqlite"), bytes_of(folder / "b" / "tables.sqlite"));
}

TEST(WriteTables, EveryColumnOfEveryCsvFileIsInTheDataDictionaryAndTheOtherWayRound) {
  const fs::path folder = temporary_folder();
  write_sample(folder);
  std::set<std::string> described, there;
  const auto dictionary = parse_csv(bytes_of(folder / "tables" / "data_dictionary.csv"), "dictionary");
  for (std::size_t row = 1; row < dictionary.size(); ++row)
    described.insert(dictionary[row].fields[0] + "." + dictionary[row].fields[1]);
  for (const auto& entry : fs::directory_iterator(folder / "tables")) {
    const auto records = parse_csv(bytes_of(entry.path()), "table");
    for (const std::string& column : records.front().fields)
      there.insert(entry.path().stem().string() + "." + column);
  }
  EXPECT_EQ(described, there);
}

TEST(WriteTables, TheDatabaseHasTheSameCellsAsTheCsvFilesWithTypes) {
  const fs::path folder = temporary_folder();
  write_sample(folder);
  SqliteFile file(folder / "tables.sqlite");
  SqliteStatement lesions =
      file.prepare("SELECT subject, typeof(volume_mm3), volume_mm3 FROM lesions ORDER BY subject");
  ASSERT_TRUE(lesions.step());
  EXPECT_EQ(lesions.text(0), "lesion 1");
  EXPECT_EQ(lesions.text(1), "real");
  EXPECT_EQ(lesions.text(2), "1234.57");
  ASSERT_TRUE(lesions.step());
  EXPECT_EQ(lesions.text(1), "null");
  SqliteStatement counts = file.prepare("SELECT count(*) FROM measurements");
  ASSERT_TRUE(counts.step());
  EXPECT_EQ(static_cast<std::size_t>(counts.whole(0)) + 1,
            parse_csv(bytes_of(folder / "tables" / "measurements.csv"), "m").size());
}

}  // namespace
}  // namespace osteosign
