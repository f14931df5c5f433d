#pragma once
#include <Eigen/Core>
#include <array>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "io/values/measured.h"

namespace osteosign {

/// What a NIfTI-1 file holds, as label numbers in file order.
struct NiftiLabels {
  int dimensions = 0;                 ///< as the header says; trailing dimensions of length 1 do not count
  std::array<int, 3> size{1, 1, 1};   ///< i, j, k
  std::vector<std::uint16_t> labels;  ///< i fastest
  /// From voxel to LPS mm: the sform, unless it leads to an atlas space (code 3 and above) while the qform
  /// leads to the scanner, or is absent.
  Measured<Eigen::Matrix4d> patient_from_voxel = Unknown{"sform_code and qform_code are 0"};
  std::map<std::uint16_t, std::string> names;  ///< from a Caret label table in the header (TotalSegmentator)
};

/// True when the file starts like NIfTI-1, compressed or not.
bool is_nifti(const std::filesystem::path& file);

/// Any integer or float type whose values (with scl_slope and scl_inter) are whole numbers. Throws
/// InputError; the caller adds the file name.
NiftiLabels read_nifti_labels(const std::filesystem::path& file);

}  // namespace osteosign
