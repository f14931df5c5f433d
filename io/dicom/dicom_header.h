#pragma once
#include <filesystem>
#include <memory>

class DcmFileFormat;

namespace osteosign {

/// The attributes of a DICOM file in front of its pixel data, which stay unread: enough for grouping and
/// geometry, at a third of a millisecond a file. Files without preamble or meta header are accepted when they
/// start like a data set. Throws InputError with the reason alone ("not a DICOM file", "empty file", ...);
/// the caller adds the file name.
std::unique_ptr<DcmFileFormat> load_dicom_header(const std::filesystem::path& file);

}  // namespace osteosign
