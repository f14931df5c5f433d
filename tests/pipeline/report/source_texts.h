#pragma once
#include <filesystem>
#include <string>
#include <vector>

namespace osteosign {

/// A text with a space in it that stands in C++ code, with what it is handed to: for `Unknown{fmt::format("no
/// {}")}` the callers are "Unknown" and "format".
struct SourceText {
  std::string text;
  std::vector<std::string> callers;

  bool is_handed_to(const std::string& name) const;
};

/// Texts of a piece of code in their order; literals that follow each other are one, comments are none.
std::vector<SourceText> texts_in_code(const std::string& code);

/// Of all .h and .cpp files under a folder of the source tree, the folder's own subfolders included.
struct SourceFile {
  std::string path;  ///< from the root of the source tree
  std::vector<SourceText> texts;
};
std::vector<SourceFile> texts_of_folder(const std::filesystem::path& root, const std::string& folder);

/// The text as a report may show it: a number at each place of a format, and where it goes on.
std::string filled_in(const std::string& text);

}  // namespace osteosign
