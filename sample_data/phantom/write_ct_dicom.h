#pragma once
#include <filesystem>

#include "io/images/ct_volume.h"
#include "sample_data/phantom/dicom_attributes.h"

namespace osteosign::phantom {

/// Writes a CT as one CT Image Storage file for each slice (0001.dcm ...) into an existing folder, with the
/// UIDs of the volume. `laterality` of a paired part is L or R; a volume does not know it, so nothing is
/// written where none is given. Throws OutputError naming the file.
void write_ct_dicom(const CtVolume& ct, const std::filesystem::path& folder, Compression compression,
                    const std::string& laterality = "");

}  // namespace osteosign::phantom
