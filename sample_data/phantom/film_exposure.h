#pragma once
#include <Eigen/Geometry>

#include "io/values/described.h"

namespace osteosign::phantom {

/// How a phantom is radiographed: anterior to posterior, the phantom's +z to the upper edge of the film, its
/// +x to the right edge (before `turn_deg` and `tilt_deg`). The centre of the phantom frame lies on the
/// central ray.
struct FilmExposure {
  int columns = 440;
  int rows = 560;
  double pixel_mm = 0.2;
  double source_detector_mm = 1150;
  double source_object_mm = 1000;
  double turn_deg = 0;
  double tilt_deg = 4;
  double quanta_per_pixel = 2000;
  double detector_sigma_mm = 0.15;
  double focal_spot_mm = 1.0;
  double scatter_to_primary = 0;
  double ray_step_mm = 0.2;
  int monochrome = 2;
  int linear_exposure = 0;
  int seed = 1;
};
template <class Visitor>
void describe(FilmExposure& film, Visitor&& visit) {
  visit(ParameterDescription{"film_columns", "Columns of the film", "free choice", 1, 8192}, film.columns);
  visit(ParameterDescription{"film_rows", "Rows of the film", "free choice", 1, 8192}, film.rows);
  visit(
      ParameterDescription{"imager_pixel_mm", "Pixel size at the detector", "methods C2: .1 to .2", 0.02, 2},
      film.pixel_mm);
  visit(ParameterDescription{"source_detector_mm", "Distance of source and detector",
                             "methods C2: 1000 to 1800", 300, 4000},
        film.source_detector_mm);
  visit(ParameterDescription{"source_object_mm", "Distance of source and bone axis",
                             "methods C2: magnification 1.05 to 1.3", 200, 4000},
        film.source_object_mm);
  visit(ParameterDescription{"turn_deg", "Turn of the phantom about its axis", "free choice", -180, 180},
        film.turn_deg);
  visit(ParameterDescription{"tilt_deg", "Tilt of the bone in the plane of the film", "free choice", -90, 90},
        film.tilt_deg);
  visit(ParameterDescription{"quanta_per_pixel", "Quanta in an unattenuated pixel, 0 for no noise",
                             "methods C2: 500 to 5000 behind the object", 0, 1e6},
        film.quanta_per_pixel);
  visit(ParameterDescription{"detector_sigma_mm", "Gaussian blur of the detector, aperture included",
                             "methods C2: .10 to .2", 0, 2},
        film.detector_sigma_mm);
  visit(
      ParameterDescription{"focal_spot_mm",
                           "Width of the focal spot; blurs by focal_spot (M - 1) / sqrt(12) at the detector",
                           "methods C2: .6 to 1.2", 0, 4},
      film.focal_spot_mm);
  visit(ParameterDescription{"scatter_to_primary", "Scatter as part of the primary, spread by 30 mm",
                             "methods C2: .2 to 1", 0, 3},
        film.scatter_to_primary);
  visit(ParameterDescription{"ray_step_mm", "Step along a ray near edges", "section 2 of README", 0.02, 2},
        film.ray_step_mm);
  visit(ParameterDescription{"monochrome", "1 or 2: MONOCHROME1 stores dense as low", "PS3.3 C.7.6.3.1.2", 1,
                             2},
        film.monochrome);
  visit(ParameterDescription{"linear_exposure", "1 stores exposure, 0 its logarithm", "PS3.3 C.8.11.3.1.2", 0,
                             1},
        film.linear_exposure);
  visit(ParameterDescription{"film_seed", "Seed of the noise and of the UIDs", "free choice", 0, 2147483647},
        film.seed);
}

/// Rays of the exposure in the phantom frame.
class FilmGeometry {
 public:
  explicit FilmGeometry(const FilmExposure& exposure);

  const Eigen::Vector3d& source_mm() const { return source_mm_; }
  /// Unit vector from the source through a pixel (continuous; whole numbers are pixel centres).
  Eigen::Vector3d direction_through(const Eigen::Vector2d& pixel) const;
  /// Where a point of the phantom frame falls.
  Eigen::Vector2d pixel_of(const Eigen::Vector3d& point_mm) const;
  /// Source to detector over source to the plane of the point.
  double magnification_of(const Eigen::Vector3d& point_mm) const;

 private:
  FilmExposure exposure_;
  Eigen::Matrix3d phantom_from_film_;  ///< film frame: columns, rows, beam
  Eigen::Vector3d source_mm_;
};

}  // namespace osteosign::phantom
