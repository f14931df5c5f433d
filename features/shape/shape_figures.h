#pragma once
#include <Eigen/Core>
#include <vector>

#include "features/shape/triangle_mesh.h"

namespace osteosign {

/// Shape figures by the definitions of the Image Biomarker Standardisation Initiative (Zwanenburg et al.,
/// Radiology 2020;295:328; reference manual, section 3.1).
double sphericity(double volume_mm3, double area_mm2);  ///< (36 pi V^2)^(1/3) / A

/// Lengths 4 sqrt(lambda) of the principal axes of a cloud of voxel centres, longest first (the covariance
/// divided by the number of voxels less one, which is what gives the reference values); two points or more.
struct PrincipalAxes {
  double major_mm;
  double minor_mm;
  double least_mm;
  double elongation() const;  ///< sqrt(lambda_minor / lambda_major)
  double flatness() const;    ///< sqrt(lambda_least / lambda_major)
};
PrincipalAxes principal_axes(const std::vector<Eigen::Vector3d>& points_mm);

/// Largest distance between two vertices of a surface (IBSI maximum 3-D diameter).
double largest_diameter_mm(const TriangleMesh& mesh);

}  // namespace osteosign
