#pragma once
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace osteosign::test {

/// A folder of its own for one test, removed with it.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  std::filesystem::path operator/(const std::string& name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
};

/// Runs a program of dcmtk or gdcm with its arguments. Throws when it is missing or fails, so that a test
/// without its independent witness fails.
void run_tool(const std::string& tool, const std::vector<std::string>& arguments);

/// Test files that come with python3-pydicom.
std::filesystem::path pydicom_file(const std::string& name);

/// Stored values of all frames as gdcmconv and gdcmraw decode them, in another process. The bits of a cell
/// are interpreted here by the text of PS3.5 8.1.1, not by the code under test.
std::vector<std::int32_t> stored_values_by_gdcm(const std::filesystem::path& file);

/// The same after `tool INPUT OUTPUT` of dcmtk (dcmdjpeg, dcmdjpls, dcmdrle, dcmconv +te).
std::vector<std::int32_t> stored_values_by_dcmtk(const std::string& tool, const std::filesystem::path& file);

}  // namespace osteosign::test
