#include "io/dicom/dicom_header.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dctk.h>
#include <fmt/format.h>

#include <array>
#include <fstream>
#include <mutex>
#include <string_view>

#include "io/values/errors.h"

namespace osteosign {
namespace {

constexpr std::size_t preamble_bytes = 128;
constexpr std::size_t start_bytes = preamble_bytes + 4;

// DCMTK writes its own opinion of damaged files to stderr; ours goes into the list of refused files.
void silence_dcmtk_once() {
  static std::once_flag silenced;
  std::call_once(silenced, [] { OFLog::configure(OFLogger::OFF_LOG_LEVEL); });
}

std::string first_bytes(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) throw InputError("cannot be opened for reading");
  std::string bytes(start_bytes, '\0');
  stream.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  bytes.resize(static_cast<std::size_t>(stream.gcount()));
  return bytes;
}

/// A data set without preamble starts with an element of group 0002 or 0008, in either byte order. DCMTK
/// itself would try to parse any text file.
bool starts_like_dicom(const std::string& bytes) {
  if (bytes.size() == start_bytes && std::string_view(bytes).substr(preamble_bytes) == "DICM") return true;
  if (bytes.size() < 8) return false;
  const int first = static_cast<unsigned char>(bytes[0]);
  const int second = static_cast<unsigned char>(bytes[1]);
  const int group = second == 0 ? first : (first == 0 ? second : -1);
  return group == 2 || group == 8;
}

}  // namespace

std::unique_ptr<DcmFileFormat> load_dicom_header(const std::filesystem::path& file) {
  silence_dcmtk_once();
  const std::string start = first_bytes(file);
  if (start.empty()) throw InputError("empty file");
  if (!starts_like_dicom(start)) throw InputError("not a DICOM file");
  constexpr Uint32 longest_value_kept_in_memory = 4096;
  auto format = std::make_unique<DcmFileFormat>();
  const OFCondition status = format->loadFileUntilTag(
      file.c_str(), EXS_Unknown, EGL_noChange, longest_value_kept_in_memory, ERM_autoDetect, DCM_PixelData);
  if (status.bad()) throw InputError(fmt::format("damaged or cut-off DICOM file: {}", status.text()));
  if (format->getDataset()->card() == 0) throw InputError("DICOM file without any data element");
  return format;
}

}  // namespace osteosign
