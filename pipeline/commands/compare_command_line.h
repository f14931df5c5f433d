#pragma once
#include <CLI/CLI.hpp>

#include "pipeline/commands/compare_command.h"

namespace osteosign {

/// Adds `--same-lesion PRIOR_ID=ID`.
void add_same_lesions(CLI::App& command, std::vector<std::string>& words);

/// Adds `osteosign compare`.
void add_compare(CLI::App& program, CompareRequest& request);

}  // namespace osteosign
