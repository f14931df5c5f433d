#include "features/spine/named_vertebrae.h"

#include <algorithm>
#include <map>

#include "io/values/label_scheme.h"

namespace osteosign {
namespace {

/// Order along the spine: cervical, thoracic, lumbar; 0 without a level.
int rank_of(const std::string& level) {
  if (level.size() < 2) return 0;
  const int number = std::stoi(level.substr(1));
  switch (level[0]) {
    case 'C':
      return number;
    case 'T':
      return 20 + number;
    default:
      return 40 + number;
  }
}

bool is_of_sacrum(const LabelMeaning& meaning) {
  return meaning.bone == "sacrum" ||
         (meaning.bone == "vertebra" && !meaning.level.empty() && meaning.level[0] == 'S');
}

void add_voxels(std::vector<NamedVertebra>& vertebrae, const LabelMap& bones) {
  std::map<std::uint16_t, NamedVertebra*> of_label;
  for (NamedVertebra& vertebra : vertebrae)
    for (const std::uint16_t label : vertebra.labels) of_label[label] = &vertebra;
  const auto& size = bones.grid.size;
  std::uint16_t last = 0;
  NamedVertebra* vertebra = nullptr;
  for (int z = 0; z < size[2]; ++z)
    for (int y = 0; y < size[1]; ++y)
      for (int x = 0; x < size[0]; ++x) {
        const std::uint16_t label = bones.voxels[bones.grid.index(x, y, z)];
        if (label == 0) continue;
        if (label != last) {
          const auto found = of_label.find(label);
          vertebra = found == of_label.end() ? nullptr : found->second;
          last = label;
        }
        if (vertebra == nullptr) continue;
        vertebra->centre_mm += Eigen::Vector3d(x, y, z);
        ++vertebra->voxels;
        vertebra->at_border = vertebra->at_border || x == 0 || y == 0 || z == 0 || x + 1 == size[0] ||
                              y + 1 == size[1] || z + 1 == size[2];
      }
  for (NamedVertebra& named : vertebrae)
    if (named.voxels > 0)
      named.centre_mm = bones.grid.patient_from_voxel(named.centre_mm / static_cast<double>(named.voxels));
}

}  // namespace

std::vector<NamedVertebra> named_vertebrae(const LabelMap& bones) {
  std::vector<NamedVertebra> vertebrae;
  for (const auto& [label, name] : bones.names) {
    const LabelMeaning meaning = meaning_of_name(name);
    if (meaning.bone != "vertebra" || is_of_sacrum(meaning)) continue;
    const auto same = std::ranges::find_if(vertebrae, [&](const NamedVertebra& other) {
      return !meaning.level.empty() && other.level == meaning.level;
    });
    if (same != vertebrae.end())
      same->labels.push_back(label);
    else
      vertebrae.push_back({{label}, name, meaning.level});
  }
  add_voxels(vertebrae, bones);
  std::erase_if(vertebrae, [](const NamedVertebra& vertebra) { return vertebra.voxels == 0; });
  const bool all_have_levels = std::ranges::all_of(
      vertebrae, [](const NamedVertebra& vertebra) { return rank_of(vertebra.level) > 0; });
  std::ranges::stable_sort(vertebrae, [&](const NamedVertebra& a, const NamedVertebra& b) {
    return all_have_levels ? rank_of(a.level) < rank_of(b.level) : a.centre_mm.z() > b.centre_mm.z();
  });
  return vertebrae;
}

std::vector<std::uint16_t> sacrum_labels(const LabelMap& bones) {
  std::vector<std::uint16_t> labels;
  for (const auto& [label, name] : bones.names)
    if (is_of_sacrum(meaning_of_name(name))) labels.push_back(label);
  return labels;
}

}  // namespace osteosign
