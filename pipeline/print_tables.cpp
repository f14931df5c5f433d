// Prints one generated part of the documentation: what scripts/update_tables writes into the tree.
#include <fmt/core.h>

#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <string_view>

#include "pipeline/criteria_texts.h"
#include "pipeline/knowledge_texts.h"
#include "pipeline/measurement_texts.h"
#include "pipeline/objects/code_tables.h"
#include "pipeline/parameter_texts.h"
#include "pipeline/result/result_schema.h"
#include "pipeline/tables/quality_rules.h"
#include "pipeline/tables/write_tables.h"

int main(int count, char** words) {
  using namespace osteosign;
  const std::map<std::string_view, std::function<std::string()>> parts{
      {"codes", [] { return code_tables(); }},
      {"criteria", [] { return criteria_table(Parameters{}.criteria); }},
      {"knowledge", [] { return knowledge_tables(); }},
      {"measurements", [] { return measurement_tables(); }},
      {"cohort_tables", [] { return tables_text(); }},
      {"quality_rules", [] { return quality_rules_text(); }},
      {"parameters", [] { return parameter_table(Parameters{}); }},
      {"schema", [] { return result_schema().dump(2) + '\n'; }},
  };
  const auto part = count == 2 ? parts.find(words[1]) : parts.end();
  if (part == parts.end()) {
    fmt::print(stderr,
               "usage: osteosign-tables "
               "codes|criteria|knowledge|measurements|cohort_tables|quality_rules|parameters|schema\n");
    return 1;
  }
  fmt::print("{}", part->second());
}
