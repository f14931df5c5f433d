#include "pipeline/pseudonyms.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <regex>

#include "io/dicom/list_files.h"
#include "io/values/errors.h"
#include "pipeline/output_folder.h"
#include "pipeline/version.h"

namespace osteosign {
namespace {

bool is_word_letter(char letter) {
  const auto byte = static_cast<unsigned char>(letter);
  return std::isalnum(byte) != 0 || byte >= 0x80;
}

std::string in_small_letters(std::string text) {
  for (char& letter : text) letter = static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
  return text;
}

/// Replaces `hidden` where it stands as a word of its own, in capitals or not.
std::string without(const std::string& text, const std::string& hidden, const std::string& shown) {
  const std::string small = in_small_letters(text), wanted = in_small_letters(hidden);
  std::string result;
  std::size_t at = 0;
  for (std::size_t found; (found = small.find(wanted, at)) != std::string::npos;) {
    const std::size_t end = found + wanted.size();
    const bool is_part = (found > 0 && is_word_letter(text[found - 1]) && is_word_letter(wanted.front())) ||
                         (end < text.size() && is_word_letter(text[end]) && is_word_letter(wanted.back()));
    result.append(text, at, found - at);
    result += is_part ? text.substr(found, wanted.size()) : shown;
    at = end;
  }
  return at == 0 ? text : result.append(text, at);
}

/// A short number, such as "150", would be taken out of measured values, too.
bool is_telling(const std::string& identifier) {
  constexpr std::size_t shortest_number = 5, shortest_word = 3;
  const bool is_number =
      std::ranges::all_of(identifier, [](unsigned char letter) { return std::isdigit(letter) != 0; });
  return identifier.size() >= (is_number ? shortest_number : shortest_word);
}

/// Who the dates belong to: the most lasting of what is known.
std::string patient_of(const StudyAttributes& study) {
  if (!study.patient_id.empty()) return study.issuer_of_patient_id + "\n" + study.patient_id;
  if (!study.patient_name.empty()) return study.patient_name + "\n" + study.birth_date;
  return study.study_instance_uid;
}

/// Values of a header are quoted in messages; until the patient is known, any of them may tell who it is.
std::string without_quoted_texts(const std::string& text) {
  static const std::regex quoted("'[^']*'|\"[^\"]*\"");
  return std::regex_replace(text, quoted, "(value removed)");
}

std::string without_uids(const std::string& text, const Pseudonyms& pseudonyms) {
  static const std::regex uid("[0-2](?:\\.[0-9]+){4,}");
  std::string result;
  auto last = text.begin();
  for (std::sregex_iterator match(text.begin(), text.end(), uid), end; match != end; ++match) {
    const std::string found = match->str();
    result.append(last, text.begin() + match->position());
    result += found.starts_with("1.2.840.10008.") ? found : pseudonyms.uid(found);
    last = text.begin() + match->position() + match->length();
  }
  return result.append(last, text.end());
}

}  // namespace

void Pseudonyms::know_patient(const StudyAttributes& original) {
  patient_is_known_ = true;
  constexpr std::size_t shortest_part = 3;
  days_back_ = key_.days_back(patient_of(original));
  for (const std::string* words : {&original.patient_name, &original.referring_physician}) {
    std::string part;
    for (const char letter : *words + "^") {
      const bool ends = letter == '^' || letter == '=' || letter == ' ' || letter == ',';
      if (ends && part.size() >= shortest_part) hidden_[part] = "(name)";
      part = ends ? std::string{} : part + letter;
    }
  }
  for (const std::string* word :
       {&original.patient_id, &original.accession_number, &original.study_id, &original.birth_date})
    if (is_telling(*word)) hidden_[*word] = "(identifier)";
  hide_words(original.study_description, "(study description)");
  if (!original.study_date.empty()) hidden_[original.study_date] = date(original.study_date);
}

void Pseudonyms::hide_path(const std::filesystem::path& path) {
  constexpr std::size_t shortest_name = 5;
  const std::string shown = "file-" + key_.word("path", path.string()).substr(0, 8);
  hidden_[path.string()] = shown;
  const std::string name = path.filename().string();
  const bool has_letter =
      std::ranges::any_of(name, [](unsigned char letter) { return std::isalpha(letter) != 0; });
  if (name.size() >= shortest_name && has_letter) hidden_[name] = shown;
}

/// One plain word, such as "Bone", is left: it names what was examined, and a sentence without it is none.
void Pseudonyms::hide_words(const std::string& words, const std::string& shown_instead) {
  const bool is_one_word =
      std::ranges::all_of(words, [](unsigned char letter) { return std::isalpha(letter) != 0; });
  if (!is_one_word) hidden_[words] = shown_instead;
}

std::string Pseudonyms::date(const std::string& original) const {
  if (original.size() != 8 ||
      !std::ranges::all_of(original, [](unsigned char c) { return std::isdigit(c) != 0; }))
    return {};
  namespace chrono = std::chrono;
  const auto number = [&](std::size_t first, std::size_t count) {
    return std::stoi(original.substr(first, count));
  };
  const chrono::year_month_day day{chrono::year(number(0, 4)),
                                   chrono::month(static_cast<unsigned>(number(4, 2))),
                                   chrono::day(static_cast<unsigned>(number(6, 2)))};
  if (!day.ok()) return {};
  const chrono::year_month_day moved(chrono::sys_days(day) - chrono::days(days_back_));
  return fmt::format("{:04}{:02}{:02}", static_cast<int>(moved.year()), static_cast<unsigned>(moved.month()),
                     static_cast<unsigned>(moved.day()));
}

std::string Pseudonyms::sum(const std::string& original) const {
  std::string digits;
  for (const std::uint8_t byte : key_.digest("file", original)) digits += fmt::format("{:02x}", byte);
  return digits;
}

StudyAttributes Pseudonyms::attributes(const StudyAttributes& original) const {
  StudyAttributes study;
  study.patient_id = key_.word("patient", patient_of(original));
  study.patient_name = "Pseudonym^" + study.patient_id;
  study.study_instance_uid = uid(original.study_instance_uid);
  study.accession_number = key_.word("accession", original.accession_number);
  study.study_date = date(original.study_date);
  study.burned_in_annotation = original.burned_in_annotation;
  study.removed_identity_by =
      fmt::format("{} {}: keyed pseudonyms, moved dates", software_name, software_version);
  return study;
}

std::string Pseudonyms::text(const std::string& original) const {
  std::string text = original;
  if (!patient_is_known_) text = without_quoted_texts(text);
  for (const auto& [hidden, shown] : hidden_) text = without(text, hidden, shown);
  return without_uids(text, *this);
}

nlohmann::ordered_json Pseudonyms::texts(nlohmann::ordered_json document) const {
  if (document.is_string()) {
    const std::string& said = document.get_ref<const std::string&>();
    return said.find_first_of(" /\\.") == std::string::npos ? said : text(said);
  }
  if (document.is_structured())
    for (nlohmann::ordered_json& part : document) part = texts(std::move(part));
  return document;
}

Pseudonyms pseudonyms_for(const std::filesystem::path& key, const std::vector<std::filesystem::path>& paths) {
  Pseudonyms pseudonyms(read_pseudonym_key(key));
  for (const std::filesystem::path& path : paths) {
    pseudonyms.hide_path(path);
    if (!std::filesystem::exists(path)) continue;
    const FoundFiles found = list_files({path});
    for (const std::filesystem::path& file : found.files) pseudonyms.hide_path(file);
    for (const RefusedFile& file : found.refused) pseudonyms.hide_path(file.file);
  }
  return pseudonyms;
}

void pseudonymize_file(const std::filesystem::path& file, const Pseudonyms& pseudonyms) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) throw OutputError(fmt::format("{}: cannot be read again", file.string()));
  std::string text;
  for (std::string line; std::getline(stream, line);) text += pseudonyms.text(line) + '\n';
  stream.close();
  write_text(file, text);
}

}  // namespace osteosign
