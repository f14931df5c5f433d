#include "features/lesion/nearest_points.h"

#include <array>
#include <cmath>

namespace osteosign {
namespace {

struct Step {
  int x, y, z;
};
// The half of the 26 neighbours that comes before a cell in memory.
constexpr std::array<Step, 13> before{{{-1, 0, 0},
                                       {-1, -1, 0},
                                       {0, -1, 0},
                                       {1, -1, 0},
                                       {-1, -1, -1},
                                       {0, -1, -1},
                                       {1, -1, -1},
                                       {-1, 0, -1},
                                       {0, 0, -1},
                                       {1, 0, -1},
                                       {-1, 1, -1},
                                       {0, 1, -1},
                                       {1, 1, -1}}};

class NearestIndex {
 public:
  NearestIndex(const ImageGrid& grid, const std::vector<Eigen::Vector3d>& points_mm)
      : grid_(grid), index(grid.voxel_count(), -1), squared_(grid.voxel_count(), 1e12F) {
    for (const Eigen::Vector3d& point : points_mm)
      points_.emplace_back(grid.voxel_from_patient(point).cwiseProduct(grid.spacing_mm).cast<float>());
    for (std::size_t i = 0; i < points_.size(); ++i) plant(static_cast<int>(i));
  }

  void sweep(int direction) {
    const auto [nx, ny, nz] = grid_.size;
    for (int k = 0; k < nz; ++k)
      for (int j = 0; j < ny; ++j)
        for (int i = 0; i < nx; ++i) {
          const int x = direction > 0 ? i : nx - 1 - i;
          const int y = direction > 0 ? j : ny - 1 - j;
          const int z = direction > 0 ? k : nz - 1 - k;
          for (const Step& step : before) {
            const int a = x + direction * step.x, b = y + direction * step.y, c = z + direction * step.z;
            if (grid_.contains(a, b, c)) offer(x, y, z, index[grid_.index(a, b, c)]);
          }
        }
  }

 private:
  /// A point outside of the grid is planted in the border cell nearest to it.
  void plant(int point) {
    std::array<int, 3> cell{};
    for (std::size_t axis = 0; axis < 3; ++axis) {
      const auto a = static_cast<Eigen::Index>(axis);
      const double at = points_[static_cast<std::size_t>(point)][a] / grid_.spacing_mm[a];
      cell[axis] = static_cast<int>(std::lround(std::clamp(at, 0.0, grid_.size[axis] - 1.0)));
    }
    offer(cell[0], cell[1], cell[2], point);
  }
  void offer(int x, int y, int z, int point) {
    const std::size_t cell = grid_.index(x, y, z);
    if (point < 0 || point == index[cell]) return;
    const Eigen::Vector3f centre = Eigen::Vector3d(x, y, z).cwiseProduct(grid_.spacing_mm).cast<float>();
    const float squared = (points_[static_cast<std::size_t>(point)] - centre).squaredNorm();
    if (squared >= squared_[cell]) return;
    squared_[cell] = squared;
    index[cell] = point;
  }

  const ImageGrid& grid_;
  std::vector<Eigen::Vector3f> points_;

 public:
  std::vector<int> index;

 private:
  std::vector<float> squared_;
};

}  // namespace

std::vector<int> nearest_points(const ImageGrid& grid, const std::vector<Eigen::Vector3d>& points_mm) {
  NearestIndex nearest(grid, points_mm);
  nearest.sweep(1);
  nearest.sweep(-1);
  return std::move(nearest.index);
}

}  // namespace osteosign
