#pragma once
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>

namespace osteosign {

/// A folder of its own for the running test, empty at the start.
inline std::filesystem::path temporary_folder() {
  const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
  std::string name = std::string(test->test_suite_name()) + "." + test->name();
  for (char& letter : name)
    if (letter == '/') letter = '_';
  const std::filesystem::path folder = std::filesystem::path(::testing::TempDir()) / "osteosign" / name;
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  return folder;
}

inline void write_text(const std::filesystem::path& file, const std::string& text) {
  std::ofstream(file, std::ios::binary) << text;
}

}  // namespace osteosign
