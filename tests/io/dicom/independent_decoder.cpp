#include "tests/io/dicom/independent_decoder.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dctk.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace osteosign::test {
namespace {

/// The cells of a little-endian pixel data dump, by the header of `file`.
std::vector<std::int32_t> interpret(const std::filesystem::path& dump, const std::filesystem::path& file) {
  DcmFileFormat format;
  if (format.loadFile(file.c_str()).bad()) throw std::runtime_error("cannot load " + file.string());
  Uint16 allocated = 0, stored = 0, high = 0, is_signed = 0, rows = 0, columns = 0;
  Sint32 frames = 0;
  DcmDataset& dataset = *format.getDataset();
  dataset.findAndGetUint16(DCM_BitsAllocated, allocated);
  dataset.findAndGetUint16(DCM_BitsStored, stored);
  dataset.findAndGetUint16(DCM_HighBit, high);
  dataset.findAndGetUint16(DCM_PixelRepresentation, is_signed);
  dataset.findAndGetUint16(DCM_Rows, rows);
  dataset.findAndGetUint16(DCM_Columns, columns);
  if (dataset.findAndGetSint32(DCM_NumberOfFrames, frames).bad()) frames = 1;
  std::ifstream in(dump, std::ios::binary);
  const std::vector<char> bytes((std::istreambuf_iterator<char>(in)), {});
  const std::size_t cell_bytes = allocated / 8, cells = std::size_t(rows) * columns * std::size_t(frames);
  if (cells == 0 || bytes.size() < cells * cell_bytes)
    throw std::runtime_error("short dump of " + file.string());
  std::vector<std::int32_t> values;
  for (std::size_t i = 0; i < cells; ++i) {
    std::int64_t cell = 0;
    for (std::size_t b = 0; b < cell_bytes; ++b)
      cell += std::int64_t(static_cast<unsigned char>(bytes[i * cell_bytes + b])) << (8 * b);
    cell = (cell >> (high + 1 - stored)) % (std::int64_t(1) << stored);
    if (is_signed != 0 && cell >= std::int64_t(1) << (stored - 1)) cell -= std::int64_t(1) << stored;
    values.push_back(static_cast<std::int32_t>(cell));
  }
  return values;
}

std::vector<std::int32_t> values_of_raw_file(const std::filesystem::path& decompressed) {
  const std::filesystem::path dump = decompressed.string() + ".raw";
  run_tool("gdcmraw", {"-i", decompressed.string(), "-o", dump.string()});
  return interpret(dump, decompressed);
}

}  // namespace

TemporaryFolder::TemporaryFolder() {
  std::string name = (std::filesystem::temp_directory_path() / "osteosign_test_XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
  path_ = name;
}
TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

void run_tool(const std::string& tool, const std::vector<std::string>& arguments) {
  std::string command = tool;
  for (const std::string& argument : arguments) command += " '" + argument + "'";
  command += " >/dev/null 2>&1";
  const int status = std::system(command.c_str());
  if (status != 0) throw std::runtime_error(command + " ended with " + std::to_string(status));
}

std::filesystem::path pydicom_file(const std::string& name) {
  const std::filesystem::path file = "/usr/lib/python3/dist-packages/pydicom/data/test_files/" + name;
  if (!std::filesystem::exists(file)) throw std::runtime_error(file.string() + ": is python3-pydicom there?");
  return file;
}

std::vector<std::int32_t> stored_values_by_gdcm(const std::filesystem::path& file) {
  const TemporaryFolder folder;
  run_tool("gdcmconv", {"--raw", file.string(), (folder / "raw.dcm").string()});
  return values_of_raw_file(folder / "raw.dcm");
}

std::vector<std::int32_t> stored_values_by_dcmtk(const std::string& tool, const std::filesystem::path& file) {
  const TemporaryFolder folder;
  run_tool(tool, {file.string(), (folder / "raw.dcm").string()});
  return values_of_raw_file(folder / "raw.dcm");
}

}  // namespace osteosign::test
