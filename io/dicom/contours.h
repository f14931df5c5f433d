#pragma once
#include <Eigen/Core>
#include <string>
#include <vector>

class DcmDataset;

namespace osteosign {

/// One contour of a structure set as it stands in the file.
struct Contour {
  std::string type;  ///< Contour Geometric Type (3006,0042)
  std::vector<Eigen::Vector3d> points_in_patient_mm;
};

struct ContouredRoi {
  int number = 0;
  std::string name;
  std::vector<Contour> contours;
};

/// ROIs in the order of the Structure Set ROI Sequence, with or without contours. Throws InputError with tag
/// and value; the caller adds the file name.
std::vector<ContouredRoi> read_contours(DcmDataset& dataset);

}  // namespace osteosign
