#pragma once
#include <Eigen/Core>

#include "sample_data/phantom/spine/vertebral_body.h"

namespace osteosign::phantom {

/// The axis of a left pedicle in the frame of its vertebra, and its half axes at the isthmus. The right one
/// is its mirror image.
struct PedicleAxis {
  Eigen::Vector3d front_mm = Eigen::Vector3d::Zero();  ///< inside of the body
  Eigen::Vector3d isthmus_mm = Eigen::Vector3d::Zero();
  Eigen::Vector3d direction = Eigen::Vector3d::UnitY();  ///< to the back, no part along z
  double length_mm = 0;
  double half_width_mm = 0;
  double half_height_mm = 0;

  /// Along the axis from the isthmus, across it, along z.
  Eigen::Vector3d along_across(const Eigen::Vector3d& point_mm) const;
  /// Factor on the half axes: 1 at the isthmus, more towards both ends.
  double flare(double from_isthmus_mm) const;
  /// Distance from the surface as a tube without ends.
  double tube_distance_mm(const Eigen::Vector3d& point_mm) const;
};

/// Everything of a vertebra behind its body, and the canal, in its frame. Left and right are mirror images.
class VertebralArch {
 public:
  VertebralArch(const VertebralBody& body, const SpineBone& bone);

  BoneDistances distances(const Eigen::Vector3d& point_mm) const;
  /// Distance from the wall of the canal, as long as the frame reaches; the healthy posterior wall is its
  /// front.
  double canal_distance_mm(const Eigen::Vector3d& point_mm) const;

  /// Distances from the articular processes that meet the vertebra above and below, whatever else is there.
  /// C2 has none above.
  double upper_process_distance_mm(const Eigen::Vector3d& point_mm) const;
  double lower_process_distance_mm(const Eigen::Vector3d& point_mm) const;

  const PedicleAxis& left_pedicle() const { return pedicle_; }
  double canal_front_mm() const { return canal_front_mm_; }
  double canal_depth_mm() const { return size_.canal_depth_mm; }
  double canal_half_width_mm() const { return size_.canal_width_mm / 2; }
  /// Pedicles lie in front of this plane, the rest of the arch behind it (methods A2.4).
  double pedicle_back_mm() const { return canal_front_mm_ + 2.0 / 3.0 * size_.canal_depth_mm; }
  /// Lowest and highest corner of a box round all of it.
  Eigen::Vector3d lowest_mm() const;
  Eigen::Vector3d highest_mm() const;

 private:
  double pedicle_distance_mm(const Eigen::Vector3d& mirrored_mm) const;
  bool carries_atlas() const { return size_.dens_mm > 0; }
  /// Height of the middle of a facet joint over that of the body, below one below it.
  double to_joint_mm() const;
  double processes_distance_mm(const Eigen::Vector3d& mirrored_mm) const;
  double lamina_distance_mm(const Eigen::Vector3d& mirrored_mm) const;
  double spinous_distance_mm(const Eigen::Vector3d& mirrored_mm) const;

  VertebraSize size_;
  double cortex_mm_;
  double canal_front_mm_;
  double hollow_per_mm2_;  ///< how the front of the canal follows the hollow of the wall
  PedicleAxis pedicle_;
  Eigen::Vector3d pillar_mm_;  ///< where pedicle, lamina and processes of the left side meet
};

}  // namespace osteosign::phantom
