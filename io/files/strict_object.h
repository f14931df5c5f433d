#pragma once
#include <filesystem>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace osteosign {

/// Numbers that a key accepts, both ends included.
struct NumberRange {
  double lowest;
  double highest;
};

/// A JSON object (comments allowed) that a person wrote, read without a kind eye: a key given twice, a key
/// that nobody asked for, a wrong type or a value out of range throws UsageError with the file and the full
/// path of the key ("site.json: criteria.margin_sharp_limit_mm: 40 is above 20"). nlohmann-json alone would
/// turn 100.9 into 100 and true into 1.
class StrictObject {
 public:
  /// Throws InputError when the file cannot be read.
  static StrictObject read(const std::filesystem::path& file);
  /// `origin` is the name of the text in messages.
  static StrictObject parse(const std::string& text, const std::string& origin);

  /// Each gives nothing when the key is absent.
  std::optional<StrictObject> object(std::string_view key);
  std::optional<double> number(std::string_view key, const NumberRange& range);
  std::optional<int> whole_number(std::string_view key, const NumberRange& range);
  std::optional<bool> truth(std::string_view key);
  std::optional<std::string> text(std::string_view key);
  /// A list of texts, or of objects; a single one without brackets is not a list.
  std::optional<std::vector<std::string>> texts(std::string_view key);
  std::optional<std::vector<StrictObject>> objects(std::string_view key);
  /// Place in `words` of the word that was given.
  std::optional<std::size_t> one_of(std::string_view key, const std::vector<std::string_view>& words);

  /// To be called when everything known has been asked for.
  void refuse_other_keys() const;

 private:
  StrictObject(std::string origin, std::string path, std::shared_ptr<const nlohmann::json> document,
               const nlohmann::json* here);
  const nlohmann::json* find(std::string_view key);
  std::string path_of(std::string_view key) const;

  std::string origin_;
  std::string path_;  ///< of this object, with a dot at its end; empty at the root
  std::shared_ptr<const nlohmann::json> document_;
  const nlohmann::json* here_;
  std::set<std::string, std::less<>> asked_for_;
};

}  // namespace osteosign
