#include "features/spine/ribs.h"

#include <algorithm>
#include <map>

#include "features/spine/ct_sampler.h"

namespace osteosign {
namespace {

constexpr double beside_mm = 3;         // lateral pieces start this far beside the body
constexpr double near_mm = 10;          // and are its own when they come this near
constexpr double largest_rib_cm3 = 40;  // of what lies within the region; the pelvis is larger

bool is_lateral(const BoneNode& node, const SpineAxis& axis) {
  return beside_body_mm(node, axis) > beside_mm && node.place.v > axis.canal_v(node.place.s) - 50 &&
         node.place.v < axis.front_wall_v(node.place.s) + 20 && std::abs(node.place.over) <= 2;
}

/// Heads of ribs lie at the disc above.
int vertebra_at(double level) { return static_cast<int>(std::floor(level + 0.25)); }

/// One connected piece beside the column.
struct Piece {
  std::vector<std::int32_t> nodes;
  double reach_mm = 0;
  double root_level = 0;     ///< mean level where it is nearest to the body
  std::map<int, int> roots;  ///< how many nodes lie nearest to the body, by vertebra
  bool is_cut = false;       ///< by the border of the CT, away from the column
  bool has_root() const { return !roots.empty(); }
};

bool is_at_border(const BoneNode& node, const BoneNodes& bones, const CtSampler& sampler) {
  for (const int step : {-2, 2})
    for (int direction = 0; direction < 3; ++direction) {
      Eigen::Vector3d voxel(node.voxel[0], node.voxel[1], node.voxel[2]);
      voxel[direction] += step;
      if (!sampler.contains(bones.grid.patient_from_voxel(voxel))) return true;
    }
  return false;
}

Piece piece_from(std::int32_t start, const BoneNodes& bones, const SpineAxis& axis, const CtSampler& sampler,
                 std::vector<bool>& taken) {
  Piece piece;
  piece.nodes.push_back(start);
  taken[static_cast<std::size_t>(start)] = true;
  double levels = 0;
  for (std::size_t i = 0; i < piece.nodes.size(); ++i) {
    const BoneNode& node = bones.nodes[static_cast<std::size_t>(piece.nodes[i])];
    piece.reach_mm = std::max<double>(piece.reach_mm, std::abs(node.place.u));
    if (beside_body_mm(node, axis) < near_mm) {
      levels += node.level;
      ++piece.roots[vertebra_at(node.level)];
    } else if (!piece.is_cut) {
      piece.is_cut = is_at_border(node, bones, sampler);
    }
    for (int dz = -1; dz <= 1; ++dz)
      for (int dy = -1; dy <= 1; ++dy)
        for (int dx = -1; dx <= 1; ++dx) {
          const std::int32_t next = bones.at(node.voxel[0] + dx, node.voxel[1] + dy, node.voxel[2] + dz);
          if (next < 0 || taken[static_cast<std::size_t>(next)]) continue;
          const BoneNode& other = bones.nodes[static_cast<std::size_t>(next)];
          if (!is_lateral(other, axis) || (other.place.u > 0) != (node.place.u > 0)) continue;
          taken[static_cast<std::size_t>(next)] = true;
          piece.nodes.push_back(next);
        }
  }
  int count = 0;
  for (const auto& [vertebra, nodes] : piece.roots) count += nodes;
  piece.root_level = count > 0 ? levels / count : 0;
  return piece;
}

/// The vertebrae that a piece starts from, from cranial to caudal. Ribs and transverse processes of several
/// may touch.
std::vector<int> vertebrae_of(const Piece& piece) {
  constexpr double least_share = 0.25;
  int most = 0;
  for (const auto& [vertebra, nodes] : piece.roots) most = std::max(most, nodes);
  std::vector<int> vertebrae;
  for (const auto& [vertebra, nodes] : piece.roots)
    if (nodes >= least_share * most) vertebrae.push_back(vertebra);
  return vertebrae;
}

/// Farthest node that lies at the height of one vertebra.
double reach_at_mm(const Piece& piece, int vertebra, const BoneNodes& bones) {
  double reach_mm = 0;
  for (const std::int32_t i : piece.nodes) {
    const BoneNode& node = bones.nodes[static_cast<std::size_t>(i)];
    if (vertebra_at(node.level) == vertebra) reach_mm = std::max<double>(reach_mm, std::abs(node.place.u));
  }
  return reach_mm;
}

void raise(RibSign& sign, double reach_mm, bool is_cut) {
  if (reach_mm <= sign.reach_mm) return;
  sign.reach_mm = reach_mm;
  sign.is_cut = is_cut;
}

/// Whether the far part of a piece leaves from the most cranial of its vertebrae. Beside a neck the articular
/// pillars may hang together down to the first ribs, which are not those of the vertebra at their top.
bool leaves_from_first(const Piece& piece, const std::vector<int>& vertebrae, const BoneNodes& bones) {
  constexpr std::size_t many = 4;
  constexpr double clearly_lateral_mm = 45;  // chosen: transverse processes of C3 to L1 end before
  return vertebrae.size() < many || reach_at_mm(piece, vertebrae.front(), bones) >= clearly_lateral_mm;
}

/// Tells each vertebra of a piece how far it reaches. Of ribs that touch what lies below them, only the most
/// cranial one is sure: ribs run down, and what they touch may be a transverse process.
void add_piece(const Piece& piece, const BoneNodes& bones, std::vector<std::array<RibSign, 2>>& of_vertebra) {
  const std::size_t side = bones.nodes[static_cast<std::size_t>(piece.nodes.front())].place.u > 0 ? 1 : 0;
  const std::vector<int> vertebrae = vertebrae_of(piece);
  const bool is_rib = piece.is_cut || piece.reach_mm >= least_rib_reach_mm;
  const bool has_first_rib = is_rib && leaves_from_first(piece, vertebrae, bones);
  for (const int k : vertebrae) {
    if (k < -1 || k + 1 >= static_cast<int>(of_vertebra.size())) continue;
    RibSign& sign = of_vertebra[static_cast<std::size_t>(k + 1)][side];
    if (vertebrae.size() == 1 || (has_first_rib && k == vertebrae.front()))
      raise(sign, piece.reach_mm, piece.is_cut);
    else if (is_rib)
      sign.root_in_view = false;
    else
      raise(sign, reach_at_mm(piece, k, bones), false);
  }
}

/// Whether the CT shows where the first centimetres of a rib of vertebra k would lie.
bool is_root_in_view(int k, int side, const SpineAxis& axis, const LevelScale& levels,
                     const CtSampler& sampler) {
  constexpr double least_share = 0.9;
  const int disc = std::max(k, 0);
  const double down_mm = k < 0 ? -levels.length_mm(-1) : 0;
  int inside = 0, all = 0;
  for (const double level : {0.0, 0.15, 0.3, 0.45})
    for (const double u : {22.0, 30.0, 38.0, 45.0})
      for (const double v : {2.0, -8.0, -18.0}) {
        const int s = levels.discs()[static_cast<std::size_t>(disc)].s +
                      static_cast<int>(down_mm + level * levels.length_mm(k));
        ++all;
        if (s < 0 || s >= axis.planes()) continue;
        const CanalPoint& point = axis.body().points[static_cast<std::size_t>(s)];
        inside += sampler.contains(point.centre_mm + side * u * left_of(point) +
                                   (axis.canal_v(s) + v) * point.forward)
                      ? 1
                      : 0;
      }
  return inside >= least_share * all;
}

}  // namespace

RibSigns find_ribs(const BoneNodes& bones, const SpineAxis& axis, const LevelScale& levels,
                   const SpineImage& image) {
  RibSigns signs;
  signs.of_vertebra.resize(static_cast<std::size_t>(levels.count() + 1));
  signs.vertebra_of_node.assign(bones.nodes.size(), -1);
  if (levels.count() == 0) return signs;
  const CtSampler sampler(image.ct);
  for (int k = -1; k < levels.count(); ++k)
    for (const int side : {0, 1})
      signs.of_vertebra[static_cast<std::size_t>(k + 1)][static_cast<std::size_t>(side)].root_in_view =
          is_root_in_view(k, side == 1 ? 1 : -1, axis, levels, sampler);
  std::vector<bool> taken(bones.nodes.size(), false);
  for (std::size_t i = 0; i < bones.nodes.size(); ++i) {
    if (taken[i] || !is_lateral(bones.nodes[i], axis)) continue;
    const Piece piece = piece_from(static_cast<std::int32_t>(i), bones, axis, sampler, taken);
    const double volume_mm3 = static_cast<double>(piece.nodes.size()) * bones.grid.voxel_volume_mm3();
    if (!piece.has_root() || volume_mm3 > largest_rib_cm3 * 1000) continue;
    add_piece(piece, bones, signs.of_vertebra);
    const int k = vertebra_at(piece.root_level);
    if (k < -1 || k >= levels.count()) continue;
    for (const std::int32_t node : piece.nodes)
      signs.vertebra_of_node[static_cast<std::size_t>(node)] = static_cast<std::int16_t>(k + 1);
  }
  return signs;
}

}  // namespace osteosign
