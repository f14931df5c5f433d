#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "io/values/errors.h"
#include "pipeline/commands/commands.h"
#include "pipeline/criteria_texts.h"
#include "pipeline/inspect_study.h"
#include "pipeline/knowledge_texts.h"
#include "pipeline/parameter_texts.h"

namespace osteosign {

int run_inspect(const std::vector<std::filesystem::path>& inputs, GapPolicy gaps, ListingStyle style) {
  const Listing listing = find_series(inputs);
  const nlohmann::ordered_json inspection = inspect_listing(listing, gaps);
  fmt::print("{}", style == ListingStyle::json ? inspection.dump(2) + "\n" : inspection_text(inspection));
  return listing.studies.empty() ? static_cast<int>(FailureKind::no_images) : 0;
}

int run_parameters(TableStyle style) {
  fmt::print("{}", style == TableStyle::markdown ? parameter_table({}) : parameter_template({}));
  return 0;
}

int run_criteria(const std::optional<std::filesystem::path>& parameter_file, TableStyle style) {
  const Parameters parameters = parameter_file ? read_parameters(*parameter_file) : Parameters{};
  if (style == TableStyle::markdown)
    fmt::print("{}\n{}", criteria_table(parameters.criteria), knowledge_tables());
  else
    fmt::print("{}{}", criteria_text(parameters.criteria), knowledge_text());
  return 0;
}

}  // namespace osteosign
