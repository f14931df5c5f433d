#include "pipeline/output_folder.h"

#include <gmock/gmock.h>

#include <fstream>
#include <string>

#include "io/values/errors.h"

namespace osteosign {
namespace {

namespace fs = std::filesystem;

class OutputFolderTest : public testing::Test {
 protected:
  void SetUp() override {
    root_ = fs::path(testing::TempDir()) /
            ("output_folder_" + std::string(testing::UnitTest::GetInstance()->current_test_info()->name()));
    fs::remove_all(root_);
    fs::create_directories(root_);
  }
  void TearDown() override { fs::remove_all(root_); }
  fs::path root_;
};

TEST_F(OutputFolderTest, AppearsOnlyWhenPublished) {
  OutputFolder output(root_ / "study");
  write_text(output.folder() / "result.json", "{}");
  EXPECT_FALSE(fs::exists(root_ / "study"));
  output.publish();
  EXPECT_TRUE(fs::exists(root_ / "study" / "result.json"));
}

TEST_F(OutputFolderTest, LeavesNothingBehindWhenNotPublished) {
  { OutputFolder output(root_ / "study"); }
  EXPECT_TRUE(fs::is_empty(root_));
}

TEST_F(OutputFolderTest, ReplacesAnEarlierResult) {
  fs::create_directories(root_ / "study");
  write_text(root_ / "study" / "result.json", "old");
  write_text(root_ / "study" / "stale.png", "old");
  OutputFolder output(root_ / "study/");
  write_text(output.folder() / "result.json", "new");
  output.publish();
  EXPECT_FALSE(fs::exists(root_ / "study" / "stale.png"));
}

TEST_F(OutputFolderTest, FillsAnEmptyFolderThatIsThere) {
  fs::create_directories(root_ / "study");
  OutputFolder output(root_ / "study");
  write_text(output.folder() / "result.json", "{}");
  output.publish();
  EXPECT_TRUE(fs::exists(root_ / "study" / "result.json"));
}

TEST_F(OutputFolderTest, NeverTouchesAFolderOfSomebodyElse) {
  fs::create_directories(root_ / "thesis");
  write_text(root_ / "thesis" / "chapter.txt", "precious");
  try {
    OutputFolder output(root_ / "thesis");
    FAIL() << "no failure";
  } catch (const OutputError& error) {
    EXPECT_THAT(error.what(),
                testing::HasSubstr("thesis: exists and holds files that osteosign did not write"));
  }
  EXPECT_TRUE(fs::exists(root_ / "thesis" / "chapter.txt"));
}

}  // namespace
}  // namespace osteosign
