#include "features/spine/find_spine.h"

#include <fmt/format.h>

#include "features/spine/carry_labels.h"
#include "features/spine/column.h"

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

/// Instances, levels and names of a column.
void add_vertebrae(Spine& spine, const Column& column, const SpineImage& image,
                   const LevelParameters& parameters) {
  const std::vector<Owner>& owners = column.vertebrae;
  const std::vector<VertebraLevel> levels = estimate_levels(column.evidence, parameters);
  std::map<Owner, std::uint16_t> label_of;
  for (std::size_t i = 0; i < owners.size(); ++i) {
    FoundVertebra found =
        describe_vertebra(owners[i], column.nodes, column.owners, column.axis, column.levels, image);
    found.label = static_cast<std::uint16_t>(i + 1);
    found.level = levels[i];
    if (column.dens && i == 0) {
      found.carries_dens = true;
      found.cut_by_border = false;  // its upper end and what lies above are in view
    }
    const std::string* level = levels[i].level.if_known();
    spine.vertebrae.names.emplace(
        found.label, level ? "vertebra " + *level : fmt::format("vertebra {} from above", found.label));
    label_of[owners[i]] = found.label;
    spine.found.push_back(found);
  }
  spine.vertebrae.voxels = carry_labels(column.nodes, column.owners, label_of, image, spine.canal_region);
}

}  // namespace

Spine find_spine(const CtVolume& ct, const BoneSegmentation& bones, const SpineParameters& parameters) {
  Spine spine;
  spine.vertebrae = {ct.grid, std::vector<std::uint16_t>(ct.grid.voxel_count(), 0), {}, "built-in"};
  spine.labels_from = "built-in";
  spine.canal_region = VoxelMask(ct.grid);
  const VoxelMask bone = labelled_voxels(bones.bones);
  const SpineImage image{ct, bones.mineral, bone, bones.thresholds.muscle_hu, bones.thresholds.growth_hu};
  Canal canal = find_canal(image, parameters.canal);
  if (canal.points.empty()) {
    spine.notes.push_back("no spinal canal in view");
    return spine;
  }
  const std::optional<Dens> dens = find_dens(canal, image);
  if (dens) end_at_skull(canal, *dens);
  spine.canal = canal.points;
  spine.canal_region = canal_region(canal.points, canal.sections, image);
  const Column column = find_column(image, canal, spine.canal_region, dens, parameters.column);
  add_vertebrae(spine, column, image, parameters.column.levels);
  if (column.dens) spine.notes.push_back("C1 is in view above C2; it is not measured");
  if (spine.found.empty()) spine.notes.push_back("a canal was found, but no vertebra beside it");
  return spine;
}

}  // namespace osteosign
