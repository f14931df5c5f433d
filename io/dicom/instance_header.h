#pragma once
#include <optional>
#include <string>
#include <vector>

#include "io/dicom/find_series.h"
#include "io/dicom/image_plane.h"

namespace osteosign {

/// A described value, for telling images at the same position apart ("Acquisition Number", "2").
struct NamedValue {
  std::string name;
  std::string value;
  friend bool operator==(const NamedValue&, const NamedValue&) = default;
};

/// What grouping needs to know about one DICOM file; absent texts are empty.
struct InstanceHeader {
  InstanceEntry entry;
  SeriesKind kind = SeriesKind::other;
  std::string why_other;  ///< for SeriesKind::other: what it is instead
  std::string study_instance_uid;
  std::string series_instance_uid;
  std::string frame_of_reference_uid;
  std::string patient_id;  ///< only for telling studies without a UID apart; never written anywhere
  std::string study_date;
  PatientFacts patient;
  std::string modality;
  std::string description;
  std::string body_part;
  std::string convolution_kernel;
  std::string image_type;
  std::string rescale_type;
  std::optional<int> series_number;
  std::optional<int> instance_number;
  int columns = 0;
  int rows = 0;
  Measured<std::vector<ImagePlane>> planes = Unknown{"not a CT image"};  ///< one for each frame
  /// What may tell several acquisitions in one series apart, the most telling first.
  std::vector<NamedValue> acquisition;
};

/// The header of a file. Throws InputError with the reason alone when it is no DICOM image or document that
/// can be grouped (not DICOM, a DICOMDIR, damaged).
InstanceHeader read_instance_header(const std::filesystem::path& file);

}  // namespace osteosign
