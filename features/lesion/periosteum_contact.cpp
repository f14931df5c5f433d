#include "features/lesion/periosteum_contact.h"

#include <algorithm>
#include <numeric>
#include <set>

namespace osteosign {
namespace {

constexpr int every = 4;                // half a millimetre along the ray is as fine as the rays are apart
constexpr double host_mm = 0.6;         // mineral that begins below is of the bone
constexpr double least_plate_mm2 = 30;  // chosen: a calcification in a mass is below 6 mm across

/// Joins numbers into groups.
class Groups {
 public:
  explicit Groups(std::size_t count) : parent_(count) { std::iota(parent_.begin(), parent_.end(), 0U); }
  std::size_t of(std::size_t i) {
    while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
    return i;
  }
  void join(std::size_t a, std::size_t b) {
    const std::size_t one = of(a), other = of(b);
    parent_[std::max(one, other)] = std::min(one, other);
  }

 private:
  std::vector<std::size_t> parent_;
};

struct Mineral {
  double nearest_mm = 1e9;
  std::set<std::size_t> places;
};

}  // namespace

void remove_other_bone(PeriosteumShell& shell, const LabelMap& bones,
                       const PeriosteumParameters& parameters) {
  const ImageGrid& grid = bones.grid;
  const auto label_at = [&](const Eigen::Vector3d& point) -> int {
    const Eigen::Vector3d v = grid.voxel_from_patient(point);
    const int x = static_cast<int>(std::lround(v.x())), y = static_cast<int>(std::lround(v.y())),
              z = static_cast<int>(std::lround(v.z()));
    return grid.contains(x, y, z) ? bones.voxels[grid.index(x, y, z)] : 0;
  };
  for (ShellPlace& place : shell.places) {
    const int own = label_at(place.position_mm - place.normal);
    for (double x = 1; place.usable && own != 0 && x <= parameters.periosteum_height_mm; x += 0.5) {
      const int label = label_at(place.position_mm + x * place.normal);
      if (label != 0 && label != own) place.usable = false;
    }
  }
}

void remove_loose_mineral(PeriosteumShell& shell, const PeriosteumParameters& parameters) {
  const double least_hu =
      std::max(parameters.periosteum_bone_hu, parameters.periosteum_bone_noises * shell.noise_hu);
  std::size_t samples = 0;
  for (const ShellPlace& place : shell.places)
    if (place.usable) samples = std::max(samples, (place.ray.size() - 1) / every + 1);
  const auto node = [&](std::size_t place, std::size_t k) { return place * samples + k; };
  std::vector<bool> mineral(shell.places.size() * samples, false);
  for (std::size_t i = 0; i < shell.places.size(); ++i)
    for (std::size_t k = 0; shell.places[i].usable && k < samples; ++k)
      mineral[node(i, k)] = shell.places[i].ray.values[k * every] > least_hu;
  const auto is_mineral = [&](std::size_t place, std::size_t k) { return mineral[node(place, k)]; };
  Groups groups(shell.places.size() * samples);
  for (std::size_t i = 0; i < shell.places.size(); ++i)
    for (std::size_t k = 0; k < samples; ++k) {
      if (!is_mineral(i, k)) continue;
      if (k + 1 < samples && is_mineral(i, k + 1)) groups.join(node(i, k), node(i, k + 1));
      for (const int other : shell.places[i].near)
        for (std::size_t m = k > 0 ? k - 1 : 0; m <= std::min(k + 1, samples - 1); ++m)
          if (is_mineral(static_cast<std::size_t>(other), m))
            groups.join(node(i, k), node(static_cast<std::size_t>(other), m));
    }
  std::vector<Mineral> found(shell.places.size() * samples);
  for (std::size_t i = 0; i < shell.places.size(); ++i)
    for (std::size_t k = 0; k < samples; ++k) {
      if (!is_mineral(i, k)) continue;
      Mineral& piece = found[groups.of(node(i, k))];
      piece.nearest_mm =
          std::min(piece.nearest_mm, shell.places[i].ray.position(k * every) - shell.surface_mm);
      piece.places.insert(i);
    }
  const auto stays = [&](const Mineral& piece) {
    if (piece.nearest_mm <= host_mm) return true;
    double area = 0;
    for (const std::size_t place : piece.places) area += shell.places[place].area_mm2;
    return piece.nearest_mm <= parameters.periosteum_host_gap_mm && area >= least_plate_mm2;
  };
  std::vector<bool> kept(found.size());
  for (std::size_t i = 0; i < found.size(); ++i) kept[i] = stays(found[i]);
  for (std::size_t i = 0; i < shell.places.size(); ++i)
    for (std::size_t k = 0; k < samples; ++k) {
      if (!is_mineral(i, k) || kept[groups.of(node(i, k))]) continue;
      Profile& ray = shell.places[i].ray;
      const std::size_t first = k * every > every ? k * every - every : 0;
      for (std::size_t at = first; at < std::min(ray.size(), k * every + every + 1); ++at)
        ray.values[at] = std::min(ray.values[at], 0.0);
    }
}

}  // namespace osteosign
