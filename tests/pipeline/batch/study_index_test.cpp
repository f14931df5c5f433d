#include "pipeline/batch/study_index.h"

#include <gmock/gmock.h>

#include <numeric>

#include "io/values/errors.h"
#include "tests/io/files/temporary_folder.h"

namespace osteosign {
namespace {

using testing::HasSubstr;
using testing::SizeIs;
const std::filesystem::path samples = std::filesystem::path(OSTEOSIGN_SOURCE_DIR) / "sample_data";

TEST(StudyIndex, EveryFileIsInAStudyOrRefused) {
  const StudyIndex index = index_inputs({samples / "ct_lytic_lesion", samples / "dx_long_bone"});
  ASSERT_THAT(index.studies, SizeIs(2));
  EXPECT_EQ(index.studies[0].files + index.studies[1].files, 61U);
  ASSERT_THAT(index.refused, SizeIs(2));
  EXPECT_THAT(index.refused[0].file.string(), HasSubstr("truth.json"));
}

TEST(StudyIndex, AFolderIsCalledByItsImagesAndAHashOfItsUid) {
  const StudyIndex index = index_inputs({samples / "dx_long_bone"});
  ASSERT_THAT(index.studies, SizeIs(1));
  const BatchStudy& study = index.studies[0];
  EXPECT_EQ(study.folder, "film_" + study.study);
  EXPECT_EQ(study.study.size(), 13U);
  EXPECT_EQ(study.likely_refusal, "");
}

TEST(StudyIndex, RowsOfOneStudyWithOtherOptionsAreDifferentStudies) {
  const ListRow row{{samples / "dx_long_bone"}, {"--box=1,2,3,4"}};
  ListRow other = row;
  other.words = {"--box=5,6,7,8"};
  const StudyIndex index = index_rows({row, other, row, {{"/no/such/study"}, {}}});
  ASSERT_THAT(index.studies, SizeIs(4));
  for (std::size_t each = 1; each < 4; ++each)
    EXPECT_LT(index.studies[each - 1].study, index.studies[each].study) << "sorted, no two are the same";
}

TEST(StudyIndex, WhatIsWrittenIsReadBack) {
  const auto folder = temporary_folder();
  EXPECT_FALSE(read_index(folder));
  StudyIndex index = index_inputs({samples / "dx_long_bone"});
  index.studies[0].words = {"--seed=1,2,3"};
  write_index(index, folder);
  const auto read = read_index(folder);
  ASSERT_TRUE(read);
  ASSERT_THAT(read->studies, SizeIs(1));
  EXPECT_EQ(read->studies[0].inputs, index.studies[0].inputs);
  EXPECT_EQ(read->studies[0].words, index.studies[0].words);
  EXPECT_EQ(read->studies[0].study_instance_uid, index.studies[0].study_instance_uid);
  EXPECT_THAT(read->refused, SizeIs(1));
  write_text(folder / "index.json", "{");
  EXPECT_THROW(read_index(folder), InputError);
}

TEST(Shard, EveryStudyBelongsToExactlyOneAndOthersDoNotMoveIt) {
  std::vector<BatchStudy> studies(100);
  for (std::size_t each = 0; each < studies.size(); ++each)
    studies[each].study = "s" + std::to_string(100'000'000'000 + 7919 * each);
  std::size_t all = 0;
  for (int number = 1; number <= 8; ++number) {
    const auto own = studies_of_shard(studies, {number, 8});
    all += own.size();
    for (const BatchStudy& study : own) EXPECT_EQ(shard_of(study.study, 8), number);
    EXPECT_GT(own.size(), 3U);
  }
  EXPECT_EQ(all, 100U);
}

TEST(Shard, IsReadFromIOfN) {
  EXPECT_EQ(parse_shard("2/8").number, 2);
  EXPECT_EQ(parse_shard("2/8").count, 8);
  for (const char* wrong : {"0/8", "9/8", "2", "2/", "/8", "a/b", "1/8x", "-1/2"})
    EXPECT_THROW(parse_shard(wrong), UsageError) << wrong;
}

}  // namespace
}  // namespace osteosign
