#include "pipeline/batch/file_hashes.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <sys/stat.h>

#include "io/files/sha256.h"
#include "io/values/errors.h"
#include "tests/io/files/temporary_folder.h"

namespace osteosign {
namespace {

TEST(FileHashes, RemembersWhatLooksUnchangedAndHashesTheRestAnew) {
  const auto file = temporary_folder() / "a.dcm";
  write_text(file, "one");
  FileHashes first;
  EXPECT_EQ(first.sha256(file), sha256_of_file(file));
  auto kept = first.take_new();
  ASSERT_EQ(kept.size(), 1U);
  FileHashes second;
  kept.begin()->second.sha256 = "remembered";
  second.remember(file, kept.begin()->second);
  EXPECT_EQ(second.sha256(file), "remembered");
  EXPECT_TRUE(second.take_new().empty());
}

TEST(FileHashes, AFileOfTheSameSizeAndTimeButOtherContentIsNoticed) {
  const auto file = temporary_folder() / "a.dcm";
  write_text(file, "one");
  struct stat before {};
  ASSERT_EQ(stat(file.c_str(), &before), 0);
  FileHashes hashes;
  const std::string old = hashes.sha256(file);
  write_text(file, "two");
  const timespec times[2] = {before.st_atim, before.st_mtim};
  ASSERT_EQ(utimensat(AT_FDCWD, file.c_str(), times, 0), 0);
  EXPECT_NE(hashes.sha256(file), old);
}

TEST(FileHashes, AFileThatIsNotThereIsNamed) {
  try {
    FileHashes().sha256("/no/such/file.dcm");
    FAIL() << "nothing thrown";
  } catch (const InputError& error) {
    EXPECT_STREQ(error.what(), "/no/such/file.dcm: cannot be opened");
  }
}

}  // namespace
}  // namespace osteosign
