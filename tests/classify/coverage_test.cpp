// classify/COVERAGE.md names a test for each statement of the seed: each must exist.
#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>

namespace osteosign {
namespace {

namespace fs = std::filesystem;

std::string text_of(const fs::path& file) {
  std::ifstream stream(file);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

/// "Suite.Name" of every test in the tree.
std::set<std::string> tests_in(const fs::path& folder) {
  static const std::regex test(R"(TEST(?:_F|_P)?\((\w+),\s*(\w+)\))");
  std::set<std::string> names;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.path().extension() != ".cpp") continue;
    const std::string text = text_of(entry.path());
    for (auto found = std::sregex_iterator(text.begin(), text.end(), test); found != std::sregex_iterator();
         ++found)
      names.insert((*found)[1].str() + '.' + (*found)[2].str());
  }
  return names;
}

TEST(Coverage, EveryTestThatTheTableNamesExists) {
  const fs::path root(OSTEOSIGN_SOURCE_DIR);
  const std::set<std::string> tests = tests_in(root / "tests");
  static const std::regex cell(R"(`([A-Z]\w+\.[A-Z]\w+)` \|)");
  const std::string table = text_of(root / "classify/COVERAGE.md");
  int rows = 0;
  for (auto found = std::sregex_iterator(table.begin(), table.end(), cell); found != std::sregex_iterator();
       ++found, ++rows)
    EXPECT_TRUE(tests.contains((*found)[1].str())) << (*found)[1].str();
  const auto lines = std::ranges::count(table, '\n');
  EXPECT_GT(rows, 55);
  EXPECT_EQ(rows, lines - 7) << "every row of the table names one test";
}

}  // namespace
}  // namespace osteosign
