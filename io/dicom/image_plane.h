#pragma once
#include <Eigen/Core>

class DcmDataset;
class DcmItem;
class DcmTagKey;

namespace osteosign {

/// Where one slice lies in the patient (PS3.3 C.7.6.2.1.1), LPS millimetres.
struct ImagePlane {
  Eigen::Vector3d position_mm;       ///< centre of the first pixel
  Eigen::Vector3d row_direction;     ///< unit vector of increasing column index
  Eigen::Vector3d column_direction;  ///< unit vector of increasing row index, made exactly orthogonal
  double column_mm;                  ///< distance between neighbouring columns
  double row_mm;                     ///< distance between neighbouring rows
  Eigen::Vector3d normal() const;    ///< row_direction x column_direction
};

/// How far an orientation may miss unit length and a right angle: DS strings with three decimals do by 5e-4.
constexpr double orientation_tolerance = 1e-3;

/// The plane of a frame (0-based), from the main data set or from the functional groups of a multi-frame
/// image. Throws InputError naming tag and value when position, orientation or pixel spacing is absent,
/// broken or not orthonormal within `orientation_tolerance`; the caller adds the file name.
ImagePlane image_plane(DcmDataset& dataset, int frame);

/// The item that holds a functional group macro for a frame (0-based): its per-frame item, else the shared
/// one, else the data set itself, where single-frame images keep the same attributes.
DcmItem& functional_group(DcmDataset& dataset, int frame, const DcmTagKey& macro);

}  // namespace osteosign
