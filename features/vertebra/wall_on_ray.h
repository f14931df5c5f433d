#pragma once
#include <vector>

namespace osteosign {

/// A point on a ray that goes from outside a vertebral body to its axis.
struct WallSample {
  double radius_mm;  ///< distance from the axis
  bool is_body;      ///< by the label
  double hounsfield;
};

constexpr double wall_step_mm = 0.25;  ///< between samples of one ray

/// Definition: distance from the axis of the outermost body sample, leaving out thin pieces of the label with
/// fat or air between them and the body: pieces of the wall of a vessel, ribs, calcified ligament. Gaps as
/// dense as soft tissue are no end of the body: a lesion may have destroyed what is missing. Unit: mm; 0 when
/// no sample is body. Reference: thickness and gap chosen on the CT angiography, where half of the rim of an
/// enhanced aorta was counted to T5 and T6.
double wall_on_ray_mm(const std::vector<WallSample>& from_outside);

}  // namespace osteosign
