#include "pipeline/named_bones.h"

#include <algorithm>
#include <array>

#include "io/values/label_scheme.h"

namespace osteosign {
namespace {

constexpr std::uint16_t sacrum_label = 25, last_vertebra_label = 50, level_unknown_label = 99;

Measured<std::string> told(const std::string& word, const std::string& reason_when_empty) {
  if (word.empty()) return Unknown{reason_when_empty};
  return word;
}

LesionLocation location_by_name(const LabelMap& bones, std::uint16_t label) {
  const std::string part_reason = "the part of the bone is not told by this version";
  const auto name = bones.names.find(label);
  const LabelMeaning meaning = name == bones.names.end() ? LabelMeaning{} : meaning_of_name(name->second);
  const bool is_named =
      !meaning.bone.empty() && meaning.bone != "bone";  // the built-in segmenter says "bone" of all
  if (label == 0 || !is_named) {
    const Unknown unnamed{label == 0 ? "no bone was segmented there"
                                     : "the segmentation does not name its bones"};
    return {unnamed, unnamed, Unknown{part_reason}, unnamed};
  }
  return {meaning.bone, told(meaning.level, "the bone has no level, or the label does not tell it"),
          Unknown{part_reason}, told(meaning.side, "the label tells no side")};
}

/// The number of a vertebra or the sacrum in TotalSegmentator v2; 0 for every other bone.
std::uint16_t totalsegmentator_number(const LabelMeaning& meaning) {
  if (meaning.bone != "vertebra" && meaning.bone != "sacrum") return 0;
  for (std::uint16_t number = sacrum_label; number <= last_vertebra_label; ++number) {
    const auto known = meaning_in_totalsegmentator(number);
    if (known && known->bone == meaning.bone && known->level == meaning.level) return number;
  }
  return level_unknown_label;
}

}  // namespace

LesionLocation location_of(const CtLesionOutline& outline, const LabelMap& bones) {
  std::map<std::uint16_t, std::size_t> votes;
  for (int z = 0; z < outline.box.size[2]; ++z)
    for (int y = 0; y < outline.box.size[1]; ++y)
      for (int x = 0; x < outline.box.size[0]; ++x)
        if (outline.inside[outline.box.index(x, y, z)] != 0)
          ++votes[bones.voxels[bones.grid.index(outline.first[0] + x, outline.first[1] + y,
                                                outline.first[2] + z)]];
  const auto most = std::ranges::max_element(votes, {}, [](const auto& entry) { return entry.second; });
  return location_by_name(bones, most == votes.end() ? std::uint16_t{0} : most->first);
}

LesionLocation location_of(const Eigen::Vector3d& point_in_patient_mm, const LabelMap& bones) {
  const Eigen::Vector3i voxel =
      bones.grid.voxel_from_patient(point_in_patient_mm).array().round().cast<int>();
  const bool inside = bones.grid.contains(voxel.x(), voxel.y(), voxel.z());
  return location_by_name(
      bones, inside ? bones.voxels[bones.grid.index(voxel.x(), voxel.y(), voxel.z())] : std::uint16_t{0});
}

LabelMap vertebrae_by_level(const LabelMap& bones) {
  std::map<std::uint16_t, std::uint16_t> numbers;
  for (const auto& [label, name] : bones.names)
    if (const std::uint16_t number = totalsegmentator_number(meaning_of_name(name)); number != 0)
      numbers[label] = number;
  LabelMap vertebrae{bones.grid, {}, {}, bones.origin};
  if (numbers.empty()) return vertebrae;
  vertebrae.voxels.resize(bones.voxels.size(), 0);
  std::ranges::transform(bones.voxels, vertebrae.voxels.begin(), [&numbers](std::uint16_t label) {
    const auto found = label == 0 ? numbers.end() : numbers.find(label);
    return found == numbers.end() ? std::uint16_t{0} : found->second;
  });
  return vertebrae;
}

}  // namespace osteosign
