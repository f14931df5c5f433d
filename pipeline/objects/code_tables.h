#pragma once
#include <string>
#include <vector>

namespace osteosign {

/// Our words that reports name a value with: every measurement, every criterion, and the rest.
std::vector<std::string> reported_words();

/// Markdown tables of the public codes and of the private codes of those words.
std::string code_tables();

}  // namespace osteosign
