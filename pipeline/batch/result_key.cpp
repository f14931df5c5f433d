#include "pipeline/batch/result_key.h"

#include <fmt/format.h>

#include <algorithm>

#include "classify/rules_version.h"
#include "io/dicom/list_files.h"
#include "io/files/sha256.h"
#include "io/values/errors.h"
#include "pipeline/batch/study_list.h"
#include "pipeline/version.h"

namespace osteosign {
namespace {

namespace fs = std::filesystem;

/// A row of a list may name a path that does not exist; when it does, the key changes.
std::vector<std::string> content_of(const std::vector<fs::path>& inputs, FileHashes& hashes) {
  std::vector<std::string> content;
  for (const fs::path& input : inputs) {
    if (!fs::exists(input)) {
      content.push_back("missing " + input.string());
      continue;
    }
    for (const fs::path& file : list_files({input}).files) content.push_back(hashes.sha256(file));
  }
  std::ranges::sort(content);
  return content;
}

/// An option as it counts: a file by its content.
std::string option_text(const std::string& word, FileHashes& hashes) {
  const std::size_t equals = std::min(word.find('='), word.size());
  const std::string value = word.substr(std::min(equals + 1, word.size()));
  constexpr std::size_t dashes = 2;
  if (equals < dashes || !file_options().contains(word.substr(dashes, equals - dashes))) return word;
  std::string text = word.substr(0, equals);
  for (const std::string& content : content_of({fs::path(value)}, hashes)) text += "\n" + content;
  return text;
}

}  // namespace

std::string result_key(const BatchStudy& study, const std::vector<std::string>& analyze_words,
                       FileHashes& hashes) {
  std::string text = fmt::format("{}\n{}\n{}\noptions\n", software_version, software_commit, rules_version);
  for (const auto* words : {&analyze_words, &study.words})
    for (const std::string& word : *words) text += option_text(word, hashes) + "\n";
  text += "inputs\n";
  for (const std::string& content : content_of(study.inputs, hashes)) text += content + "\n";
  return sha256_of_text(text);
}

}  // namespace osteosign
