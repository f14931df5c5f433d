#pragma once
#include <Eigen/Geometry>
#include <vector>

#include "sample_data/phantom/spine/spine_phantom.h"
#include "sample_data/phantom/spine/vertebral_body.h"

namespace osteosign::phantom {

/// Where a vertebra lies in the phantom frame (x left, y posterior, z cranial; origin in the middle of the
/// column), and the healthy slopes of its endplates.
struct PlacedVertebra {
  int number = 1;  ///< 1 is the most cranial
  int level = 0;
  VertebraSize size;
  EndplateSlopes slopes;
  Eigen::Isometry3d phantom_from_local = Eigen::Isometry3d::Identity();
};

/// Places all vertebrae, from cranial to caudal, along the curve. A collapsed vertebra shortens the column
/// and tilts what lies above it.
std::vector<PlacedVertebra> spine_layout(const SpinePhantom& phantom);

/// Plane through the rim of an endplate in the frame of its vertebra: height in the middle and slopes to the
/// left and back, by least squares.
struct RimPlane {
  double height_mm;
  Eigen::Vector2d slope;
  Eigen::Vector3d normal() const { return Eigen::Vector3d(-slope.x(), -slope.y(), 1).normalized(); }
};
RimPlane superior_rim(const VertebralBody& body);
RimPlane inferior_rim(const VertebralBody& body);

/// Frame of the sacrum: origin in the middle of its upper endplate, z its normal.
Eigen::Isometry3d sacrum_pose(const SpinePhantom& phantom, const PlacedVertebra& lowest);

/// The signs of a vertebra; all 0 when none are described.
VertebraSigns signs_of(const SpinePhantom& phantom, int number);

}  // namespace osteosign::phantom
