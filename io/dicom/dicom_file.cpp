#include "io/dicom/dicom_file.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dctk.h>
#include <fmt/format.h>

#include <mutex>

#include "io/values/errors.h"

namespace osteosign {
namespace {

// DCMTK writes its own opinion of damaged files to stderr; ours goes into the exception.
void silence_dcmtk_once() {
  static std::once_flag silenced;
  std::call_once(silenced, [] { OFLog::configure(OFLogger::OFF_LOG_LEVEL); });
}

void require_dictionary() {
  if (!dcmDataDict.isDictionaryLoaded())
    throw InputError(
        "the DICOM data dictionary of DCMTK is not there; see DCMDICTPATH and package libdcmtk17");
}

std::string tag_and_name(const DcmTagKey& key) {
  DcmTag tag(key);
  return fmt::format("{} ({:04X},{:04X})", tag.getTagName(), key.getGroup(), key.getElement());
}

/// What DCMTK had read when it gave up: the last element is the one that broke the file.
std::string where_it_broke(DcmDataset& dataset, std::uintmax_t file_bytes) {
  const unsigned long elements = dataset.card();
  if (elements == 0) return fmt::format("no data element could be read; the file has {} bytes", file_bytes);
  const DcmElement& last = *dataset.getElement(elements - 1);
  const std::string tag = tag_and_name(last.getTag());
  const Uint32 announced = const_cast<DcmElement&>(last).getLengthField();
  if (announced == DCM_UndefinedLength)
    return fmt::format("{} is cut off or damaged; the file has {} bytes", tag, file_bytes);
  return fmt::format("{} announces {} bytes, more than are left of the {} bytes of the file", tag, announced,
                     file_bytes);
}

}  // namespace

std::unique_ptr<DcmFileFormat> load_dicom_file(const std::filesystem::path& file) {
  silence_dcmtk_once();
  require_dictionary();
  std::error_code failure;
  if (!std::filesystem::is_regular_file(file, failure))
    throw InputError(fmt::format("{}: no such file", file.string()));
  const std::uintmax_t file_bytes = std::filesystem::file_size(file, failure);
  auto format = std::make_unique<DcmFileFormat>();
  const OFCondition status = format->loadFile(file.c_str());
  if (status.bad())
    throw InputError(fmt::format("{}: not a readable DICOM file: {}: {}", file.string(),
                                 where_it_broke(*format->getDataset(), file_bytes), status.text()));
  if (format->getDataset()->card() == 0)
    throw InputError(fmt::format("{}: not a DICOM file: it holds no data element", file.string()));
  return format;
}

}  // namespace osteosign
