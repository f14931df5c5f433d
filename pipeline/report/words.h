#pragma once
#include <map>
#include <mstch/mstch.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/report/language.h"

namespace osteosign {

/// English sentences and what they are in another language. A `{}` in a sentence stands for any text, which
/// is translated on its own; `{1}`, `{2}` ... put those texts into the translation, in any order. An entry
/// for
/// "; " or ", " is what such lists are joined with.
class Catalogue {
 public:
  /// From {"English": "translation", ...}. Throws UsageError when it is no such JSON, or when a translation
  /// uses other places than its sentence has.
  Catalogue(const std::string& json, const std::string& origin);

  /// The translation of a whole text; of a name before a number; of each of its parts when it is a list of
  /// sentences joined by "; " or ", "; else the text itself.
  std::string operator()(const std::string& english) const;
  /// Whether all of it is known, what stands at places included. Codes ("L3", "12.5") always are.
  bool knows(const std::string& english) const;

 private:
  struct Pattern {
    std::vector<std::string> pieces;  ///< what stands between the places
    std::string translation;
  };
  struct Translation {
    std::string text;
    bool whole;  ///< nothing of it is left in English
    bool part;   ///< something of it was translated
  };
  Translation translated(const std::string& english) const;
  Translation by_pattern(const std::string& english) const;
  Translation by_name_and_number(const std::string& english) const;
  Translation by_parts(const std::string& english, std::string_view separator) const;

  std::map<std::string, std::string, std::less<>> sentences_;
  std::vector<Pattern> patterns_;  ///< the most telling first: those with the most letters of their own
};

/// The French of the report: pipeline/report/french.json, with the terms of the seed.
const Catalogue& french();

/// The text in a language.
std::string in_language(const std::string& english, Language language);
/// A template in which `{{#t}}text{{/t}}` marks what stands in it.
std::string template_in_language(const std::string& marked, Language language);
/// The same of every text in what a template is filled with; pictures stay as they are.
mstch::node nodes_in_language(const mstch::node& english, Language language);

}  // namespace osteosign
