#pragma once
#include <Eigen/Geometry>
#include <optional>
#include <vector>

#include "sample_data/phantom/spine/dens.h"
#include "sample_data/phantom/spine/head_base.h"
#include "sample_data/phantom/spine/rib.h"
#include "sample_data/phantom/spine/sacrum.h"
#include "sample_data/phantom/spine/spine_layout.h"

namespace osteosign::phantom {

/// A box along the axes of a frame.
struct Box {
  Eigen::Vector3d lowest_mm;
  Eigen::Vector3d highest_mm;
  /// Distance of a point outside; 0 inside.
  double distance_mm(const Eigen::Vector3d& point_mm) const {
    return (lowest_mm - point_mm).cwiseMax(point_mm - highest_mm).cwiseMax(0).norm();
  }
};

/// A ball in the phantom frame that holds a bone: most points are outside of most bones.
struct BoundingBall {
  Eigen::Vector3d centre_mm = Eigen::Vector3d::Zero();
  double radius_mm = 0;
};

/// A rigid frame, stored to go quickly from phantom to local coordinates.
struct LocalFrame {
  Eigen::Matrix3d local_from_phantom = Eigen::Matrix3d::Identity();
  Eigen::Vector3d origin_mm = Eigen::Vector3d::Zero();
  explicit LocalFrame(const Eigen::Isometry3d& phantom_from_local)
      : local_from_phantom(phantom_from_local.linear().transpose()),
        origin_mm(phantom_from_local.translation()) {}
  Eigen::Vector3d local(const Eigen::Vector3d& phantom_mm) const {
    return local_from_phantom * (phantom_mm - origin_mm);
  }
};

/// One vertebra as solids in its frame.
struct VertebraModel {
  VertebraModel(const PlacedVertebra& placed_vertebra, const SpinePhantom& phantom);

  /// Body and arch, not yet cut where a neighbour is near; far away no more than the distance of a box.
  BoneDistances distances(const Eigen::Vector3d& local_mm) const;

  PlacedVertebra placed;
  VertebraSigns signs;
  VertebralBody body;
  VertebralArch arch;
  std::optional<Dens> dens;  ///< of C2
  std::optional<Ribs> ribs;
  LocalFrame frame;
  Box body_box, arch_box, dens_box, rib_box;
  BoundingBall ball, rib_ball;
  double cancellous_hu;
};

/// A bone of the column near a point.
struct BoneAt {
  static constexpr int sacrum = -1;
  static constexpr int rib = -2;
  static constexpr int atlas = -3;
  static constexpr int skull = -4;
  int vertebra = sacrum;      ///< index in SpineColumn::vertebrae(), or one of those above
  BoneDistances distances{};  ///< cut where another bone is near
  Eigen::Vector3d local_mm = Eigen::Vector3d::Zero();  ///< in the frame of the vertebra
};

/// Bones near a point: at most four are near at once.
struct BonesAt {
  std::array<BoneAt, 8> bones;
  int count = 0;
  double clear_mm = 0;  ///< no surface of a bone is nearer than this
  void add(const BoneAt& bone) {
    if (count < static_cast<int>(bones.size())) bones[static_cast<std::size_t>(count++)] = bone;
  }
};

/// All bones of a spine phantom in the phantom frame. Two bones never touch: a joint gap lies between them.
class SpineColumn {
 public:
  explicit SpineColumn(const SpinePhantom& phantom);

  const std::vector<VertebraModel>& vertebrae() const { return vertebrae_; }
  const std::optional<Sacrum>& sacrum() const { return sacrum_; }
  const LocalFrame& sacrum_frame() const { return sacrum_frame_; }
  /// C1 and the base of the skull, where C2 is the first vertebra; in its frame.
  const std::optional<HeadBase>& head() const { return head_; }
  BonesAt bones_at(const Eigen::Vector3d& phantom_mm) const;

 private:
  void add_head(const Eigen::Vector3d& phantom_mm, BonesAt& near) const;
  void add_ribs(const Eigen::Vector3d& phantom_mm, BonesAt& near) const;
  void keep_apart(BonesAt& near) const;

  SpineBone bone_;
  std::vector<VertebraModel> vertebrae_;
  std::optional<Sacrum> sacrum_;
  LocalFrame sacrum_frame_;
  Box sacrum_box_;
  BoundingBall sacrum_ball_;
  std::optional<HeadBase> head_;
  Box atlas_box_, skull_box_;
};

}  // namespace osteosign::phantom
