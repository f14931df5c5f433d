#pragma once
#include <Eigen/Core>

#include "sample_data/phantom/spine/bone_distances.h"
#include "sample_data/phantom/spine/spine_shape.h"
#include "sample_data/phantom/spine/vertebra_signs.h"
#include "sample_data/phantom/spine/vertebra_size.h"

namespace osteosign::phantom {

/// Slopes of the healthy endplates in the frame of the vertebra: rise in mm for each mm to the left and back.
struct EndplateSlopes {
  Eigen::Vector2d superior = Eigen::Vector2d::Zero();
  Eigen::Vector2d inferior = Eigen::Vector2d::Zero();
};

/// The body of a vertebra in its frame (x left, y posterior, z cranial, origin in the middle): an ellipse
/// that narrows to the waist, cut behind by a concave wall, above and below by concave endplates.
class VertebralBody {
 public:
  VertebralBody(const VertebraSize& size, const EndplateSlopes& slopes, const SpineBone& bone,
                const VertebraSigns& signs);

  /// Height of the endplates over the x-y plane.
  double superior_mm(double x_mm, double y_mm) const;
  double inferior_mm(double x_mm, double y_mm) const;
  /// y of the posterior wall; `chord_mm` is the straight line between its upper and lower edge.
  double wall_mm(double x_mm, double z_mm) const;
  double chord_mm(double x_mm) const;
  /// Height lost to the signs, of both endplates together.
  double loss_mm(double x_mm, double y_mm) const;
  BoneDistances distances(const Eigen::Vector3d& point_mm) const;
  /// 0 in the middle of an endplate, 1 at its front, back and sides: the dish of the endplate ends there.
  double plate_radius(double x_mm, double y_mm) const;

  const VertebraSize& size() const { return size_; }
  double front_mm() const { return -size_.depth_mm / 2; }
  double back_mm() const { return size_.depth_mm / 2; }

 private:
  double outline_centre_mm() const { return 0.2 * size_.depth_mm; }
  double outline_depth_mm() const { return size_.depth_mm / 2 + outline_centre_mm(); }
  double concavity_mm(double x_mm, double y_mm) const;
  double uncus_mm(double x_mm) const;
  double osteophyte_mm(const Eigen::Vector3d& point_mm, double from_middle) const;
  /// -1 at the lower edge of the wall, 1 at the upper one.
  double place_on_wall(double z_mm) const;

  VertebraSize size_;
  EndplateSlopes slopes_;
  SpineBone bone_;
  VertebraSigns signs_;
  double coronal_slope_;
  bool collapsed_;
  double wall_top_mm_, wall_bottom_mm_;
};

}  // namespace osteosign::phantom
