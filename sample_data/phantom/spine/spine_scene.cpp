#include "sample_data/phantom/spine/spine_scene.h"

#include "sample_data/phantom/solids.h"

namespace osteosign::phantom {

namespace {
constexpr double air_hu = -1000;
constexpr double bone_steepness = 1.5;

}  // namespace

SpineScene::SpineScene(const SpinePhantom& phantom)
    : phantom_(phantom),
      column_(phantom),
      tissue_(phantom_, column_),
      arthroses_(facet_arthroses(column_, phantom_)) {
  for (const VertebraModel& vertebra : column_.vertebrae()) painters_.emplace_back(vertebra, phantom_);
}

SceneSample SpineScene::sample_at(const Eigen::Vector3d& phantom_mm, double footprint_mm) const {
  Brush brush(air_hu, footprint_mm);
  tissue_.paint(phantom_mm, brush);
  for (const VertebraPainter& painter : painters_)
    if (painter.has_signs()) painter.paint_under(painter.local(phantom_mm), brush);
  const BonesAt near = column_.bones_at(phantom_mm);
  brush.keep_clear(near.clear_mm - footprint_mm / 2);
  for (int i = 0; i < near.count; ++i) paint_bone(phantom_mm, near.bones[static_cast<std::size_t>(i)], brush);
  paint_signs(phantom_mm, near, brush);
  return brush.sample();
}

void SpineScene::paint_bone(const Eigen::Vector3d& phantom_mm, const BoneAt& bone, Brush& brush) const {
  const double outside_mm = bone.distances.outer_mm - brush.footprint_mm() / 2;
  brush.keep_clear(outside_mm / bone_steepness);
  brush.cover_bone(bone.distances, phantom_.bone.cortex_hu, [&] {
    double hu = core_hu(bone);
    for (const FacetArthrosis& arthrosis : arthroses_)
      hu += brush.fraction(arthrosis.distance_mm(bone, phantom_mm)) * (arthrosis.hu() - hu);
    return hu;
  });
}

/// Signs of the vertebrae that have some, wherever they are; the vein of a vertebra that is near.
void SpineScene::paint_signs(const Eigen::Vector3d& phantom_mm, const BonesAt& near, Brush& brush) const {
  for (std::size_t v = 0; v < painters_.size(); ++v) {
    const BoneAt* bone = nullptr;
    for (int i = 0; i < near.count; ++i)
      if (near.bones[static_cast<std::size_t>(i)].vertebra == static_cast<int>(v))
        bone = &near.bones[static_cast<std::size_t>(i)];
    if (bone != nullptr)
      painters_[v].paint_over(bone->local_mm, bone->distances, brush);
    else if (painters_[v].has_signs())
      painters_[v].paint_over(painters_[v].local(phantom_mm), {near.clear_mm, near.clear_mm}, brush);
  }
}

double SpineScene::core_hu(const BoneAt& bone) const {
  if (bone.vertebra >= 0) return painters_[static_cast<std::size_t>(bone.vertebra)].core_hu(bone.local_mm);
  const SpineBone& made_of = phantom_.bone;
  const double texture =
      made_of.trabecular_sd_hu > 0 ? trabecular_texture(bone.local_mm, made_of.trabecular_size_mm) : 0;
  return made_of.cancellous_hu + made_of.arch_extra_hu + made_of.trabecular_sd_hu * texture;
}

}  // namespace osteosign::phantom
