#include "features/spine/find_spine.h"

#include <fmt/format.h>

#include "features/spine/carry_labels.h"
#include "features/spine/found_vertebrae.h"

namespace osteosign {
namespace {

VoxelMask labelled_voxels(const LabelMap& labels) {
  VoxelMask mask(labels.grid);
  for (int z = 0; z < labels.grid.size[2]; ++z)
    for (int y = 0; y < labels.grid.size[1]; ++y) {
      const std::uint16_t* row = labels.voxels.data() + labels.grid.index(0, y, z);
      for (int x = 0; x < labels.grid.size[0]; ++x)
        if (row[x] != 0) mask.insert(x, y, z);
    }
  return mask;
}

}  // namespace

Spine find_spine(const CtVolume& ct, const BoneSegmentation& bones, const ImageQuality& quality,
                 const SpineParameters& parameters) {
  static_cast<void>(quality);
  Spine spine;
  spine.vertebrae = {ct.grid, {}, {}, "built-in"};
  spine.labels_from = "built-in";
  spine.canal_region = VoxelMask(ct.grid);
  const VoxelMask bone = labelled_voxels(bones.bones);
  const SpineScene scene{ct, bones.mineral, bone, bones.thresholds.muscle_hu, bones.thresholds.growth_hu};
  const Canal canal = find_canal(scene, parameters.canal);
  if (canal.points.empty()) {
    spine.notes.push_back("no spinal canal in view");
    return spine;
  }
  spine.canal = canal.points;
  spine.canal_region = canal_region(canal.points, canal.sections, scene);
  const BodyAxis body_axis = find_body_axis(canal.points, scene);
  const StraightSpine straight(scene, body_axis.points, {70, 50, 75});
  const ColumnSignals signals = column_signals(straight, body_axis, scene);
  const VertebraChain chain = find_vertebra_chain(signals, body_axis, parameters.vertebrae);
  const SpineAxis axis(body_axis, canal);
  const LevelScale levels(disc_planes(chain, straight, body_axis, scene), axis,
                          parameters.vertebrae.length_per_radius);
  const std::vector<int> laminae =
      lamina_planes(straight, axis, levels, scene.growth_hu, scene.growth_hu + 200);
  const BoneNodes nodes = bone_nodes(scene, axis, levels);
  const std::vector<Owner> owners = grow_vertebrae(nodes, vertebra_seeds(nodes, axis, levels, laminae));
  std::map<Owner, std::uint16_t> label_of;
  for (int k = 0; k + 1 < levels.count(); ++k) {
    const auto label = static_cast<std::uint16_t>(k + 1);
    label_of[owner_below_disc(k)] = label;
    spine.vertebrae.names[label] = fmt::format("vertebra {} from above", label);
    FoundVertebra found = describe_vertebra(owner_below_disc(k), nodes, owners, axis, levels, scene);
    found.label = label;
    found.level.shown = spine.vertebrae.names[label];
    spine.found.push_back(found);
  }
  spine.vertebrae.voxels = carry_labels(nodes, owners, label_of, scene);
  return spine;
}

}  // namespace osteosign
