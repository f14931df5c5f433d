#include "tests/cli/program_run.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

namespace osteosign::test {

namespace fs = std::filesystem;

std::string read_text(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

nlohmann::ordered_json read_json(const fs::path& file) {
  return nlohmann::ordered_json::parse(read_text(file));
}

fs::path fresh_folder(const std::string& name) {
  // Tests run as processes side by side: each has folders of its own.
  const fs::path folder = fs::path(testing::TempDir()) / fmt::format("osteosign_cli_{}_{}", getpid(), name);
  fs::remove_all(folder);
  fs::create_directories(folder);
  return folder;
}

ProgramRun run_command_line(const std::string& words) {
  const fs::path streams = fresh_folder("streams");
  const std::string command =
      fmt::format("{} > '{}' 2> '{}'", words, (streams / "out").string(), (streams / "err").string());
  const int status = std::system(command.c_str());
  ProgramRun run{WIFEXITED(status) ? WEXITSTATUS(status) : -1, read_text(streams / "out"),
                 read_text(streams / "err")};
  fs::remove_all(streams);
  return run;
}

ProgramRun run_program(const std::string& program, const std::string& arguments) {
  return run_command_line(fmt::format("'{}/{}' {}", OSTEOSIGN_BINARY_DIR, program, arguments));
}

}  // namespace osteosign::test
