#pragma once
#include <vector>

#include "sample_data/phantom/spine/bone_loss.h"
#include "sample_data/phantom/spine/brush.h"

namespace osteosign::phantom {

/// Paints the marrow of one vertebra, its vein, and what is wrong with it.
class VertebraPainter {
 public:
  VertebraPainter(const VertebraModel& vertebra, const SpinePhantom& phantom);

  /// Whether there is more to paint than marrow and vein.
  bool has_signs() const { return has_signs_; }
  Eigen::Vector3d local(const Eigen::Vector3d& phantom_mm) const { return vertebra_.frame.local(phantom_mm); }
  /// What lies under the bone: the mass in the canal.
  void paint_under(const Eigen::Vector3d& local_mm, Brush& brush) const;
  /// The vein, lost bone, nodes, clefts and lesions, over the bone.
  void paint_over(const Eigen::Vector3d& local_mm, const BoneDistances& bone, Brush& brush) const;
  /// Density of the cancellous bone at a point.
  double core_hu(const Eigen::Vector3d& local_mm) const;

 private:
  double patches_and_holes_hu(const Eigen::Vector3d& local_mm, double hu) const;
  double haemangioma_hu(const Eigen::Vector3d& local_mm, double hu) const;
  void paint_node(const Eigen::Vector3d& local_mm, Brush& brush) const;
  void paint_cleft(const Eigen::Vector3d& local_mm, Brush& brush) const;
  void paint_lesion(const LesionBody& lesion, const Eigen::Vector3d& local_mm, const BoneDistances& bone,
                    Brush& brush) const;

  const VertebraModel& vertebra_;
  SpineBone bone_;
  SpineSurroundings around_;
  BoneLoss loss_;
  std::vector<LesionBody> lesions_;
  bool has_signs_;
};

}  // namespace osteosign::phantom
