#include <tbb/parallel_for.h>

#include "sample_data/phantom/solids.h"
#include "sample_data/phantom/spine/spine_truth.h"
#include "sample_data/phantom/spine/vertebra_part.h"

namespace osteosign::phantom {

namespace {

LabelMap empty_map(const ImageGrid& grid) {
  LabelMap map;
  map.grid = grid;
  map.voxels.assign(grid.voxel_count(), 0);
  map.origin = "phantom truth";
  return map;
}

/// Label of a point, and how far round it the label is sure to be the same.
struct LabelAt {
  std::uint16_t label;
  double same_within_mm;
};

template <class LabelOf>
void label_voxels(LabelMap& map, const SpineCt& scanned, LabelOf&& label_of) {
  const Eigen::Isometry3d phantom_from_patient = scanned.patient_from_phantom.inverse();
  tbb::parallel_for(0, map.grid.size[2], [&](int z) {
    for (int y = 0; y < map.grid.size[1]; ++y)
      for (int x = 0; x < map.grid.size[0];) {
        const LabelAt at =
            label_of(phantom_from_patient * map.grid.patient_from_voxel({double(x), double(y), double(z)}));
        const int last =
            std::min(map.grid.size[0] - 1,
                     x + static_cast<int>(std::min(1e6, at.same_within_mm / map.grid.spacing_mm.x())));
        for (; x <= last; ++x) map.voxels[map.grid.index(x, y, z)] = at.label;
      }
  });
}

/// The bone in which a point lies; null when there is none.
const BoneAt* bone_round(const BonesAt& near) {
  for (int i = 0; i < near.count; ++i) {
    const BoneAt& bone = near.bones[static_cast<std::size_t>(i)];
    if (bone.distances.outer_mm < 0 && bone.vertebra != BoneAt::rib) return &bone;
  }
  return nullptr;
}

/// Without a bone nothing changes up to the nearest one.
double clear_mm(const BonesAt& near) {
  double clear = near.clear_mm;
  for (int i = 0; i < near.count; ++i)
    clear = std::min(clear, std::max(0.0, near.bones[static_cast<std::size_t>(i)].distances.outer_mm / 2));
  return clear;
}

}  // namespace

LabelMap true_vertebra_map(const SpineCt& scanned, const ImageGrid& grid) {
  LabelMap map = empty_map(grid);
  const SpineColumn& column = scanned.scene->column();
  const auto sacrum = static_cast<std::uint16_t>(column.vertebrae().size() + 1);
  const auto atlas = static_cast<std::uint16_t>(sacrum + 1), skull = static_cast<std::uint16_t>(sacrum + 2);
  for (const VertebraModel& vertebra : column.vertebrae())
    map.names[static_cast<std::uint16_t>(vertebra.placed.number)] =
        "vertebrae_" + level_name(vertebra.placed.level);
  if (column.sacrum()) map.names[sacrum] = "sacrum";
  if (column.head()) {
    map.names[atlas] = "vertebrae_C1";
    map.names[skull] = "skull";
  }
  label_voxels(map, scanned, [&](const Eigen::Vector3d& phantom_mm) -> LabelAt {
    const BonesAt near = column.bones_at(phantom_mm);
    const BoneAt* const bone = bone_round(near);
    if (bone == nullptr) return {0, clear_mm(near)};
    if (bone->vertebra == BoneAt::atlas) return {atlas, 0};
    if (bone->vertebra == BoneAt::skull) return {skull, 0};
    return {bone->vertebra < 0 ? sacrum : static_cast<std::uint16_t>(bone->vertebra + 1), 0};
  });
  return map;
}

LabelMap true_part_map(const SpineCt& scanned, const ImageGrid& grid) {
  LabelMap map = empty_map(grid);
  map.names = {{1, "body"}, {2, "left pedicle"}, {3, "right pedicle"}, {4, "posterior"}};
  const SpineColumn& column = scanned.scene->column();
  label_voxels(map, scanned, [&](const Eigen::Vector3d& phantom_mm) -> LabelAt {
    const BonesAt near = column.bones_at(phantom_mm);
    const BoneAt* const bone = bone_round(near);
    if (bone == nullptr) return {0, clear_mm(near)};
    if (bone->vertebra < 0) return {0, 0};
    const VertebraModel& vertebra = column.vertebrae()[static_cast<std::size_t>(bone->vertebra)];
    return {static_cast<std::uint16_t>(part_of(vertebra, bone->local_mm)), 0};
  });
  return map;
}

LabelMap true_lesion_map(const SpineCt& scanned, const ImageGrid& grid) {
  LabelMap map = empty_map(grid);
  const SpineColumn& column = scanned.scene->column();
  const std::vector<SpineLesion>& lesions = scanned.scene->phantom().lesions;
  for (std::size_t i = 0; i < lesions.size(); ++i)
    map.names[static_cast<std::uint16_t>(i + 1)] = "lesion " + std::to_string(i + 1);
  label_voxels(map, scanned, [&](const Eigen::Vector3d& phantom_mm) -> LabelAt {
    const BonesAt near = column.bones_at(phantom_mm);
    const BoneAt* const bone = bone_round(near);
    if (bone == nullptr) return {0, clear_mm(near)};
    std::uint16_t label = 0;
    for (std::size_t i = 0; i < lesions.size(); ++i)
      if (lesions[i].vertebra == bone->vertebra + 1 &&
          lesion_distance_mm(lesions[i].body, bone->local_mm) < 0)
        label = static_cast<std::uint16_t>(i + 1);
    return {label, 0};
  });
  return map;
}

LabelMap true_canal_map(const SpineCt& scanned, const ImageGrid& grid) {
  LabelMap map = empty_map(grid);
  map.names = {{1, "canal"}};
  const SpineColumn& column = scanned.scene->column();
  const ColumnCourse& course = scanned.scene->course();
  const auto& vertebrae = column.vertebrae();
  label_voxels(map, scanned, [&](const Eigen::Vector3d& phantom_mm) -> LabelAt {
    constexpr double bent = 2.5;
    const ColumnPlace place = course.place_of(phantom_mm);
    const double canal_mm = course.section_at(place).canal_distance_mm(place.across_mm);
    if (canal_mm > 0) return {0, canal_mm / bent};
    const bool above =
        vertebrae.front().frame.local(phantom_mm).z() > vertebrae.front().placed.size.height_mm / 2;
    const bool below =
        vertebrae.back().frame.local(phantom_mm).z() < -vertebrae.back().placed.size.height_mm / 2;
    if (above || below) return {0, 0};
    return {static_cast<std::uint16_t>(bone_round(column.bones_at(phantom_mm)) == nullptr ? 1 : 0), 0};
  });
  return map;
}

}  // namespace osteosign::phantom
