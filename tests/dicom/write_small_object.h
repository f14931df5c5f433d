#pragma once
#include <filesystem>
#include <string>

namespace osteosign::test {

/// A DICOM object with little in it.
struct SmallObject {
  std::string sop_class_uid = "1.2.840.10008.5.1.4.1.1.2";  ///< CT image
  std::string sop_instance_uid = "1.2.3.4.1";
  std::string study_instance_uid = "1.2.3";
  std::string series_instance_uid = "1.2.3.4";
  std::string modality = "CT";
  std::string manufacturer = "phantom";
  int instances_in_study = 0;  ///< Number of Study Related Instances; 0: absent
  int pixel_bytes = 512;       ///< even
};

/// Writes it as a file in explicit little endian.
void write_small_object(const SmallObject& object, const std::filesystem::path& file);

}  // namespace osteosign::test
