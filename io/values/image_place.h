#pragma once
#include <Eigen/Core>
#include <string>
#include <variant>

namespace osteosign {

/// A place that a viewer can jump to: an instance, a frame in it (1-based, 0 when the instance has one frame
/// only) and a point in patient mm (CT) or in pixels, column first (radiograph).
struct ImagePlace {
  struct PatientPoint {
    Eigen::Vector3d point_mm;
  };
  struct PixelPoint {
    Eigen::Vector2d pixel;
  };
  std::string sop_instance_uid;
  int frame = 0;
  std::variant<PatientPoint, PixelPoint> point;
};

}  // namespace osteosign
