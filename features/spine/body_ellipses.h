#pragma once
#include <vector>

#include "features/spine/straight_spine.h"

namespace osteosign {

/// What a spine straightened along its canal must show of the bone in front of it.
constexpr StraightExtent ellipse_extent{0, 62, 44};
constexpr int least_body_radius_mm = 8;  ///< front to back

/// The cross-section of a vertebral body at one plane along the canal, in millimetres.
struct BodyEllipse {
  int u = 0;  ///< of its middle, to the left of the canal
  int v = 0;  ///< in front of the canal
  int radius_mm = least_body_radius_mm;
  double contrast = 0;  ///< share of bone within it less the one in the ring around; 0 where none was found

  double weight() const { return contrast * contrast; }
};

/// Bone at each place (u, v) of the cross-sections around one plane, drawn together over 20 mm along the
/// canal.
class BoneShare {
 public:
  BoneShare() = default;
  BoneShare(const StraightSpine& straight, int s);
  float bone(int u, int v) const { return bone_[index(u, v)]; }        ///< planes with bone there
  float in_view(int u, int v) const { return in_view_[index(u, v)]; }  ///< planes within the CT there

 private:
  std::size_t index(int u, int v) const { return static_cast<std::size_t>(u + side_ + (2 * side_ + 1) * v); }
  int side_ = 0;
  std::vector<float> bone_;
  std::vector<float> in_view_;
};

/// The ellipse that stands out best at each plane, 1.2 times as wide as deep (methods A2.2 step 2): of any
/// depth, or of a given half depth, one for each plane.
class BodyEllipses {
 public:
  explicit BodyEllipses(const StraightSpine& straight);
  std::vector<BodyEllipse> of_any_depth() const;
  std::vector<BodyEllipse> of_depth(const std::vector<double>& radius_mm) const;

 private:
  std::vector<BoneShare> shares_;
};

}  // namespace osteosign
