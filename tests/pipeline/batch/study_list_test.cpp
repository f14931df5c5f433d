#include "pipeline/batch/study_list.h"

#include <gmock/gmock.h>

#include "io/values/errors.h"
#include "tests/io/files/temporary_folder.h"

namespace osteosign {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

const std::set<std::string> options{"box", "seed", "labels", "view"};

std::vector<ListRow> read(const std::string& name, const std::string& text) {
  const auto file = temporary_folder() / name;
  write_text(file, text);
  return read_study_list(file, options);
}

std::string complaint(const std::string& name, const std::string& text) {
  try {
    read(name, text);
  } catch (const UsageError& error) {
    return error.what();
  }
  return "nothing thrown";
}

TEST(StudyList, ARowIsItsInputsAndItsOptionsAndPathsStartAtTheList) {
  const auto rows = read("list.csv", "input,seed,labels\na;/b/c,\"1,2,3;-4,5,6\",bones.nii.gz\r\nd,,\n");
  ASSERT_EQ(rows.size(), 2U);
  const std::filesystem::path folder = rows[0].inputs[0].parent_path();
  EXPECT_THAT(rows[0].inputs, ElementsAre(folder / "a", "/b/c"));
  EXPECT_THAT(rows[0].words,
              ElementsAre("--seed=1,2,3", "--seed=-4,5,6", "--labels=" + (folder / "bones.nii.gz").string()));
  EXPECT_THAT(rows[1].words, ElementsAre());
}

TEST(StudyList, JsonSaysTheSame) {
  const auto rows =
      read("list.json", R"([{"input": "/a", "seed": ["1,2,3", "4,5,6"]}, /* second */ {"input": "/b"}])");
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_THAT(rows[0].words, ElementsAre("--seed=1,2,3", "--seed=4,5,6"));
}

TEST(StudyList, BoxesAreSeveralValuesOfOneCell) {
  const auto rows = read("boxes.csv", "input,seed,box\na,,\"-4,5,6,7,8,9;1,2,3,4\"\n");
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_THAT(rows[0].words, ElementsAre("--box=-4,5,6,7,8,9", "--box=1,2,3,4"));
}

TEST(StudyList, WhatCannotBeUnderstoodIsNamedWithItsPlace) {
  EXPECT_THAT(complaint("a.csv", "input,sead\n/x,1\n"),
              HasSubstr("line 1: 'sead' is neither 'input' nor an option"));
  EXPECT_THAT(complaint("a.csv", "input,seed\n/x\n"), HasSubstr("line 2: 1 cells, but 2 columns"));
  EXPECT_THAT(complaint("a.csv", "input,seed\n,\"1,2,3\"\n"), HasSubstr("line 2: no input is given"));
  EXPECT_THAT(complaint("a.csv", "input,input\n/x,/y\n"), HasSubstr("column 'input' is there twice"));
  EXPECT_THAT(complaint("a.csv", ""), HasSubstr("the list is empty"));
  EXPECT_THAT(complaint("a.json", R"([{"input": 3}])"), HasSubstr("entry 1: input: a text or a list"));
  EXPECT_THAT(complaint("a.json", R"({"input": "x"})"), HasSubstr("not a JSON list"));
}

}  // namespace
}  // namespace osteosign
