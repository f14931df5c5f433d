#pragma once
#include <filesystem>
#include <string>

namespace CLI {
class App;
}

namespace osteosign {

/// Words of `serve` on the command line.
struct ServeLine {
  std::string config;
  enum class Action { serve, print_config, check_config } action = Action::serve;
  enum class Failed { leave, retry } failed = Failed::leave;
};

/// Adds the subcommand to the program; `line` must outlive the parsing.
void add_serve(CLI::App& program, ServeLine& line);
/// Runs until SIGTERM or SIGINT; 0 when it stopped in order.
int run_serve(const ServeLine& line);

}  // namespace osteosign
