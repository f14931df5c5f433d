#pragma once
#include <CLI/CLI.hpp>

#include "pipeline/commands/judge_command.h"

namespace osteosign {

/// Adds `judge` to the program; what it was asked for goes into `request`.
void add_judge(CLI::App& program, JudgeRequest& request);

/// The option `--language` of every command that writes a report.
void add_language(CLI::App& command, Language& language);

}  // namespace osteosign
