#pragma once
#include <Eigen/Core>

#include "sample_data/phantom/spine/spine_column.h"

namespace osteosign::phantom {

/// A mass in the canal reaches this part of the height of its vertebra up and down from the middle.
constexpr double mass_half_height = 0.7;

/// Where the signs of a vertebra put soft tissue in the place of bone, and where soft tissue lies in its
/// canal. Signed distances in mm in the frame of the vertebra, negative inside; infinite when the sign is
/// absent.
class BoneLoss {
 public:
  explicit BoneLoss(const VertebraModel& vertebra) : vertebra_(vertebra) {}

  /// Round gap through the posterior wall.
  double breach_mm(const Eigen::Vector3d& point_mm) const;
  /// What is lost of the pedicle of the side on which the point lies.
  double pedicle_mm(const Eigen::Vector3d& point_mm) const;
  /// Mass in the canal, behind the posterior wall or along one side.
  double canal_mass_mm(const Eigen::Vector3d& point_mm) const;
  /// Channel of the basivertebral vein with its window in the posterior wall; every vertebra has it.
  double vein_mm(const Eigen::Vector3d& point_mm) const;

 private:
  const VertebraModel& vertebra_;
};

}  // namespace osteosign::phantom
