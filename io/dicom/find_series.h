#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "io/values/measured.h"

namespace osteosign {

/// What a series is for osteosign.
enum class SeriesKind { ct, radiograph, segmentation, structure_set, report, other };

/// A file that is not used, and why.
struct RefusedFile {
  std::filesystem::path file;
  std::string reason;
};

/// One readable DICOM instance as far as grouping needs it.
struct InstanceEntry {
  std::filesystem::path file;
  std::string sop_class_uid;
  std::string sop_instance_uid;  ///< may be empty
  int number_of_frames = 1;
};

/// Instances that belong together: one series, or one reconstruction when several share a Series Instance
/// UID.
struct SeriesEntry {
  SeriesKind kind = SeriesKind::other;
  std::string series_instance_uid;  ///< may be empty: then grouped by folder and geometry
  std::string modality;
  std::string description;
  std::string body_part;
  std::string convolution_kernel;
  std::string image_type;
  std::string note;  ///< how it was separated from others of the same UID; empty when it was not
  int columns = 0;
  int rows = 0;
  Measured<double> slice_spacing_mm = Unknown{"fewer than two slices"};  ///< median distance along the normal
  std::vector<InstanceEntry> instances;  ///< in an order that depends on their content alone
};

/// Patient data that the judgement needs; absent values are unknown.
struct PatientFacts {
  Measured<double> age_years = Unknown{"Patient's Age (0010,1010) and birth date are absent"};
  Measured<std::string> sex = Unknown{"Patient's Sex (0010,0040) is absent"};  ///< "F", "M" or "O"
};

struct StudyEntry {
  std::string study_instance_uid;  ///< may be empty
  std::string date;                ///< YYYYMMDD or empty
  PatientFacts patient;
  std::vector<SeriesEntry> series;
};

struct Listing {
  std::vector<StudyEntry> studies;
  std::vector<RefusedFile> refused;  ///< every file that belongs to no series above
};

/// Everything under the given files and folders (DICOMDIR or not, any extension), grouped by study and
/// series. The result depends on the contents of the files, not on the order in which a folder lists them.
/// Throws InputError when a given path does not exist. A damaged file is listed in `refused`.
Listing find_series(const std::vector<std::filesystem::path>& inputs);

/// The CT series of a study that shows bone best, by a stated rule, and the reason why each other one was
/// passed over.
struct SeriesChoice {
  std::vector<const SeriesEntry*> chosen;
  std::vector<std::string> passed_over;  ///< "series 3 'Lung 1.0': sharp lung kernel, ..." for the warnings
};
SeriesChoice choose_ct_series(const StudyEntry& study);

}  // namespace osteosign
