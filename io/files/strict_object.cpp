#include "io/files/strict_object.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "io/values/errors.h"

namespace osteosign {
namespace {

using nlohmann::json;

/// Sees each key as it is parsed: afterwards only the last of two equal ones would be left.
class DuplicateKeyGuard {
 public:
  explicit DuplicateKeyGuard(std::string origin) : origin_(std::move(origin)) {}

  bool operator()(int /*depth*/, json::parse_event_t event, const json& parsed) {
    if (event == json::parse_event_t::object_start) open_.emplace_back();
    if (event == json::parse_event_t::object_end) open_.pop_back();
    if (event == json::parse_event_t::key) remember(parsed.get<std::string>());
    return true;
  }

 private:
  struct OpenObject {
    std::set<std::string> keys;
    std::string current;
  };
  void remember(const std::string& key) {
    std::string path;
    for (auto outer = open_.begin(); outer + 1 != open_.end(); ++outer) path += outer->current + '.';
    if (!open_.back().keys.insert(key).second)
      throw UsageError(fmt::format("{}: {}{} is given twice", origin_, path, key));
    open_.back().current = key;
  }
  std::string origin_;
  std::vector<OpenObject> open_;
};

std::string without_library_prefix(const std::string& message) {
  const std::size_t end = message.find("] ");
  return end == std::string::npos ? message : message.substr(end + 2);
}

double in_range(double value, const NumberRange& range, const std::string& place) {
  if (value < range.lowest) throw UsageError(fmt::format("{}: {} is below {}", place, value, range.lowest));
  if (value > range.highest) throw UsageError(fmt::format("{}: {} is above {}", place, value, range.highest));
  return value;
}

[[noreturn]] void refuse_type(const std::string& place, const json& value, std::string_view expected) {
  throw UsageError(fmt::format("{}: {} is not {}", place, value.dump(), expected));
}

}  // namespace

StrictObject::StrictObject(std::string origin, std::string path, std::shared_ptr<const json> document,
                           const json* here)
    : origin_(std::move(origin)), path_(std::move(path)), document_(std::move(document)), here_(here) {}

StrictObject StrictObject::read(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) throw InputError(fmt::format("{}: cannot be opened", file.string()));
  const std::string text{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
  if (stream.bad()) throw InputError(fmt::format("{}: cannot be read", file.string()));
  return parse(text, file.string());
}

StrictObject StrictObject::parse(const std::string& text, const std::string& origin) {
  try {
    auto document = std::make_shared<const json>(json::parse(text, DuplicateKeyGuard(origin), true, true));
    if (!document->is_object()) throw UsageError(fmt::format("{}: is not a JSON object", origin));
    const json* const root = document.get();
    return {origin, "", std::move(document), root};
  } catch (const json::exception& error) {
    throw UsageError(fmt::format("{}: is not JSON: {}", origin, without_library_prefix(error.what())));
  }
}

std::string StrictObject::path_of(std::string_view key) const {
  return fmt::format("{}: {}{}", origin_, path_, key);
}

const json* StrictObject::find(std::string_view key) {
  asked_for_.emplace(key);
  const auto found = here_->find(std::string(key));
  return found == here_->end() ? nullptr : &*found;
}

std::optional<StrictObject> StrictObject::object(std::string_view key) {
  const json* const value = find(key);
  if (value == nullptr) return std::nullopt;
  if (!value->is_object()) refuse_type(path_of(key), *value, "an object");
  return StrictObject(origin_, path_ + std::string(key) + '.', document_, value);
}

std::optional<double> StrictObject::number(std::string_view key, const NumberRange& range) {
  const json* const value = find(key);
  if (value == nullptr) return std::nullopt;
  if (!value->is_number()) refuse_type(path_of(key), *value, "a number");
  return in_range(value->get<double>(), range, path_of(key));
}

std::optional<int> StrictObject::whole_number(std::string_view key, const NumberRange& range) {
  const json* const value = find(key);
  if (value == nullptr) return std::nullopt;
  if (!value->is_number_integer()) refuse_type(path_of(key), *value, "a whole number");
  return static_cast<int>(in_range(value->get<double>(), range, path_of(key)));
}

std::optional<bool> StrictObject::truth(std::string_view key) {
  const json* const value = find(key);
  if (value == nullptr) return std::nullopt;
  if (!value->is_boolean()) refuse_type(path_of(key), *value, "true or false");
  return value->get<bool>();
}

std::optional<std::string> StrictObject::text(std::string_view key) {
  const json* const value = find(key);
  if (value == nullptr) return std::nullopt;
  if (!value->is_string()) refuse_type(path_of(key), *value, "a text");
  if (value->get_ref<const std::string&>().empty())
    refuse_type(path_of(key), *value, "a text with something in it");
  return value->get<std::string>();
}

std::optional<std::vector<std::string>> StrictObject::texts(std::string_view key) {
  const json* const value = find(key);
  if (value == nullptr) return std::nullopt;
  if (!value->is_array()) refuse_type(path_of(key), *value, "a list");
  std::vector<std::string> texts;
  for (const json& each : *value) {
    if (!each.is_string() || each.get_ref<const std::string&>().empty())
      refuse_type(fmt::format("{}[{}]", path_of(key), texts.size()), each, "a text with something in it");
    if (std::ranges::count(texts, each.get<std::string>()) > 0)
      throw UsageError(fmt::format("{}: {} is given twice", path_of(key), each.dump()));
    texts.push_back(each.get<std::string>());
  }
  return texts;
}

std::optional<std::vector<StrictObject>> StrictObject::objects(std::string_view key) {
  const json* const value = find(key);
  if (value == nullptr) return std::nullopt;
  if (!value->is_array()) refuse_type(path_of(key), *value, "a list");
  std::vector<StrictObject> objects;
  for (const json& each : *value) {
    const std::string place = fmt::format("{}[{}]", key, objects.size());
    if (!each.is_object()) refuse_type(path_of(place), each, "an object");
    objects.push_back(StrictObject(origin_, path_ + place + '.', document_, &each));
  }
  return objects;
}

std::optional<std::size_t> StrictObject::one_of(std::string_view key,
                                                const std::vector<std::string_view>& words) {
  const auto given = text(key);
  if (!given) return std::nullopt;
  const auto found = std::ranges::find(words, *given);
  if (found == words.end())
    throw UsageError(
        fmt::format("{}: \"{}\" is not one of {}", path_of(key), *given, fmt::join(words, ", ")));
  return static_cast<std::size_t>(found - words.begin());
}

void StrictObject::refuse_other_keys() const {
  for (const auto& [key, value] : here_->items())
    if (!asked_for_.contains(key))
      throw UsageError(
          fmt::format("{}: is not a known key; known here: {}", path_of(key), fmt::join(asked_for_, ", ")));
}

}  // namespace osteosign
