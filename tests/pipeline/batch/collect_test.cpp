#include "pipeline/batch/collect.h"

#include <gmock/gmock.h>

#include "io/values/errors.h"
#include "pipeline/batch/study_index.h"
#include "pipeline/result/result_json.h"
#include "tests/io/files/temporary_folder.h"
#include "tests/pipeline/result/sample_result.h"

namespace osteosign {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::SizeIs;

void write_result(const fs::path& folder, const std::string& uid) {
  StudyResult result = sample_result();
  result.study.study_instance_uid = uid;
  fs::create_directories(folder);
  write_text(folder / "result.json", result_text(result_json(result)));
}

std::string complaint(const std::vector<fs::path>& folders) {
  try {
    read_cohort(folders);
  } catch (const InputError& error) {
    return error.what();
  }
  return "nothing thrown";
}

TEST(Collect, FindsResultsHoweverDeepAndPassesOverWorkAndHiddenFolders) {
  const fs::path root = temporary_folder();
  write_result(root / "a", "1.1");
  write_result(root / "site" / "year" / "b", "1.2");
  write_result(root / "work" / "c", "1.3");
  write_result(root / ".d.partial-1", "1.4");
  EXPECT_THAT(read_cohort({root}).studies, SizeIs(2));
}

TEST(Collect, ADamagedResultIsARowThatSaysSo) {
  const fs::path root = temporary_folder();
  fs::create_directories(root / "a");
  write_text(root / "a" / "result.json", "{\"status\":");
  const Cohort cohort = read_cohort({root});
  ASSERT_THAT(cohort.studies, SizeIs(1));
  EXPECT_EQ(cohort.studies[0].problem, "result.json is damaged");
}

TEST(Collect, TwoResultsOfOneStudyAreNotMixedSilently) {
  const fs::path root = temporary_folder();
  write_result(root / "a", "1.1");
  write_result(root / "b", "1.1");
  EXPECT_THAT(complaint({root}), HasSubstr("hold different results of one study"));
  EXPECT_THAT(complaint({root / "none"}), HasSubstr("no such folder"));
}

TEST(Collect, WhatTheIndexListsAndNoFolderHoldsIsPendingAndItsShardIsUnfinished) {
  const fs::path root = temporary_folder();
  StudyIndex index;
  index.studies = {
      {.study = "s000000000004", .folder = "ct_s000000000004", .study_instance_uid = "1.1", .inputs = {}}};
  index.refused = {{"/in/letter.txt", "not a DICOM file"}};
  write_index(index, root);
  const Cohort cohort = read_cohort({root});
  ASSERT_THAT(cohort.studies, SizeIs(1));
  EXPECT_EQ(cohort.studies[0].folder, "");
  EXPECT_THAT(cohort.refused, SizeIs(1));
  EXPECT_EQ(unfinished_shards(cohort, 8), "5");
}

TEST(Collect, WritesTablesAndOverviewAndTheSameBytesAgain) {
  const fs::path root = temporary_folder();
  write_result(root / "in" / "a", "1.1");
  EXPECT_EQ(collect({root / "in"}, root / "out").at("analyzed"), 1U);
  for (const char* file : {"overview.html", "tables.sqlite", "tables/studies.csv"})
    EXPECT_TRUE(fs::exists(root / "out" / file)) << file;
}

}  // namespace
}  // namespace osteosign
