#pragma once
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>

namespace osteosign::test {

struct ProgramRun {
  int exit_code;
  std::string output;  ///< standard output
  std::string errors;  ///< standard error
};

/// Runs `osteosign` or `osteosign-phantom` of this build with arguments as a shell reads them.
ProgramRun run_program(const std::string& program, const std::string& arguments);

/// Runs words as a shell reads them.
ProgramRun run_command_line(const std::string& words);

nlohmann::ordered_json read_json(const std::filesystem::path& file);
std::string read_text(const std::filesystem::path& file);

/// A fresh folder for one test.
std::filesystem::path fresh_folder(const std::string& name);

}  // namespace osteosign::test
