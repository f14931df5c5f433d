#include "features/spine/straight_spine.h"

#include <tbb/parallel_for.h>

namespace osteosign {

StraightSpine::StraightSpine(const SpineImage& image, std::vector<CanalPoint> curve,
                             const StraightExtent& extent)
    : curve_(std::move(curve)), extent_(extent) {
  const std::size_t count = curve_.size() * static_cast<std::size_t>(2 * extent.side_mm + 1) *
                            static_cast<std::size_t>(extent.back_mm + extent.front_mm + 1);
  hounsfield_.assign(count, CtVolume::padding_hu);
  tissue_.assign(count, 0);
  tbb::parallel_for(0, planes(), [&](int s) { fill_plane(image, s); });
}

void StraightSpine::fill_plane(const SpineImage& image, int s) {
  const CtSampler sampler(image.ct);
  const CanalPoint& point = curve_[static_cast<std::size_t>(s)];
  const Eigen::Vector3d start = sampler.voxel_of(point.centre_mm);
  const Eigen::Vector3d left = sampler.voxel_of(point.centre_mm + left_of(point)) - start;
  const Eigen::Vector3d forward = sampler.voxel_of(point.centre_mm + point.forward) - start;
  for (int v = -extent_.back_mm; v <= extent_.front_mm; ++v)
    for (int u = -extent_.side_mm; u <= extent_.side_mm; ++u) {
      const Eigen::Vector3d voxel = start + u * left + v * forward;
      if (!sampler.contains_voxel(voxel)) continue;
      const std::size_t i = index(s, u, v);
      hounsfield_[i] = static_cast<std::int16_t>(std::lround(sampler.hu_at_voxel(voxel)));
      tissue_[i] = static_cast<std::uint8_t>(
          inside_bit | (sampler.is_in_at_voxel(image.mineral, voxel) ? mineral_bit : 0) |
          (sampler.is_in_at_voxel(image.bone, voxel) ? bone_bit : 0));
    }
}

Eigen::Vector3d StraightSpine::patient_from(double s, double u, double v) const {
  const double inside = std::clamp(s, 0.0, static_cast<double>(planes() - 1));
  const auto lower = static_cast<std::size_t>(inside);
  const std::size_t upper = std::min(lower + 1, curve_.size() - 1);
  const double share = inside - static_cast<double>(lower);
  const auto place = [&](const CanalPoint& point) {
    return Eigen::Vector3d(point.centre_mm + u * left_of(point) + v * point.forward);
  };
  return (1 - share) * place(curve_[lower]) + share * place(curve_[upper]) -
         (s - inside) * curve_[lower].tangent;
}

}  // namespace osteosign
