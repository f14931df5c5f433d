#include "sample_data/phantom/ct_scan.h"

#include <cmath>
#include <numbers>

#include "sample_data/phantom/random_numbers.h"

namespace osteosign::phantom {

namespace {
constexpr std::uint64_t pose_stream = 1'000'000'007;  // beyond the streams of the slices' noise

double radians(double degrees) { return degrees * std::numbers::pi / 180; }

Eigen::Vector3d centre_mm(const CtScan& scan) {
  return {scan.centre_left_mm, scan.centre_posterior_mm, scan.centre_superior_mm};
}
}  // namespace

ImageGrid grid_of(const CtScan& scan) {
  ImageGrid grid;
  grid.size = {scan.columns, scan.rows, scan.slices};
  grid.spacing_mm = {scan.column_mm, scan.row_mm, scan.increment_mm};
  grid.direction =
      Eigen::AngleAxisd(radians(scan.oblique_deg), Eigen::Vector3d(2, 1, 1).normalized()).toRotationMatrix();
  const Eigen::Vector3d middle_voxel((scan.columns - 1) / 2.0, (scan.rows - 1) / 2.0,
                                     (scan.slices - 1) / 2.0);
  grid.origin_mm = centre_mm(scan) - grid.direction * middle_voxel.cwiseProduct(grid.spacing_mm);
  return grid;
}

Eigen::Isometry3d patient_from_phantom(const CtScan& scan) {
  RandomNumbers random(static_cast<std::uint64_t>(scan.seed), pose_stream);
  const Eigen::Vector3d axis = random.direction();
  Eigen::Vector3d shift_voxels;
  for (double& shift : shift_voxels) shift = random.uniform() - 0.5;
  const ImageGrid grid = grid_of(scan);
  Eigen::Isometry3d pose = Eigen::Isometry3d::Identity();
  pose.translate(centre_mm(scan) + grid.direction * shift_voxels.cwiseProduct(grid.spacing_mm));
  pose.rotate(Eigen::AngleAxisd(radians(scan.pose_deg), axis));
  return pose;
}

double axial_sigma_mm(const CtScan& scan) {
  return std::sqrt(scan.slice_thickness_mm * scan.slice_thickness_mm / 12 +
                   slice_profile_sigma_mm * slice_profile_sigma_mm);
}

}  // namespace osteosign::phantom
