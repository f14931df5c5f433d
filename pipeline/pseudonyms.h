#pragma once
#include <filesystem>
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "io/files/pseudonym_key.h"
#include "io/values/dicom_object.h"

namespace osteosign {

/// What the outputs of one study say instead of who it is: UIDs, identifiers and the name become keyed
/// pseudonyms, dates move by a keyed number of days that is the same for all studies of a patient, file names
/// and what else tells a person leave the texts.
class Pseudonyms {
 public:
  explicit Pseudonyms(PseudonymKey key) : key_(std::move(key)) {}

  /// From now on the dates are those of this patient, and its name and identifiers leave the texts.
  void know_patient(const StudyAttributes& original);
  /// A file or folder that leaves the texts.
  void hide_path(const std::filesystem::path& path);
  /// Free text from the images, such as a series description, that leaves the texts.
  void hide_words(const std::string& words, const std::string& shown_instead);

  std::string uid(const std::string& original) const { return key_.uid(original); }
  /// What results made with one key have in common; it tells nothing of the key.
  std::string key_mark() const { return key_.word("mark", "key"); }
  /// YYYYMMDD moved into the past; empty when it is no date.
  std::string date(const std::string& original) const;
  /// The hexadecimal sum of a file, keyed.
  std::string sum(const std::string& original) const;
  StudyAttributes attributes(const StudyAttributes& original) const;
  /// The text without what was hidden, without any UID but those of DICOM itself.
  std::string text(const std::string& original) const;
  /// The same of every sentence and path of a document; single words stay.
  nlohmann::ordered_json texts(nlohmann::ordered_json document) const;

 private:
  PseudonymKey key_;
  int days_back_ = 0;
  bool patient_is_known_ = false;  ///< until then every quoted text is taken out
  struct LongestFirst {
    bool operator()(const std::string& a, const std::string& b) const {
      return a.size() != b.size() ? a.size() > b.size() : a < b;
    }
  };
  std::map<std::string, std::string, LongestFirst> hidden_;  ///< shown instead, by what is hidden
};

/// Those of a request: its paths, and the files below them, are hidden. Throws UsageError for a bad key.
Pseudonyms pseudonyms_for(const std::filesystem::path& key, const std::vector<std::filesystem::path>& paths);

/// Rewrites a text file line by line. Throws OutputError.
void pseudonymize_file(const std::filesystem::path& file, const Pseudonyms& pseudonyms);

}  // namespace osteosign
