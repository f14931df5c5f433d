#pragma once
#include <Eigen/Geometry>
#include <vector>

#include "features/values/lesion.h"
#include "sample_data/phantom/edge_profile.h"
#include "sample_data/phantom/scene.h"

namespace osteosign::phantom {

/// Edge and rim of a lesion as described (methods A4.1): the surface is where half of the lesion is
/// present.
struct MarginTruth {
  EdgeProfile edge;  ///< intrinsic transition, before the blur of the scanner
  double rim_thickness_mm = 0;
  double rim_completeness =
      0;  ///< part of the surface with a rim; exact for a ball, near it for an ellipsoid
};

/// Everything that is known about one lesion. Directions and points are in patient space (LPS mm).
struct LesionTruth {
  DensityClass density = DensityClass::lytic;  ///< against the marrow
  Eigen::Vector3d centre_mm = Eigen::Vector3d::Zero();
  Eigen::Matrix3d axes = Eigen::Matrix3d::Identity();  ///< columns: directions of the semi-axes
  Eigen::Vector3d semi_axes_mm = Eigen::Vector3d::Zero();
  double volume_mm3 = 0;
  double surface_area_mm2 = 0;
  double sphericity = 0;                 ///< pi^(1/3) (6 V)^(2/3) / A
  double longest_diameter_mm = 0;        ///< in the plane of the slices, over all slices
  double perpendicular_diameter_mm = 0;  ///< longest in the same slice at a right angle to it
  double largest_diameter_3d_mm = 0;
  double mean_hu = 0;
  MarginTruth margin;
  SignedDistance distance_mm;  ///< from the surface, of a patient point
};

/// The cortex as described. Areas, arcs and lengths lie on the undamaged periosteal surface.
struct CortexTruth {
  double reference_thickness_mm = 0;
  double least_thickness_mm = 0;
  double scallop_fraction = 0;  ///< deepest endosteal loss as part of the thickness
  double scallop_length_mm = 0;
  double breach_area_mm2 = 0;
  double breach_arc_mm = 0;     ///< longest across the bone
  double breach_length_mm = 0;  ///< along the bone
  double breach_circumference_fraction = 0;
  double expansion_mm = 0;
  SignedDistance thickness_mm;  ///< on the ray from the axis through a patient point; 0 in a breach
};

}  // namespace osteosign::phantom
