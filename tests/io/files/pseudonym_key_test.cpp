#include "io/files/pseudonym_key.h"

#include <gmock/gmock.h>

#include <fstream>

#include "io/files/derived_uid.h"
#include "io/values/errors.h"
#include "tests/io/files/temporary_folder.h"

namespace osteosign {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

/// A key file with these rights.
class KeyFile : public testing::Test {
 protected:
  fs::path key(const std::string& bytes, fs::perms rights) {
    const fs::path file = folder_ / "key";
    std::ofstream(file) << bytes;
    fs::permissions(file, rights);
    return file;
  }
  std::string refusal_of(const fs::path& file) {
    try {
      read_pseudonym_key(file);
    } catch (const UsageError& failure) {
      return failure.what();
    }
    return "none";
  }
  const fs::path folder_ = temporary_folder();
};

constexpr fs::perms owner_only = fs::perms::owner_read | fs::perms::owner_write;

TEST_F(KeyFile, ThatIsTooShortIsRefusedWithItsLength) {
  EXPECT_THAT(refusal_of(key(std::string(31, 'k'), owner_only)), HasSubstr("31 bytes; at least 32"));
  std::string with_line_end(32, 'k');
  with_line_end.push_back('\n');
  EXPECT_EQ(refusal_of(key(with_line_end, owner_only)), "none");
}

TEST_F(KeyFile, ThatOthersMayReadIsRefused) {
  EXPECT_THAT(refusal_of(key(std::string(64, 'k'), owner_only | fs::perms::others_read)),
              HasSubstr("chmod 600"));
  EXPECT_THAT(refusal_of(key(std::string(64, 'k'), owner_only | fs::perms::group_read)),
              HasSubstr("chmod 600"));
}

TEST_F(KeyFile, ThatIsMissingIsNamed) {
  EXPECT_THAT(refusal_of(folder_ / "none"), HasSubstr("none: cannot be read"));
}

TEST(PseudonymKey, KeepsEqualTextsOfDifferentKindsApartAndEmptyOnesEmpty) {
  const PseudonymKey key(std::string(32, 'k'));
  EXPECT_NE(key.word("patient", "4711"), key.word("accession", "4711"));
  EXPECT_EQ(key.word("patient", "4711"), key.word("patient", "4711"));
  EXPECT_EQ(key.word("patient", ""), "");
  EXPECT_EQ(key.uid(""), "");
  EXPECT_GE(key.days_back("4711"), 1);
  EXPECT_LE(key.days_back("4711"), 3650);
}

TEST(DerivedUid, IsTheSameForTheSameWordsAndOnlyForThem) {
  EXPECT_EQ(derived_uid({"a", "b"}), derived_uid({"a", "b"}));
  EXPECT_NE(derived_uid({"a", "b"}), derived_uid({"ab"}));
  EXPECT_NE(derived_uid({"a", "b"}), derived_uid({"a", "b", ""}));
  EXPECT_THAT(derived_uid({"a"}), testing::StartsWith("2.25."));
  EXPECT_LE(derived_uid({"a"}).size(), 64U);
}

TEST(DerivedUid, OfADigestIsItsFirstSixteenBytesAsANumberWithVersionAndVariant) {
  // 00000000-0000-8000-8000-000000000000 as a number.
  EXPECT_EQ(uid_of_digest(std::array<std::uint8_t, 16>{}), "2.25.604472133179351442128896");
}

}  // namespace
}  // namespace osteosign
