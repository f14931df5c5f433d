#pragma once
#include <string>
#include <vector>

namespace osteosign {

/// Patient and study as the images tell them, in UTF-8: copied into every object that is written. Empty where
/// the images say nothing; nothing is made up.
struct StudyAttributes {
  std::string patient_name, patient_id, issuer_of_patient_id;
  std::string birth_date, sex, age, size_m, weight_kg;
  std::string study_instance_uid, study_id, accession_number, study_description, referring_physician;
  std::string study_date, study_time;
  std::string burned_in_annotation;  ///< of pictures made of the images: "YES", "NO" or, when not told, empty
  std::string removed_identity_by;   ///< how identity was taken out; empty when the attributes are as found
};

/// What tells one written object from another. UIDs are derived from the inputs, so that the same run gives
/// the same object and a second sending replaces the first.
struct ObjectIdentity {
  std::string sop_instance_uid, series_instance_uid, series_description;
  int series_number = 0;
  int instance_number = 1;
  std::string content_date, content_time;  ///< YYYYMMDD, HHMMSS
};

/// The program as DICOM names an equipment.
struct Equipment {
  std::string manufacturer, model, serial_number, version;
};

/// Everything that the objects of one run have in common.
struct ObjectHeader {
  StudyAttributes study;
  ObjectIdentity identity;
  Equipment equipment;
};

/// An image that something was measured on.
struct SourceImage {
  std::string sop_class_uid, sop_instance_uid;
  int frame = 0;  ///< 1-based; 0 when the image has one frame
};

/// The images of one series that were used. The UID of an image is empty when the file had none.
struct SourceSeries {
  std::string study_instance_uid, series_instance_uid, modality;
  std::vector<SourceImage> images;
};

}  // namespace osteosign
