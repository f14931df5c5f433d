#pragma once
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "io/values/dicom_object.h"

namespace osteosign {

/// A PDF file inside a DICOM object (PS3.3 A.45.1), with the images that it tells of. Throws OutputError.
void write_encapsulated_pdf(const std::vector<std::uint8_t>& pdf, const std::string& title,
                            const std::vector<SourceSeries>& images, const ObjectHeader& header,
                            const std::filesystem::path& file);

}  // namespace osteosign
