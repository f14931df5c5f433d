#pragma once
#include <filesystem>

#include "io/images/region_set.h"

namespace osteosign {

/// The regions of a DICOM Segmentation (on its own grid) or of an RT Structure Set (on `grid`), told apart by
/// SOP Class UID (0008,0016). Throws InputError naming the file, and the class when it is neither.
RegionSet read_dicom_regions(const std::filesystem::path& file, const ImageGrid& grid);

}  // namespace osteosign
