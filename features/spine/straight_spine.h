#pragma once
#include <cstdint>
#include <vector>

#include "features/spine/canal_curve.h"

namespace osteosign {

/// How far a reformation reaches from its curve, in mm.
struct StraightExtent {
  int back_mm;
  int front_mm;
  int side_mm;
};

/// The CT as if the spine were straight: planes across a curve, 1 mm apart, sampled every mm (curved
/// reformation, methods A2.2). Plane s lies at curve[s]; u runs to the patient's left, v forward.
class StraightSpine {
 public:
  StraightSpine(const SpineImage& image, std::vector<CanalPoint> curve, const StraightExtent& extent);

  int planes() const { return static_cast<int>(curve_.size()); }
  const std::vector<CanalPoint>& curve() const { return curve_; }
  const StraightExtent& extent() const { return extent_; }
  bool contains(int s, int u, int v) const {
    return s >= 0 && s < planes() && std::abs(u) <= extent_.side_mm && v >= -extent_.back_mm &&
           v <= extent_.front_mm;
  }
  /// CtVolume::padding_hu outside of the CT.
  std::int16_t hu(int s, int u, int v) const { return hounsfield_[index(s, u, v)]; }
  bool is_mineral(int s, int u, int v) const { return (tissue_[index(s, u, v)] & mineral_bit) != 0; }
  bool is_bone(int s, int u, int v) const { return (tissue_[index(s, u, v)] & bone_bit) != 0; }
  bool is_inside(int s, int u, int v) const { return (tissue_[index(s, u, v)] & inside_bit) != 0; }
  Eigen::Vector3d patient_from(double s, double u, double v) const;

 private:
  static constexpr std::uint8_t mineral_bit = 1, bone_bit = 2, inside_bit = 4;
  std::size_t index(int s, int u, int v) const {
    const auto width = static_cast<std::size_t>(2 * extent_.side_mm + 1);
    const auto depth = static_cast<std::size_t>(extent_.back_mm + extent_.front_mm + 1);
    return static_cast<std::size_t>(u + extent_.side_mm) +
           width * (static_cast<std::size_t>(v + extent_.back_mm) + depth * static_cast<std::size_t>(s));
  }
  void fill_plane(const SpineImage& image, int s);

  std::vector<CanalPoint> curve_;
  StraightExtent extent_;
  std::vector<std::int16_t> hounsfield_;
  std::vector<std::uint8_t> tissue_;
};

}  // namespace osteosign
