#include "pipeline/report/words.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <nlohmann/json.hpp>
#include <optional>
#include <regex>

#include "io/values/errors.h"
#include "pipeline/report/french_text.h"

namespace osteosign {
namespace {

std::vector<std::string> split(const std::string& text, std::string_view separator) {
  std::vector<std::string> pieces;
  std::size_t at = 0;
  for (std::size_t next = text.find(separator); next != std::string::npos; next = text.find(separator, at)) {
    pieces.push_back(text.substr(at, next - at));
    at = next + separator.size();
  }
  pieces.push_back(text.substr(at));
  return pieces;
}

std::size_t letters_of(const std::vector<std::string>& pieces) {
  std::size_t letters = 0;
  for (const std::string& piece : pieces) letters += piece.size();
  return letters;
}

/// What stands at the places, when the text has the form of the pieces.
std::optional<std::vector<std::string>> texts_at_places(const std::vector<std::string>& pieces,
                                                        const std::string& text) {
  if (!text.starts_with(pieces.front())) return std::nullopt;
  std::vector<std::string> found;
  std::size_t at = pieces.front().size();
  for (std::size_t piece = 1; piece < pieces.size(); ++piece) {
    const bool last = piece + 1 == pieces.size();
    if (last && !text.ends_with(pieces[piece])) return std::nullopt;
    const std::size_t next = last ? text.size() - pieces[piece].size() : text.find(pieces[piece], at);
    if (next == std::string::npos || next < at + 1) return std::nullopt;
    found.push_back(text.substr(at, next - at));
    at = next + pieces[piece].size();
  }
  return found;
}

/// Numbers of the places that a translation uses, sorted.
std::vector<int> places_used(const std::string& translation) {
  static const std::regex place(R"(\{([0-9]+)\})");
  std::vector<int> used;
  for (auto each = std::sregex_iterator(translation.begin(), translation.end(), place);
       each != std::sregex_iterator(); ++each)
    used.push_back(std::stoi((*each)[1]));
  std::ranges::sort(used);
  return used;
}

/// A number, a level, a grade or another code: it reads the same in every language.
bool is_code(const std::string& text) {
  return std::ranges::none_of(text, [](unsigned char c) { return std::islower(c) != 0; });
}

/// Where a number with its unit begins behind a name: at the last space before the first number.
std::size_t end_of_name(const std::string& text) {
  for (std::size_t space = text.find(' '); space != std::string::npos; space = text.find(' ', space + 1)) {
    const std::size_t digit = space + (text.compare(space + 1, 1, "-") == 0 ? 2 : 1);
    if (digit < text.size() && std::isdigit(static_cast<unsigned char>(text[digit])) != 0) return space;
  }
  return std::string::npos;
}

}  // namespace

Catalogue::Catalogue(const std::string& json, const std::string& origin) {
  const auto document = nlohmann::json::parse(json, nullptr, false, true);
  if (!document.is_object()) throw UsageError(origin + ": is no JSON object");
  for (const auto& [english, entry] : document.items()) {
    if (!entry.is_string()) throw UsageError(origin + ": " + english + ": has no text");
    const auto translation = entry.get<std::string>();
    const std::vector<std::string> pieces = split(english, "{}");
    std::vector<int> expected;
    for (int place = 1; place < static_cast<int>(pieces.size()); ++place) expected.push_back(place);
    if (places_used(translation) != expected)
      throw UsageError(origin + ": " + english + ": the translation uses other places than the sentence has");
    if (pieces.size() == 1)
      sentences_.emplace(english, translation);
    else
      patterns_.push_back({pieces, translation});
  }
  std::ranges::stable_sort(patterns_, std::ranges::greater{},
                           [](const Pattern& pattern) { return letters_of(pattern.pieces); });
}

Catalogue::Translation Catalogue::by_pattern(const std::string& english) const {
  Translation first{english, false, false};
  for (const Pattern& pattern : patterns_) {
    const auto texts = texts_at_places(pattern.pieces, english);
    if (!texts) continue;
    Translation found{pattern.translation, true, true};
    for (std::size_t place = 0; place < texts->size(); ++place) {
      const std::string mark = "{" + std::to_string(place + 1) + "}";
      const Translation inside = translated((*texts)[place]);
      found.text.replace(found.text.find(mark), mark.size(), inside.text);
      found.whole = found.whole && inside.whole;
    }
    if (found.whole) return found;
    if (!first.part) first = std::move(found);
  }
  return first;
}

Catalogue::Translation Catalogue::by_parts(const std::string& english, std::string_view separator) const {
  const std::vector<std::string> parts = split(english, separator);
  if (parts.size() == 1) return {english, false, false};
  const auto joint = sentences_.find(separator);
  Translation found{{}, true, false};
  for (std::size_t part = 0; part < parts.size(); ++part) {
    const Translation inside = translated(parts[part]);
    if (part > 0) found.text += joint == sentences_.end() ? separator : std::string_view(joint->second);
    found.text += inside.text;
    found.whole = found.whole && inside.whole;
    found.part = found.part || inside.part;
  }
  return found;
}

Catalogue::Translation Catalogue::by_name_and_number(const std::string& english) const {
  const std::size_t space = end_of_name(english);
  if (space == std::string::npos) return {english, false, false};
  const auto name = sentences_.find(std::string_view(english).substr(0, space));
  if (name == sentences_.end()) return {english, false, false};
  const Translation number = translated(english.substr(space + 1));
  return {name->second + " " + number.text, number.whole, true};
}

Catalogue::Translation Catalogue::translated(const std::string& english) const {
  if (const auto found = sentences_.find(english); found != sentences_.end())
    return {found->second, true, true};
  Translation best{english, is_code(english), false};
  const auto is_enough = [&best](Translation&& other) {
    if (other.part && (other.whole || !best.part)) best = std::move(other);
    return best.part && best.whole;
  };
  if (is_enough(by_name_and_number(english)) || is_enough(by_pattern(english))) return best;
  if (!is_enough(by_parts(english, "; "))) is_enough(by_parts(english, ", "));
  return best;
}

std::string Catalogue::operator()(const std::string& english) const { return translated(english).text; }

bool Catalogue::knows(const std::string& english) const { return translated(english).whole; }

const Catalogue& french() {
  static const Catalogue built_in(french_text, "french.json");
  return built_in;
}

std::string in_language(const std::string& english, Language language) {
  return language == Language::english ? english : french()(english);
}

std::string template_in_language(const std::string& marked, Language language) {
  constexpr std::string_view begin = "{{#t}}", end = "{{/t}}";
  std::string result;
  std::size_t at = 0;
  for (std::size_t next = marked.find(begin); next != std::string::npos; next = marked.find(begin, at)) {
    const std::size_t text = next + begin.size(), close = marked.find(end, text);
    if (close == std::string::npos) throw InternalError("a text of the template is not closed");
    result += marked.substr(at, next - at) + in_language(marked.substr(text, close - text), language);
    at = close + end.size();
  }
  return result + marked.substr(at);
}

namespace {

/// Pictures, addresses, and names of classes of the style sheet.
bool is_for_the_browser(const std::string& key) {
  constexpr std::array<std::string_view, 9> keys{
      "base64", "verdict", "conclusion_class", "leaning_class", "lang", "id", "study_uid", "date", "file"};
  return std::ranges::find(keys, key) != keys.end();
}

}  // namespace

mstch::node nodes_in_language(const mstch::node& english, Language language) {
  if (language == Language::english) return english;
  if (const auto* text = boost::get<std::string>(&english)) return in_language(*text, language);
  if (const auto* list = boost::get<mstch::array>(&english)) {
    mstch::array translated;
    for (const mstch::node& each : *list) translated.push_back(nodes_in_language(each, language));
    return translated;
  }
  if (const auto* map = boost::get<mstch::map>(&english)) {
    mstch::map translated;
    for (const auto& [key, value] : *map)
      translated.emplace(key, is_for_the_browser(key) ? value : nodes_in_language(value, language));
    return translated;
  }
  return english;
}

}  // namespace osteosign
