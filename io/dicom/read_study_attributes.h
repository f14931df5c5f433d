#pragma once
#include <filesystem>
#include <string>

#include "io/values/dicom_object.h"

namespace osteosign {

/// Patient and study of an image, turned to UTF-8 from whatever character set it has. Values that DICOM does
/// not allow (a date that is none, an identifier that is too long) are left out.
struct ReadStudyAttributes {
  StudyAttributes study;
  std::string position_reference;  ///< Position Reference Indicator (0020,1040)
  std::string date_of_images,
      time_of_images;  ///< of study, series, acquisition or content: the first there is
};

/// Whether DICOM allows the UID (PS3.5 9.1): an object that refers to another one would not be valid itself.
bool is_valid_uid(const std::string& uid);

/// Throws InputError naming the file.
ReadStudyAttributes read_study_attributes(const std::filesystem::path& image);

}  // namespace osteosign
