#pragma once
#include <filesystem>

#include "io/images/radiograph.h"
#include "sample_data/phantom/dicom_attributes.h"
#include "sample_data/phantom/film_exposure.h"

namespace osteosign::phantom {

/// Writes a phantom film as a Digital X-Ray Image Storage - For Presentation file. `exposure` tells
/// MONOCHROME1 or 2 and the distances. Throws OutputError naming the file.
void write_film_dicom(const Radiograph& film, const FilmExposure& exposure, const std::filesystem::path& file,
                      Compression compression);

}  // namespace osteosign::phantom
