#include "tests/pipeline/report/source_texts.h"

#include <algorithm>
#include <cctype>
#include <fstream>
#include <regex>
#include <sstream>
#include <stdexcept>

namespace osteosign {
namespace {

bool is_space(char c) { return std::isspace(static_cast<unsigned char>(c)) != 0; }
bool is_of_name(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

/// The last name before a place, with the one before it: a declaration has its type there.
std::string names_before(const std::string& code, std::size_t at) {
  std::string names;
  for (int name = 0; name < 2; ++name) {
    while (at > 0 && is_space(code[at - 1])) --at;
    const std::size_t end = at;
    while (at > 0 && is_of_name(code[at - 1])) --at;
    names = code.substr(at, end - at) + " " + names;
  }
  return " " + names;
}

/// Walks through code once.
class Reader {
 public:
  explicit Reader(const std::string& code) : code_(code) {}

  std::vector<SourceText> texts() && {
    while (at_ < code_.size()) step();
    std::erase_if(texts_, [](const SourceText& each) {
      return each.text.find(' ') == std::string::npos ||
             std::ranges::none_of(each.text, [](unsigned char c) { return std::isalpha(c) != 0; });
    });
    return std::move(texts_);
  }

 private:
  void step() {
    const char c = code_[at_];
    if (code_.compare(at_, 2, "//") == 0) {
      at_ = std::min(code_.find('\n', at_), code_.size());
    } else if (code_.compare(at_, 3, "R\"(") == 0) {
      at_ = std::min(code_.find(")\"", at_), code_.size() - 2) + 2;
    } else if (c == '"') {
      read_literal();
    } else if (c == '\'' && (code_.compare(at_ + 2, 1, "'") == 0 || code_.compare(at_ + 1, 1, "\\") == 0)) {
      at_ = code_.find('\'', at_ + 2) + 1;
      continues_ = false;
    } else {
      read_other(c);
    }
  }
  void read_literal() {
    std::string text;
    for (++at_; code_[at_] != '"'; ++at_) {
      const bool escaped = code_[at_] == '\\';
      if (escaped) ++at_;
      text += escaped && code_[at_] == 'n' ? '\n' : code_[at_];
    }
    ++at_;
    if (continues_)
      texts_.back().text += text;
    else
      texts_.push_back({text, open_});
    continues_ = true;
  }
  void read_other(char c) {
    if (c == '(' || c == '{') open_.push_back(names_before(code_, at_));
    if ((c == ')' || c == '}') && !open_.empty()) open_.pop_back();
    if (!is_space(c)) continues_ = false;
    ++at_;
  }

  const std::string& code_;
  std::size_t at_ = 0;
  bool continues_ = false;  ///< nothing stands behind the last literal as yet
  std::vector<std::string> open_;
  std::vector<SourceText> texts_;
};

std::string content_of(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) throw std::runtime_error(file.string() + " cannot be read");
  std::ostringstream content;
  content << stream.rdbuf();
  return content.str();
}

}  // namespace

bool SourceText::is_handed_to(const std::string& name) const {
  return std::ranges::any_of(
      callers, [&](const std::string& caller) { return caller.find(" " + name + " ") != std::string::npos; });
}

std::vector<SourceText> texts_in_code(const std::string& code) { return Reader(code).texts(); }

std::vector<SourceFile> texts_of_folder(const std::filesystem::path& root, const std::string& folder) {
  std::vector<SourceFile> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(root / folder)) {
    const std::string ending = entry.path().extension().string();
    if (ending == ".h" || ending == ".cpp")
      files.push_back(
          {std::filesystem::relative(entry.path(), root).string(), texts_in_code(content_of(entry.path()))});
  }
  std::ranges::sort(files, {}, &SourceFile::path);
  return files;
}

std::string filled_in(const std::string& text) {
  static const std::regex place(R"(\{[^{}]*\})");
  std::string filled = text;
  while (std::regex_search(filled, place)) filled = std::regex_replace(filled, place, "7");
  if (std::string(" ,:;)\"'").find(filled.front()) != std::string::npos) filled = "7" + filled;
  if (std::string(" (\"'").find(filled.back()) != std::string::npos) filled += "7";
  return filled;
}

}  // namespace osteosign
