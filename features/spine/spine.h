#pragma once
#include <Eigen/Core>
#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "features/prepare/voxel_mask.h"
#include "features/values/vertebra.h"
#include "io/images/label_map.h"

namespace osteosign {

/// One point of the middle of the spinal canal, in patient millimetres.
struct CanalPoint {
  Eigen::Vector3d centre_mm;
  Eigen::Vector3d tangent;  ///< unit vector along the canal, cranial
  Eigen::Vector3d forward;  ///< unit vector across it, from the canal to the vertebral bodies (anterior)
  double arc_mm = 0;        ///< way along the canal from its most cranial point
};

/// One vertebra as it was found, before anything is measured.
struct FoundVertebra {
  std::uint16_t label = 0;  ///< its number in Spine::vertebrae; 1 is the most cranial
  VertebraLevel level;
  Eigen::Vector3d body_centre_mm = Eigen::Vector3d::Zero();
  Eigen::Vector3d cranial = Eigen::Vector3d::UnitZ();   ///< axis of the body
  Eigen::Vector3d forward = -Eigen::Vector3d::UnitY();  ///< from canal to body
  bool cut_by_border = false;
  bool carries_dens = false;  ///< C2, told by its dens: the body has no upper endplate
};

/// The spine of a CT: instances, levels, canal. Empty when there is none in view; `notes` say why.
struct Spine {
  LabelMap vertebrae;                ///< on the grid of the CT; 0 = no vertebra; body and arch, ribs left out
  std::vector<FoundVertebra> found;  ///< from cranial to caudal
  std::vector<CanalPoint> canal;  ///< from cranial to caudal, about 1 mm apart; empty when no canal was seen
  VoxelMask canal_region;         ///< the canal itself, on the grid of the CT
  std::string labels_from;        ///< "built-in", or where the label map came from
  std::vector<std::string> notes;
};

/// Coordinates of one vertebra, as patient space (LPS) turned with it: x to the left of the patient, y
/// posterior, z cranial.
struct VertebraFrame {
  Eigen::Vector3d origin_mm = Eigen::Vector3d::Zero();  ///< centre of the body
  Eigen::Matrix3d axes = Eigen::Matrix3d::Identity();  ///< columns: left, posterior, cranial in patient space
  Eigen::Vector3d patient_from_local(const Eigen::Vector3d& local_mm) const {
    return origin_mm + axes * local_mm;
  }
  Eigen::Vector3d local_from_patient(const Eigen::Vector3d& point_mm) const {
    return axes.transpose() * (point_mm - origin_mm);
  }
};

enum class VertebraPart : std::uint8_t {
  none = 0,
  body = 1,
  left_pedicle = 2,
  right_pedicle = 3,
  posterior = 4
};

/// A surface over the x-y plane of a vertebra's frame: z in mm at each point of a regular grid.
struct HeightField {
  Eigen::Vector2d first_mm = Eigen::Vector2d::Zero();  ///< local x, y of the first point
  double step_mm = 1;
  int columns = 0;  ///< along x
  int rows = 0;     ///< along y
  std::vector<float> height_mm;
  std::vector<std::uint8_t> valid;  ///< 1 where the surface was seen
};

/// An endplate: the field as seen, and the plane through it.
struct Endplate {
  HeightField field;
  Eigen::Vector3d centre_mm = Eigen::Vector3d::Zero();  ///< patient space
  Eigen::Vector3d normal = Eigen::Vector3d::UnitZ();    ///< patient space, cranial
  double edge_fraction = 0;  ///< part of the field from an edge in the HU near that of the label
};

/// What every measurement of one vertebra starts from.
struct VertebraGeometry {
  std::uint16_t label = 0;
  VertebraFrame frame;
  Measured<Endplate> superior = Unknown{"not found"};
  Measured<Endplate> inferior = Unknown{"not found"};
  ImageGrid box;                                     ///< a crop of the series' grid
  std::array<int, 3> first{0, 0, 0};                 ///< voxel of the series' grid at which the box starts
  std::vector<VertebraPart> parts;                   ///< box.voxel_count() values
  Measured<double> width_mm = Unknown{"not found"};  ///< of the body, left to right
  Measured<double> depth_mm = Unknown{"not found"};  ///< of the body, front to back
};

}  // namespace osteosign
