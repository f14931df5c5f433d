#pragma once
#include <Eigen/Core>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

class DcmDataset;

namespace osteosign::test {

/// One CT image to be written, with a deliberately small matrix.
struct WrittenSlice {
  Eigen::Vector3d position_mm = Eigen::Vector3d::Zero();
  Eigen::Vector3d row{1, 0, 0};
  Eigen::Vector3d column{0, 1, 0};
  int columns = 12;
  int rows = 10;
  double column_mm = 0.8;
  double row_mm = 1.25;
  int bits = 16;  ///< allocated and stored
  bool is_signed = true;
  double slope = 1;
  double intercept = 0;
  int instance_number = 1;
  std::vector<int> stored = {};                ///< filled by `fill` or by hand
  std::function<void(DcmDataset&)> edit = {};  ///< last change to the data set before it is written

  Eigen::Vector3d pixel_mm(int column_index, int row_index) const;
  /// Stored values so that the Hounsfield units are `hounsfield(patient point)`.
  void fill(const std::function<double(const Eigen::Vector3d&)>& hounsfield);
};

/// Hounsfield units that differ in every direction: linear, so that linear interpolation is exact, and
/// without any symmetry, so that a mirrored or turned volume cannot agree.
double slanted_field_hu(const Eigen::Vector3d& point_mm);

/// A stack of `count` slices with `step_mm` between their positions, filled with the slanted field.
std::vector<WrittenSlice> slice_stack(const WrittenSlice& first, const Eigen::Vector3d& step_mm, int count);

/// Writes one file; UIDs are made from `series_uid` and the instance number.
void write_slice(const WrittenSlice& slice, const std::filesystem::path& file,
                 const std::string& series_uid = "1.2.3.1");

/// Writes FOLDER/slice_0000.dcm and so on, creating the folder.
void write_series(const std::vector<WrittenSlice>& slices, const std::filesystem::path& folder,
                  const std::string& series_uid = "1.2.3.1");

/// Writes the slices as frames of one Enhanced CT image: position and rescale for each frame, the rest
/// shared.
void write_enhanced_ct(const std::vector<WrittenSlice>& slices, const std::filesystem::path& file);

}  // namespace osteosign::test
