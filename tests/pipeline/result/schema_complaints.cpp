#include "tests/pipeline/result/schema_complaints.h"

#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

namespace osteosign::test {

std::string schema_complaints(const nlohmann::json& schema, const nlohmann::json& document) {
  valijson::Schema parsed;
  valijson::SchemaParser parser;
  parser.populateSchema(valijson::adapters::NlohmannJsonAdapter(schema), parsed);
  valijson::Validator validator;
  valijson::ValidationResults found;
  if (validator.validate(parsed, valijson::adapters::NlohmannJsonAdapter(document), &found)) return "";
  std::string complaints;
  for (valijson::ValidationResults::Error error; found.popError(error);)
    complaints += error.description + '\n';
  return complaints.empty() ? "refused" : complaints;
}

}  // namespace osteosign::test
