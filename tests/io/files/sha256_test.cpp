#include "io/files/sha256.h"

#include <gmock/gmock.h>

#include "io/values/errors.h"
#include "tests/io/files/temporary_folder.h"

namespace osteosign {
namespace {

TEST(Sha256, GivesTheSumsOfTheStandard) {
  const auto folder = temporary_folder();
  write_text(folder / "abc", "abc");
  write_text(folder / "empty", "");
  write_text(folder / "million", std::string(1000000, 'a'));
  EXPECT_EQ(sha256_of_file(folder / "abc"),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sha256_of_file(folder / "empty"),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(sha256_of_file(folder / "million"),
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Sha256, NamesAFileThatCannotBeOpened) {
  for (const auto& not_a_file : {temporary_folder() / "absent", temporary_folder()}) try {
      sha256_of_file(not_a_file);
      FAIL() << "no error";
    } catch (const InputError& refusal) {
      EXPECT_EQ(refusal.what(), not_a_file.string() + ": cannot be opened");
    }
}

}  // namespace
}  // namespace osteosign
