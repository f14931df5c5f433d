#include <Eigen/Dense>
#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "features/lesion/field_in_box.h"
#include "features/lesion/matrix_mineral.h"

namespace osteosign {
namespace {

constexpr double smallest_radius_mm = 1, largest_radius_mm = 6;  // methods A7.2: 1.5 to 6, the blur shrinks
constexpr double residual_mm = 0.4;                              // methods A7.2
constexpr int sectors = 12, fewest_sectors = 3;                  // of 30 degrees: 90 degrees
constexpr double dark_part = 0.6;  // of the height of the ring: the middle is below

struct Circle {
  Eigen::Vector2d centre_mm;
  double radius_mm;
};

/// Pieces of one plane as the voxels of the grid.
using PlanePiece = std::vector<std::size_t>;

Eigen::Vector2d in_plane_mm(const ErodedLesion& core, std::size_t voxel, int normal) {
  const Eigen::Vector3d mm = core.place(voxel).cwiseProduct(core.grid.spacing_mm);
  return normal == 0 ? mm.tail<2>() : normal == 1 ? Eigen::Vector2d(mm.x(), mm.z()) : mm.head<2>();
}

/// Algebraic fit (Kasa), weighted by how dense each voxel is.
Circle fit_circle(const ErodedLesion& core, const PlanePiece& piece, int normal) {
  Eigen::Matrix3d normal_matrix = Eigen::Matrix3d::Zero();
  Eigen::Vector3d right = Eigen::Vector3d::Zero();
  const Eigen::Vector2d origin = in_plane_mm(core, piece.front(), normal);
  for (const std::size_t voxel : piece) {
    const Eigen::Vector2d p = in_plane_mm(core, voxel, normal) - origin;
    const double weight = core.calm[voxel] - core.background_hu;
    const Eigen::Vector3d row(p.x(), p.y(), 1);
    normal_matrix += weight * row * row.transpose();
    right += weight * p.squaredNorm() * row;
  }
  const Eigen::Vector3d solution = normal_matrix.ldlt().solve(right);
  const Eigen::Vector2d centre = solution.head<2>() / 2;
  return {centre + origin, std::sqrt(std::max(0.0, solution.z() + centre.squaredNorm()))};
}

double calm_at(const ErodedLesion& core, std::size_t in_plane_of, const Eigen::Vector2d& mm, int normal) {
  Eigen::Vector3d place = core.place(in_plane_of).cwiseProduct(core.grid.spacing_mm);
  if (normal == 0) place.tail<2>() = mm;
  if (normal == 1) place = Eigen::Vector3d(mm.x(), place.y(), mm.y());
  if (normal == 2) place.head<2>() = mm;
  return field_at(core.grid, core.calm, place.cwiseQuotient(core.grid.spacing_mm));
}

bool is_ring_or_arc(const ErodedLesion& core, const PlanePiece& piece, int normal) {
  constexpr std::size_t fewest_voxels = 5;
  if (piece.size() < fewest_voxels) return false;
  const Circle circle = fit_circle(core, piece, normal);
  if (!(circle.radius_mm >= smallest_radius_mm && circle.radius_mm <= largest_radius_mm)) return false;
  std::array<bool, sectors> met{};
  double squares = 0, height = 0;
  for (const std::size_t voxel : piece) {
    const Eigen::Vector2d from_centre = in_plane_mm(core, voxel, normal) - circle.centre_mm;
    squares += std::pow(from_centre.norm() - circle.radius_mm, 2);
    height += core.calm[voxel] - core.background_hu;
    const double turn = std::atan2(from_centre.y(), from_centre.x()) / (2 * std::numbers::pi) + 0.5;
    met[static_cast<std::size_t>(std::clamp(static_cast<int>(turn * sectors), 0, sectors - 1))] = true;
  }
  const auto count = static_cast<double>(piece.size());
  const double blurred_mm = std::hypot(residual_mm, core.blur_mm);
  if (std::sqrt(squares / count) > blurred_mm) return false;
  if (std::count(met.begin(), met.end(), true) < fewest_sectors) return false;
  return calm_at(core, piece.front(), circle.centre_mm, normal) - core.background_hu <
         dark_part * height / count;
}

/// The pieces of a mask within each plane across an axis.
std::vector<PlanePiece> plane_pieces(const ImageGrid& grid, const std::vector<std::uint8_t>& mask,
                                     int normal) {
  // Cutting the bonds across the plane: pieces of every plane by itself.
  std::vector<PlanePiece> pieces;
  std::array<std::size_t, 3> step{
      1, static_cast<std::size_t>(grid.size[0]),
      static_cast<std::size_t>(grid.size[0]) * static_cast<std::size_t>(grid.size[1])};
  std::vector<std::uint8_t> left = mask;
  for (std::size_t start = 0; start < left.size(); ++start) {
    if (left[start] == 0) continue;
    PlanePiece piece{start};
    left[start] = 0;
    for (std::size_t i = 0; i < piece.size(); ++i)
      for (std::size_t axis = 0; axis < 3; ++axis) {
        if (static_cast<int>(axis) == normal) continue;
        const auto size = static_cast<std::size_t>(grid.size[axis]);
        const std::size_t place = piece[i] / step[axis] % size;
        for (const bool up : {false, true}) {
          if (up ? place + 1 >= size : place == 0) continue;
          const std::size_t next = up ? piece[i] + step[axis] : piece[i] - step[axis];
          if (left[next] == 0) continue;
          left[next] = 0;
          piece.push_back(next);
        }
      }
    pieces.push_back(std::move(piece));
  }
  return pieces;
}

}  // namespace

double ring_arc_score(const ErodedLesion& core, const LesionMineral& mineral) {
  double excess = 0, count = 0;
  for (const MineralPiece& piece : mineral.pieces) {
    excess += piece.excess;
    count += static_cast<double>(piece.voxels.size());
  }
  if (count == 0) return 0;
  constexpr double level_part = 0.9;  // of the mean height: half of the height of thin blurred shells
  const double level_hu = core.background_hu + level_part * excess / count;
  std::vector<std::uint8_t> dense(core.calm.size(), 0);
  for (const MineralPiece& piece : mineral.pieces)
    for (const std::size_t voxel : piece.voxels) dense[voxel] = core.calm[voxel] > level_hu ? 1 : 0;
  double all = 0, on_rings = 0;
  for (int normal = 0; normal < 3; ++normal)
    for (const PlanePiece& piece : plane_pieces(core.grid, dense, normal)) {
      all += static_cast<double>(piece.size());
      if (is_ring_or_arc(core, piece, normal)) on_rings += static_cast<double>(piece.size());
    }
  return all > 0 ? on_rings / all : 0;
}

}  // namespace osteosign
