#pragma once
#include <Eigen/Geometry>
#include <filesystem>
#include <optional>
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
  std::optional<int> series_number;
  std::string frame_of_reference_uid;
  Eigen::Vector3d slice_normal = Eigen::Vector3d::Zero();  ///< unit vector; zero without geometry
  Eigen::AlignedBox3d extent_mm;         ///< patient box of the pixel centres; empty without geometry
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

/// The CT series of a study that show bone best, and the reason why each other one was passed over. The rule,
/// each line deciding only where the lines before are equal:
///   0. usable: slices of Hounsfield units with at least two positions; anything else is passed over;
///   1. original images before derived ones (Image Type (0008,0008) value 1), so no reformats;
///   2. axial slices (normal within 45 degrees of the patient's long axis) before coronal and sagittal ones;
///   3. slice distance of at most 1.5 mm, then at most 3 mm, then the rest (the gates of the measurements);
///   4. kernel: bone or other sharp ones, then unknown and medium ones, then soft ones, lung kernels last;
///   5. the larger number of slices;
///   6. the smaller slice distance, then series number, then UID.
/// A further series is chosen as well when less than half of its patient box lies in the boxes of the better
/// ones (neck and pelvis in one study).
struct SeriesChoice {
  std::vector<const SeriesEntry*> chosen;
  std::vector<std::string> passed_over;  ///< "series 3 'Lung 1.0': sharp lung kernel, ..." for the warnings
};
SeriesChoice choose_ct_series(const StudyEntry& study);

}  // namespace osteosign
