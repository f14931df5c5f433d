#include "tests/features/vertebra/labelled_spine.h"

#include <Eigen/Geometry>
#include <algorithm>

#include "features/shape/signed_distance.h"

namespace osteosign::test {
namespace {

struct LabelPlace {
  Eigen::Vector3d centroid_mm = Eigen::Vector3d::Zero();
  Eigen::Vector3d core_mm = Eigen::Vector3d::Zero();  ///< middle of the voxels deepest in the label
};

/// Voxels as deep as seven tenths of the deepest one lie in the body, which is thicker than the arch.
LabelPlace place_of(const LabelMap& labels, std::uint16_t label) {
  std::array<int, 3> lowest = labels.grid.size;
  std::array<int, 3> highest{-1, -1, -1};
  const auto& size = labels.grid.size;
  std::size_t i = 0;
  for (int z = 0; z < size[2]; ++z)
    for (int y = 0; y < size[1]; ++y)
      for (int x = 0; x < size[0]; ++x, ++i) {
        if (labels.voxels[i] != label) continue;
        const std::array<int, 3> at{x, y, z};
        for (std::size_t a = 0; a < 3; ++a) {
          lowest[a] = std::min(lowest[a], at[a]);
          highest[a] = std::max(highest[a], at[a]);
        }
      }
  std::array<int, 3> box_size{};
  std::array<int, 3> first{};
  for (std::size_t a = 0; a < 3; ++a) {
    first[a] = std::max(0, lowest[a] - 2);
    box_size[a] = std::min(size[a], highest[a] + 3) - first[a];
  }
  const ImageGrid box = labels.grid.crop(first, box_size);
  std::vector<std::uint8_t> own(box.voxel_count());
  for (int z = 0; z < box_size[2]; ++z)
    for (int y = 0; y < box_size[1]; ++y)
      for (int x = 0; x < box_size[0]; ++x)
        own[box.index(x, y, z)] =
            labels.voxels[labels.grid.index(x + first[0], y + first[1], z + first[2])] == label;
  const std::vector<float> distance = signed_distance_mm(box, own);
  const float deepest = *std::min_element(distance.begin(), distance.end());
  LabelPlace place;
  double all = 0;
  double deep = 0;
  for (int z = 0; z < box_size[2]; ++z)
    for (int y = 0; y < box_size[1]; ++y)
      for (int x = 0; x < box_size[0]; ++x) {
        const std::size_t v = box.index(x, y, z);
        if (own[v] == 0) continue;
        const Eigen::Vector3d point = box.patient_from_voxel(Eigen::Vector3d(x, y, z));
        place.centroid_mm += point;
        all += 1;
        if (distance[v] > 0.7F * deepest) continue;
        place.core_mm += point;
        deep += 1;
      }
  place.centroid_mm /= all;
  place.core_mm /= deep;
  return place;
}

}  // namespace

Spine spine_from_labels(const LabelMap& labels, const std::vector<LabelledLevel>& levels) {
  std::vector<LabelledLevel> there;
  for (const LabelledLevel& level : levels)
    if (std::count(labels.voxels.begin(), labels.voxels.end(), level.label) > 0) there.push_back(level);
  Spine spine;
  spine.vertebrae.grid = labels.grid;
  spine.vertebrae.voxels.assign(labels.voxels.size(), 0);
  spine.labels_from = "label map";
  std::vector<LabelPlace> places;
  for (const LabelledLevel& level : there) places.push_back(place_of(labels, level.label));
  for (std::size_t k = 0; k < there.size(); ++k) {
    FoundVertebra found;
    found.label = static_cast<std::uint16_t>(k + 1);
    found.level = {there[k].level, there[k].level, 1, "label map"};
    found.body_centre_mm = places[k].core_mm;
    const std::size_t above = k == 0 ? k : k - 1;
    const std::size_t below = std::min(k + 1, there.size() - 1);
    if (above != below) found.cranial = (places[above].core_mm - places[below].core_mm).normalized();
    const Eigen::Vector3d forward = places[k].core_mm - places[k].centroid_mm;
    found.forward = (forward - found.cranial * found.cranial.dot(forward)).normalized();
    spine.found.push_back(found);
    for (std::size_t i = 0; i < labels.voxels.size(); ++i)
      if (labels.voxels[i] == there[k].label) spine.vertebrae.voxels[i] = found.label;
  }
  return spine;
}

std::vector<LabelledLevel> totalsegmentator_levels() {
  std::vector<LabelledLevel> levels;
  for (int n = 1; n <= 7; ++n)
    levels.push_back({static_cast<std::uint16_t>(51 - n), "C" + std::to_string(n)});
  for (int n = 1; n <= 12; ++n)
    levels.push_back({static_cast<std::uint16_t>(44 - n), "T" + std::to_string(n)});
  for (int n = 1; n <= 5; ++n)
    levels.push_back({static_cast<std::uint16_t>(32 - n), "L" + std::to_string(n)});
  return levels;
}

std::vector<LabelledLevel> verse_levels() {
  std::vector<LabelledLevel> levels;
  for (int n = 1; n <= 7; ++n) levels.push_back({static_cast<std::uint16_t>(n), "C" + std::to_string(n)});
  for (int n = 1; n <= 12; ++n)
    levels.push_back({static_cast<std::uint16_t>(n + 7), "T" + std::to_string(n)});
  for (int n = 1; n <= 6; ++n)
    levels.push_back({static_cast<std::uint16_t>(n + 19), "L" + std::to_string(n)});
  return levels;
}

}  // namespace osteosign::test
