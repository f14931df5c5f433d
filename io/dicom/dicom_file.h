#pragma once
#include <filesystem>
#include <memory>

class DcmFileFormat;

namespace osteosign {

/// A DICOM file with its large elements left on disk until they are asked for. Throws InputError naming the
/// file, and for a cut-off file the element that does not fit with its announced length.
std::unique_ptr<DcmFileFormat> load_dicom_file(const std::filesystem::path& file);

}  // namespace osteosign
