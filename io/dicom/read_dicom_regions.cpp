#include "io/dicom/read_dicom_regions.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dctk.h>
#include <fmt/format.h>

#include "io/dicom/dicom_file.h"
#include "io/dicom/read_segmentation.h"
#include "io/dicom/read_structure_set.h"
#include "io/values/errors.h"

namespace osteosign {
namespace {

// Younger than DCMTK 3.6.7 (Supplement 243).
constexpr const char* label_map_segmentation_storage = "1.2.840.10008.5.1.4.1.1.66.7";

std::string sop_class_of(const std::filesystem::path& file) {
  OFString uid;
  load_dicom_file(file)->getDataset()->findAndGetOFString(DCM_SOPClassUID, uid);
  return uid.c_str();
}

}  // namespace

RegionSet read_dicom_regions(const std::filesystem::path& file, const ImageGrid& grid) {
  const std::string sop_class = sop_class_of(file);
  if (sop_class == UID_SegmentationStorage || sop_class == label_map_segmentation_storage)
    return read_segmentation(file);
  if (sop_class == UID_RTStructureSetStorage) return read_structure_set(file, grid);
  throw InputError(
      fmt::format("{}: SOP Class UID (0008,0016) is \"{}\", neither a Segmentation nor an RT Structure Set",
                  file.string(), sop_class));
}

}  // namespace osteosign
