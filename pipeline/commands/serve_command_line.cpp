#include "pipeline/commands/serve_command_line.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <atomic>
#include <csignal>

#include "io/values/errors.h"
#include "pipeline/service/service.h"
#include "pipeline/service/service_log.h"

namespace osteosign {
namespace {

std::atomic<bool> stop_was_asked = false;
static_assert(std::atomic<bool>::is_always_lock_free, "it is set by a signal handler");

void listen_to_signals() {
  struct sigaction action {};
  action.sa_handler = [](int) { stop_was_asked = true; };
  sigemptyset(&action.sa_mask);
  sigaction(SIGTERM, &action, nullptr);
  sigaction(SIGINT, &action, nullptr);
}

}  // namespace

void add_serve(CLI::App& program, ServeLine& line) {
  CLI::App& serve = *program.add_subcommand(
      "serve",
      "PACS side: receives by DICOM, analyzes each study in a process of its own, sends results back");
  auto* config =
      serve.add_option("--config", line.config, "settings (JSON); --print-config shows the template");
  serve
      .add_flag_callback(
          "--print-config", [&line] { line.action = ServeLine::Action::print_config; },
          "print the template of the settings and end")
      ->excludes(config);
  serve.add_flag_callback(
      "--check-config", [&line] { line.action = ServeLine::Action::check_config; },
      "read the settings and end: 0 when they can be used");
  serve.add_flag_callback(
      "--retry-failed", [&line] { line.failed = ServeLine::Failed::retry; }, "analyze again what had failed");
}

int run_serve(const ServeLine& line) {
  if (line.action == ServeLine::Action::print_config) {
    fmt::print("{}", service_settings_template());
    return 0;
  }
  if (line.config.empty()) throw UsageError("serve: --config is missing; --print-config shows the template");
  const ServiceSettings settings = read_service_settings(line.config);
  if (line.action == ServeLine::Action::check_config) return 0;
  listen_to_signals();
  start_service_log();
  Service service(settings);
  if (line.failed == ServeLine::Failed::retry) service.retry_failed();
  service.run(stop_was_asked);
  return 0;
}

}  // namespace osteosign
