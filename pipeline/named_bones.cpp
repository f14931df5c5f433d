#include "pipeline/named_bones.h"

#include <algorithm>
#include <optional>

#include "features/find/outline_voxels.h"
#include "io/values/label_scheme.h"

namespace osteosign {
namespace {

constexpr std::uint16_t sacrum_label = 25, last_vertebra_label = 50, level_unknown_label = 99;

Measured<std::string> told(const std::string& word, const std::string& reason_when_empty) {
  if (word.empty()) return Unknown{reason_when_empty};
  return word;
}

LesionLocation location_by_name(const LabelMap& bones, std::uint16_t label) {
  const Unknown part{"the part of the bone is not told by its name"};
  const Unknown position{"the position in the bone is not told by its name"};
  const auto name = bones.names.find(label);
  const LabelMeaning meaning = name == bones.names.end() ? LabelMeaning{} : meaning_of_name(name->second);
  const bool is_named =
      !meaning.bone.empty() && meaning.bone != "bone";  // the built-in segmenter says "bone" of all
  if (label == 0 || !is_named) {
    const Unknown unnamed{label == 0 ? "no bone was segmented there"
                                     : "the segmentation does not name its bones"};
    return {unnamed, unnamed, part, unnamed, position};
  }
  return {meaning.bone, told(meaning.level, "the bone has no level, or the label does not tell it"), part,
          told(meaning.side, "the label tells no side"), position};
}

/// The number of a level in TotalSegmentator v2.
std::optional<std::uint16_t> totalsegmentator_number(const std::string& bone, const std::string& level) {
  for (std::uint16_t number = sacrum_label; number <= last_vertebra_label; ++number) {
    const auto known = meaning_in_totalsegmentator(number);
    if (known && known->bone == bone && known->level == level) return number;
  }
  return std::nullopt;
}

LesionLocation location_in(const FoundVertebra& vertebra) {
  return {std::string("vertebra"), vertebra.level.level, Unknown{"the lesion has no outline"},
          Unknown{"the lesion has no outline"}, Unknown{"a vertebra has parts and sides"}};
}

/// What most of the visited voxels belong to: a vertebra of the spine, or a label.
class Votes {
 public:
  Votes(const LabelMap& bones, const Spine& spine) : bones_(bones), spine_(spine) {}
  void add(std::size_t voxel) {
    const bool in_vertebra = !spine_.vertebrae.voxels.empty() && spine_.vertebrae.voxels[voxel] != 0;
    if (in_vertebra)
      ++vertebrae_[spine_.vertebrae.voxels[voxel]];
    else
      ++labels_[bones_.voxels[voxel]];
  }
  /// Null when most of the voxels lie in none.
  const FoundVertebra* vertebra() const {
    const auto vertebra = most(vertebrae_), label = most(labels_);
    if (vertebra != vertebrae_.end() && (label == labels_.end() || vertebra->second >= label->second))
      for (const FoundVertebra& found : spine_.found)
        if (found.label == vertebra->first) return &found;
    return nullptr;
  }
  LesionLocation winner() const {
    if (const FoundVertebra* found = vertebra()) return location_in(*found);
    const auto label = most(labels_);
    return location_by_name(bones_, label == labels_.end() ? std::uint16_t{0} : label->first);
  }

 private:
  using Counts = std::map<std::uint16_t, std::size_t>;
  static Counts::const_iterator most(const Counts& counts) {
    return std::ranges::max_element(counts, {}, [](const auto& entry) { return entry.second; });
  }
  const LabelMap& bones_;
  const Spine& spine_;
  Counts vertebrae_, labels_;
};

Votes votes_of(const CtLesionOutline& outline, const LabelMap& bones, const Spine& spine) {
  Votes votes(bones, spine);
  for_each_inside(outline, [&](const Eigen::Array3i& voxel) {
    votes.add(bones.grid.index(voxel.x(), voxel.y(), voxel.z()));
  });
  return votes;
}

}  // namespace

LesionLocation location_of(const CtLesionOutline& outline, const LabelMap& bones, const Spine& spine) {
  return votes_of(outline, bones, spine).winner();
}

const FoundVertebra* vertebra_holding(const CtLesionOutline& outline, const LabelMap& bones,
                                      const Spine& spine) {
  return votes_of(outline, bones, spine).vertebra();
}

LesionLocation location_of(const Eigen::Vector3d& point_in_patient_mm, const LabelMap& bones,
                           const Spine& spine) {
  const Eigen::Vector3i voxel =
      bones.grid.voxel_from_patient(point_in_patient_mm).array().round().cast<int>();
  Votes votes(bones, spine);
  if (bones.grid.contains(voxel.x(), voxel.y(), voxel.z()))
    votes.add(bones.grid.index(voxel.x(), voxel.y(), voxel.z()));
  return votes.winner();
}

std::uint16_t number_of_level(const VertebraLevel& level) {
  if (!level.level.known()) return level_unknown_label;
  return totalsegmentator_number("vertebra", level.level.value()).value_or(level_unknown_label);
}

LabelMap vertebrae_by_level(const LabelMap& bones, const Spine& spine) {
  std::map<std::uint16_t, std::uint16_t> sacral, vertebral;
  for (const auto& [label, name] : bones.names)
    if (const LabelMeaning meaning = meaning_of_name(name); meaning.bone == "sacrum")
      sacral[label] = totalsegmentator_number(meaning.bone, meaning.level).value_or(sacrum_label);
  for (const FoundVertebra& found : spine.found) vertebral[found.label] = number_of_level(found.level);
  LabelMap vertebrae{bones.grid, {}, {}, spine.found.empty() ? bones.origin : spine.labels_from};
  if (sacral.empty() && vertebral.empty()) return vertebrae;
  const auto number_in = [](const std::map<std::uint16_t, std::uint16_t>& numbers, std::uint16_t label) {
    const auto found = label == 0 ? numbers.end() : numbers.find(label);
    return found == numbers.end() ? std::uint16_t{0} : found->second;
  };
  vertebrae.voxels.resize(bones.voxels.size(), 0);
  for (std::size_t voxel = 0; voxel < bones.voxels.size(); ++voxel) {
    const std::uint16_t vertebra =
        spine.found.empty() ? std::uint16_t{0} : number_in(vertebral, spine.vertebrae.voxels[voxel]);
    vertebrae.voxels[voxel] = vertebra != 0 ? vertebra : number_in(sacral, bones.voxels[voxel]);
  }
  return vertebrae;
}

}  // namespace osteosign
