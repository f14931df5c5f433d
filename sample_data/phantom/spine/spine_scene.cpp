#include "sample_data/phantom/spine/spine_scene.h"

#include "sample_data/phantom/solids.h"

namespace osteosign::phantom {

namespace {
constexpr double air_hu = -1000;
constexpr double bone_steepness = 2;
}  // namespace

SceneSample SpineScene::sample_at(const Eigen::Vector3d& phantom_mm, double footprint_mm) const {
  Brush brush(air_hu, footprint_mm);
  tissue_.paint(phantom_mm, brush);
  const BonesAt near = column_.bones_at(phantom_mm);
  brush.keep_clear(near.clear_mm - footprint_mm / 2);
  for (int i = 0; i < near.count; ++i) paint_bone(near.bones[static_cast<std::size_t>(i)], phantom_mm, brush);
  return brush.sample();
}

void SpineScene::paint_bone(const BoneAt& bone, const Eigen::Vector3d& phantom_mm, Brush& brush) const {
  const double outside_mm = bone.distances.outer_mm - brush.footprint_mm() / 2;
  brush.keep_clear(outside_mm / bone_steepness);
  brush.cover_bone(bone.distances, phantom_.bone.cortex_hu, [&] { return core_hu(bone, phantom_mm); });
}

double SpineScene::core_hu(const BoneAt& bone, const Eigen::Vector3d& phantom_mm) const {
  const SpineBone& made_of = phantom_.bone;
  // Each bone has trabeculae of its own: the same field, seen far from each other.
  const Eigen::Vector3d shift(137.0 * bone.vertebra, 61.0 * made_of.texture_seed, 0);
  const double texture_hu =
      made_of.trabecular_sd_hu > 0
          ? made_of.trabecular_sd_hu * trabecular_texture(bone.local_mm + shift, made_of.trabecular_size_mm)
          : 0;
  if (bone.vertebra < 0) return made_of.cancellous_hu + made_of.arch_extra_hu + texture_hu;
  const VertebraModel& vertebra = column_.vertebrae()[static_cast<std::size_t>(bone.vertebra)];
  const double behind_mm = bone.local_mm.y() - vertebra.body.back_mm();
  const double in_arch = std::clamp(behind_mm / 3 + 0.5, 0.0, 1.0);
  (void)phantom_mm;
  return vertebra.cancellous_hu + in_arch * made_of.arch_extra_hu + texture_hu;
}

}  // namespace osteosign::phantom
