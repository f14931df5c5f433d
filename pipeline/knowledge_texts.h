#pragma once
#include <string>

namespace osteosign {

/// What stands beside the criteria, from the tables of classify/knowledge: the facts that they ask, primary
/// tumours with what fits, supports and contradicts them, origins of metastases, next steps; each with its
/// source. Part of `osteosign criteria`.
std::string knowledge_text();

/// The same as Markdown tables: a generated part of classify/README.md.
std::string knowledge_tables();

}  // namespace osteosign
