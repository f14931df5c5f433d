#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/result/json_values.h"

namespace osteosign {

/// The few forms of JSON Schema (draft-07) that result.json needs. Every object is closed: a key that is not
/// listed is an error.
enum class Presence { required, optional };
struct SchemaKey {
  std::string_view name;
  ResultJson schema;
  Presence presence = Presence::required;
};

ResultJson object_schema(const std::vector<SchemaKey>& keys);
ResultJson list_schema(const ResultJson& items);
/// Exactly `count` numbers.
ResultJson numbers_schema(int count);
ResultJson number_schema();
ResultJson count_schema();
/// A text of at least one character.
ResultJson text_schema();
ResultJson word_schema(const std::vector<std::string_view>& words);
ResultJson pattern_schema(std::string_view regular_expression);
ResultJson reference_schema(std::string_view definition);
/// The schema, or {"unknown": reason}.
ResultJson or_unknown_schema(const ResultJson& schema);
/// An object whose keys are free and whose values follow the schema.
ResultJson map_schema(const ResultJson& values);

}  // namespace osteosign
