#include "features/lesion/periosteum_patches.h"

#include <Eigen/Geometry>
#include <algorithm>

namespace osteosign {
namespace {

ReactionPatch described(std::vector<std::size_t> places, const PeriosteumShell& shell,
                        const std::vector<PlaceReading>& readings) {
  ReactionPatch patch;
  std::ranges::sort(places);
  patch.places = std::move(places);
  patch.first_mm = 1e9;
  patch.last_mm = -1e9;
  Eigen::Vector3d normal = Eigen::Vector3d::Zero();
  std::vector<double> tops;
  for (const std::size_t i : patch.places) {
    const ShellPlace& place = shell.places[i];
    const double along = shell.axis.dot(place.position_mm);
    patch.area_mm2 += place.area_mm2;
    patch.nearest_lesion_mm = std::min(patch.nearest_lesion_mm, place.lesion_distance_mm);
    patch.first_mm = std::min(patch.first_mm, along);
    patch.last_mm = std::max(patch.last_mm, along);
    normal += place.area_mm2 * place.normal;
    if (!readings[i].cortex_below) patch.part_without_cortex += place.area_mm2;
    if (readings[i].lines) patch.part_of_lines += place.area_mm2;
    tops.push_back(readings[i].top_mm);
    if (tops.size() == 1 || readings[i].top_mm > readings[patch.highest].top_mm) patch.highest = i;
  }
  patch.part_without_cortex /= patch.area_mm2;
  patch.part_of_lines /= patch.area_mm2;
  const Eigen::Vector3d round = shell.axis.cross(normal).normalized();
  double low = 1e9, high = -1e9;
  for (const std::size_t i : patch.places) {
    low = std::min(low, round.dot(shell.places[i].position_mm));
    high = std::max(high, round.dot(shell.places[i].position_mm));
  }
  patch.arc_mm = high - low;
  std::ranges::sort(tops);
  patch.top_mm = tops[tops.size() * 9 / 10];
  return patch;
}

}  // namespace

double ReactionPatch::part_of(NewBone kind, const PeriosteumShell& shell,
                              const std::vector<PlaceReading>& readings) const {
  double sum = 0;
  for (const std::size_t i : places)
    if (readings[i].kind == kind) sum += shell.places[i].area_mm2;
  return sum / area_mm2;
}

std::vector<ReactionPatch> reaction_patches(const PeriosteumShell& shell,
                                            const std::vector<PlaceReading>& readings,
                                            const PeriosteumParameters& parameters) {
  std::vector<bool> taken(readings.size(), false);
  std::vector<ReactionPatch> patches;
  for (std::size_t start = 0; start < readings.size(); ++start) {
    if (taken[start] || readings[start].kind == NewBone::none) continue;
    std::vector<std::size_t> places{start};
    taken[start] = true;
    for (std::size_t next = 0; next < places.size(); ++next)
      for (const int neighbour : shell.places[places[next]].near) {
        const auto other = static_cast<std::size_t>(neighbour);
        if (taken[other] || readings[other].kind == NewBone::none) continue;
        taken[other] = true;
        places.push_back(other);
      }
    ReactionPatch patch = described(std::move(places), shell, readings);
    if (patch.area_mm2 >= parameters.periosteum_least_area_mm2 &&
        patch.nearest_lesion_mm <= parameters.periosteum_reach_mm)
      patches.push_back(std::move(patch));
  }
  std::ranges::stable_sort(patches, std::greater{}, &ReactionPatch::area_mm2);
  return patches;
}

}  // namespace osteosign
