#pragma once
#include <CLI/CLI.hpp>

#include "pipeline/commands/compare_command.h"

namespace osteosign {

/// Adds `osteosign compare`.
void add_compare(CLI::App& program, CompareRequest& request);

}  // namespace osteosign
