#pragma once
#include <filesystem>
#include <string>

namespace osteosign {

/// An output folder that appears whole or not at all: files go into a hidden sibling, which takes the final
/// name at `publish`. An earlier result of osteosign at that name is replaced; any other folder with content
/// is left alone.
class OutputFolder {
 public:
  /// Throws OutputError when the name is taken by a file or by a folder that osteosign did not write.
  explicit OutputFolder(std::filesystem::path final_path);
  /// Removes what was not published.
  ~OutputFolder();
  OutputFolder(const OutputFolder&) = delete;
  OutputFolder& operator=(const OutputFolder&) = delete;

  /// Where to write until `publish`.
  const std::filesystem::path& folder() const { return partial_; }
  /// Gives the folder its final name. Throws OutputError.
  void publish();

 private:
  std::filesystem::path final_;
  std::filesystem::path partial_;
};

/// Writes a text file. Throws OutputError naming it.
void write_text(const std::filesystem::path& file, const std::string& text);

}  // namespace osteosign
