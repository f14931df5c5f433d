#pragma once
#include <Eigen/Core>
#include <vector>

#include "sample_data/phantom/spine/vertebral_arch.h"

namespace osteosign::phantom {

/// The ribs of a thoracic vertebra in its frame, from the head at the body past the transverse process round
/// the chest; both sides are mirror images. Those of T11 and T12 are short.
class Ribs {
 public:
  Ribs(int level, const VertebralBody& body, const VertebralArch& arch);

  /// Of a tube of 7 mm; the caller cuts it where it meets a vertebra.
  double distance_mm(const Eigen::Vector3d& point_mm) const;
  Eigen::Vector3d lowest_mm() const;
  Eigen::Vector3d highest_mm() const;

 private:
  std::vector<Eigen::Vector3d> path_mm_;  ///< of the left rib
  double radius_mm_;
};

}  // namespace osteosign::phantom
