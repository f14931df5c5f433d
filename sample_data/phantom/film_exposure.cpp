#include "sample_data/phantom/film_exposure.h"

#include <numbers>

namespace osteosign::phantom {

namespace {
double radians(double degrees) { return degrees * std::numbers::pi / 180; }
}  // namespace

FilmGeometry::FilmGeometry(const FilmExposure& exposure) : exposure_(exposure) {
  Eigen::Matrix3d
      untilted;  // columns: the film's columns run to +x, its rows to -z, the beam to +y (posterior)
  untilted << 1, 0, 0, 0, 0, 1, 0, -1, 0;
  const Eigen::AngleAxisd turn(-radians(exposure.turn_deg), Eigen::Vector3d::UnitZ());
  const Eigen::AngleAxisd tilt(radians(exposure.tilt_deg), Eigen::Vector3d::UnitZ());
  phantom_from_film_ = turn.toRotationMatrix() * untilted * tilt.toRotationMatrix();
  source_mm_ = phantom_from_film_ * Eigen::Vector3d(0, 0, -exposure.source_object_mm);
}

Eigen::Vector3d FilmGeometry::direction_through(const Eigen::Vector2d& pixel) const {
  const Eigen::Vector2d middle((exposure_.columns - 1) / 2.0, (exposure_.rows - 1) / 2.0);
  const Eigen::Vector2d on_detector_mm = (pixel - middle) * exposure_.pixel_mm;
  const Eigen::Vector3d in_film(on_detector_mm.x(), on_detector_mm.y(), exposure_.source_detector_mm);
  return (phantom_from_film_ * in_film).normalized();
}

Eigen::Vector2d FilmGeometry::pixel_of(const Eigen::Vector3d& point_mm) const {
  const Eigen::Vector3d from_source = phantom_from_film_.transpose() * (point_mm - source_mm_);
  const Eigen::Vector2d middle((exposure_.columns - 1) / 2.0, (exposure_.rows - 1) / 2.0);
  return middle + from_source.head<2>() * magnification_of(point_mm) / exposure_.pixel_mm;
}

double FilmGeometry::magnification_of(const Eigen::Vector3d& point_mm) const {
  const double depth_mm = (point_mm - source_mm_).dot(phantom_from_film_.col(2));
  return exposure_.source_detector_mm / depth_mm;
}

}  // namespace osteosign::phantom
