#include "pipeline/result/schema_parts.h"

namespace osteosign {

ResultJson object_schema(const std::vector<SchemaKey>& keys) {
  ResultJson required = ResultJson::array(), properties = ResultJson::object();
  for (const SchemaKey& key : keys) {
    if (key.presence == Presence::required) required.push_back(key.name);
    properties[std::string(key.name)] = key.schema;
  }
  ResultJson schema{{"type", "object"}, {"additionalProperties", false}};
  schema["required"] = std::move(required);
  schema["properties"] = std::move(properties);
  return schema;
}

ResultJson list_schema(const ResultJson& items) {
  ResultJson schema{{"type", "array"}};
  schema["items"] = items;
  return schema;
}

ResultJson numbers_schema(int count) {
  ResultJson schema = list_schema(number_schema());
  schema["minItems"] = count;
  schema["maxItems"] = count;
  return schema;
}

ResultJson number_schema() { return ResultJson{{"type", "number"}}; }

ResultJson count_schema() { return {{"type", "integer"}, {"minimum", 0}}; }

ResultJson text_schema() { return {{"type", "string"}, {"minLength", 1}}; }

ResultJson word_schema(const std::vector<std::string_view>& words) {
  ResultJson schema;
  schema["enum"] = words;
  return schema;
}

ResultJson pattern_schema(std::string_view regular_expression) {
  return {{"type", "string"}, {"pattern", regular_expression}};
}

ResultJson reference_schema(std::string_view definition) {
  ResultJson schema;
  schema["$ref"] = "#/definitions/" + std::string(definition);
  return schema;
}

ResultJson or_unknown_schema(const ResultJson& schema) {
  ResultJson either;
  either["anyOf"] = ResultJson::array({schema, reference_schema("unknown")});
  return either;
}

ResultJson map_schema(const ResultJson& values) {
  ResultJson schema{{"type", "object"}};
  schema["additionalProperties"] = values;
  return schema;
}

}  // namespace osteosign
