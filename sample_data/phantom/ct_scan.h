#pragma once
#include <Eigen/Geometry>

#include "io/values/described.h"
#include "io/values/image_grid.h"

namespace osteosign::phantom {

/// How a phantom is scanned. The pose of the phantom is random but fixed by `seed`, so that no edge lies on
/// the voxel grid by luck: its frame is turned by `pose_deg` about a random axis and moved by up to half a
/// voxel.
struct CtScan {
  int columns = 128;
  int rows = 128;
  int slices = 80;
  double column_mm = 0.7;
  double row_mm = 0.7;
  double increment_mm = 0.8;
  double slice_thickness_mm = 1.0;
  double centre_left_mm = 21.3;
  double centre_posterior_mm = -34.7;
  double centre_superior_mm = 151.2;
  double oblique_deg = 0;
  double pose_deg = 8;
  double psf_sigma_mm = 0.5;
  double noise_hu = 15;
  double cupping_hu = 0;
  double render_step_mm = 0.4;
  int seed = 1;
};
template <class Visitor>
void describe(CtScan& scan, Visitor&& visit) {
  visit(ParameterDescription{"columns", "Columns of a slice", "free choice", 1, 2048}, scan.columns);
  visit(ParameterDescription{"rows", "Rows of a slice", "free choice", 1, 2048}, scan.rows);
  visit(ParameterDescription{"slices", "Slices", "free choice", 1, 4096}, scan.slices);
  visit(ParameterDescription{"column_mm", "Distance of columns", "methods C1: .4 to .98", 0.1, 10},
        scan.column_mm);
  visit(ParameterDescription{"row_mm", "Distance of rows", "methods C1: .4 to .98", 0.1, 10}, scan.row_mm);
  visit(ParameterDescription{"increment_mm", "Distance of slices", "methods C1: <= slice thickness", 0.1, 20},
        scan.increment_mm);
  visit(ParameterDescription{"slice_thickness_mm",
                             "Width of the box that is the slice profile, before its blur of 0.3 mm",
                             "methods C1: .6 to 5", 0, 20},
        scan.slice_thickness_mm);
  visit(ParameterDescription{"centre_left_mm", "Patient position of the middle of the block, x of LPS",
                             "free choice", -1000, 1000},
        scan.centre_left_mm);
  visit(ParameterDescription{"centre_posterior_mm", "Patient position of the middle of the block, y of LPS",
                             "free choice", -1000, 1000},
        scan.centre_posterior_mm);
  visit(ParameterDescription{"centre_superior_mm", "Patient position of the middle of the block, z of LPS",
                             "free choice", -2000, 2000},
        scan.centre_superior_mm);
  visit(ParameterDescription{"oblique_deg", "Turn of the slices about the patient axis (2, 1, 1)",
                             "free choice", -180, 180},
        scan.oblique_deg);
  visit(ParameterDescription{"pose_deg", "Turn of the phantom about a random axis",
                             "methods C1: random rigid pose", 0, 180},
        scan.pose_deg);
  visit(ParameterDescription{"psf_sigma_mm", "Standard deviation of the Gaussian blur in the slice",
                             "methods C1: .35 to .8", 0.2, 3},
        scan.psf_sigma_mm);
  visit(ParameterDescription{"noise_hu", "Standard deviation of the noise", "methods C1: 0 to 60", 0, 300},
        scan.noise_hu);
  visit(ParameterDescription{"cupping_hu", "HU lost in the middle of the block, none at half of its width",
                             "methods C1: +-10", -100, 100},
        scan.cupping_hu);
  visit(
      ParameterDescription{
          "render_step_mm",
          "Largest step of the fine grid on which edges are drawn; over 1.5 psf_sigma_mm truth suffers",
          "section 1 of README", 0.1, 2},
      scan.render_step_mm);
  visit(ParameterDescription{"seed", "Seed of pose, noise and UIDs", "free choice", 0, 2147483647},
        scan.seed);
}

/// The grid of the scan in patient space.
ImageGrid grid_of(const CtScan& scan);

/// Where the phantom lies in the patient.
Eigen::Isometry3d patient_from_phantom(const CtScan& scan);

/// Standard deviation of the blur along the slice normal: box of the slice thickness and 0.3 mm Gaussian.
double axial_sigma_mm(const CtScan& scan);

/// Gaussian part of the slice profile (methods C1).
constexpr double slice_profile_sigma_mm = 0.3;

}  // namespace osteosign::phantom
