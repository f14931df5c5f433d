#include "features/lesion/matrix_levels.h"

#include <fmt/format.h>

#include <Eigen/Geometry>
#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>

namespace osteosign {
namespace {

constexpr double smallest_cell_mm = 1.5, largest_cell_mm = 3;  // of the plane across gravity
constexpr double cells_across = 6;                             // a lesion, so that some lie within one cavity
constexpr double least_side_mm = 2;                            // of fluid above and below the level
constexpr double slice_of_height_mm = 0.4;
constexpr double even_hu = 6, even_part = 0.25;  // of the step: what either fluid may be uneven by
constexpr double cell_sds = 3, level_sds = 6;    // standard errors of the step
constexpr double same_height_mm = 1;
constexpr double lowest_fluid_hu = -30;
constexpr double least_part_of_cells = 0.3;  // fluid levels go through a lesion, chance ones are scattered

using Cell = std::array<int, 2>;

/// Sums of the voxels of a column at one height.
struct Stratum {
  double count = 0, sum = 0, squares = 0;
  void add(double hu) {
    ++count;
    sum += hu;
    squares += hu * hu;
  }
  Stratum& operator+=(const Stratum& other) {
    count += other.count;
    sum += other.sum;
    squares += other.squares;
    return *this;
  }
  double mean() const { return sum / count; }
  double variance() const { return std::max(0.0, squares / count - mean() * mean()); }
};

struct CellStep {
  double height_mm;  ///< along gravity: larger is lower
  double step_hu;
  double step_sd_hu;
};

struct Column {
  std::map<int, Stratum> strata;  ///< by height
};

/// The best place to cut a column in two even parts.
std::optional<CellStep> step_in(const Column& column, double noise_hu, const MatrixParameters& p) {
  Stratum all;
  for (const auto& [height, stratum] : column.strata) all += stratum;
  const int first = column.strata.begin()->first, last = column.strata.rbegin()->first;
  Stratum above;
  std::optional<CellStep> best;
  double least_rest = 1e18;
  for (const auto& [height, stratum] : column.strata) {
    above += stratum;
    if ((height + 1 - first) * slice_of_height_mm < least_side_mm) continue;
    if ((last - height) * slice_of_height_mm < least_side_mm) break;
    Stratum below = all;
    below.count -= above.count;
    below.sum -= above.sum;
    below.squares -= above.squares;
    if (above.count < 4 || below.count < 4) continue;
    const double rest = above.variance() * above.count + below.variance() * below.count;
    if (rest >= least_rest) continue;
    least_rest = rest;
    const double spread = std::sqrt(rest / all.count);
    best = CellStep{(height + 1) * slice_of_height_mm, below.mean() - above.mean(),
                    std::max(spread, 1.0) * std::sqrt(1 / above.count + 1 / below.count)};
    const double uneven = std::sqrt(std::max(0.0, spread * spread - noise_hu * noise_hu));
    const bool even = uneven <= std::max(even_hu, even_part * best->step_hu) + 0.15 * noise_hu;
    const bool fluid = above.mean() > lowest_fluid_hu && below.mean() < p.matrix_soft_with_contrast_hu;
    if (!even || !fluid) best->step_hu = 0;
  }
  if (!best || best->step_hu < std::max(0.7 * p.matrix_level_step_hu, cell_sds * best->step_sd_hu) ||
      best->step_hu > p.matrix_level_largest_step_hu)
    return {};
  return best;
}

bool can_be_cut(const Column& column) {
  const int heights = column.strata.rbegin()->first - column.strata.begin()->first;
  return heights * slice_of_height_mm >= 2 * least_side_mm;
}

struct Frame {
  Eigen::Vector3d down, u, v;
  explicit Frame(const Eigen::Vector3d& gravity)
      : down(gravity), u(gravity.unitOrthogonal()), v(gravity.cross(u)) {}
};

double cell_of_lesion_mm(const ErodedLesion& core) {
  return std::clamp(std::cbrt(core.volume_mm3(core.voxels.size())) / cells_across, smallest_cell_mm,
                    largest_cell_mm);
}

std::map<Cell, Column> columns_of(const ErodedLesion& core, const std::vector<std::uint8_t>& open,
                                  const Frame& frame, double cell_mm) {
  std::map<Cell, Column> columns;
  for (const std::size_t voxel : core.voxels) {
    if (open[voxel] == 0) continue;
    const Eigen::Vector3d point = core.point_mm(voxel);
    const Cell cell{static_cast<int>(std::floor(point.dot(frame.u) / cell_mm)),
                    static_cast<int>(std::floor(point.dot(frame.v) / cell_mm))};
    const int height = static_cast<int>(std::floor(point.dot(frame.down) / slice_of_height_mm));
    columns[cell].strata[height].add(core.hounsfield[voxel]);
  }
  return columns;
}

/// The cells that go on from one at the same height.
std::vector<Cell> joined_cells(std::map<Cell, CellStep>& left, const Cell& start) {
  std::vector<Cell> joined{start};
  double height = left.at(start).height_mm;
  std::map<Cell, CellStep> taken{{start, left.at(start)}};
  left.erase(start);
  for (std::size_t i = 0; i < joined.size(); ++i)
    for (int n = 0; n < 9; ++n) {
      const Cell next{joined[i][0] + n % 3 - 1, joined[i][1] + n / 3 - 1};
      const auto found = left.find(next);
      const double mean = height / static_cast<double>(joined.size());
      if (found == left.end() || std::abs(found->second.height_mm - mean) > same_height_mm) continue;
      height += found->second.height_mm;
      joined.push_back(next);
      left.erase(found);
    }
  return joined;
}

struct Tilt {
  double deg = 0;
  double sd_deg = 0;
};

/// Of the plane of best fit through the heights of cells; 0 for fewer than four or a single row.
Tilt tilt_of(const std::vector<Cell>& cells, const std::map<Cell, CellStep>& steps, double cell_mm) {
  constexpr std::size_t fewest = 4;
  constexpr double degrees = 180 / std::numbers::pi;
  if (cells.size() < fewest) return {};
  Eigen::Matrix3d left = Eigen::Matrix3d::Zero();
  Eigen::Vector3d right = Eigen::Vector3d::Zero();
  const auto row_of = [&](const Cell& cell) {
    return Eigen::Vector3d((cell[0] - cells[0][0]) * cell_mm, (cell[1] - cells[0][1]) * cell_mm, 1);
  };
  for (const Cell& cell : cells) {
    left += row_of(cell) * row_of(cell).transpose();
    right += steps.at(cell).height_mm * row_of(cell);
  }
  const Eigen::FullPivLU<Eigen::Matrix3d> solver(left);
  if (!solver.isInvertible()) return {};
  const Eigen::Vector3d plane = solver.solve(right);
  double squares = 0;
  for (const Cell& cell : cells) squares += std::pow(steps.at(cell).height_mm - plane.dot(row_of(cell)), 2);
  const double variance = squares / static_cast<double>(cells.size() - 3);
  const Eigen::Matrix3d inverse = solver.inverse();
  return {std::atan(plane.head<2>().norm()) * degrees,
          std::atan(std::sqrt(variance * (inverse(0, 0) + inverse(1, 1)))) * degrees};
}

/// The cells as one level, if it is large, sure and horizontal enough.
std::optional<FluidLevel> level_of(const std::vector<Cell>& cells, const std::map<Cell, CellStep>& steps,
                                   const Frame& frame, double cell_mm, const MatrixParameters& p) {
  double weight = 0, step = 0;
  Eigen::Vector3d middle = Eigen::Vector3d::Zero();
  for (const Cell& cell : cells) {
    const CellStep& one = steps.at(cell);
    const double w = 1 / (one.step_sd_hu * one.step_sd_hu);
    weight += w;
    step += w * one.step_hu;
    middle += (cell[0] + 0.5) * cell_mm * frame.u + (cell[1] + 0.5) * cell_mm * frame.v +
              one.height_mm * frame.down;
  }
  step /= weight;
  const double area_mm2 = static_cast<double>(cells.size()) * cell_mm * cell_mm;
  const Tilt tilt = tilt_of(cells, steps, cell_mm);
  if (area_mm2 < p.matrix_level_area_mm2 || step < p.matrix_level_step_hu ||
      step * std::sqrt(weight) < level_sds || tilt.deg > p.matrix_level_tilt_deg + 2 * tilt.sd_deg)
    return {};
  return FluidLevel{step, 1 / std::sqrt(weight), area_mm2, tilt.deg,
                    middle / static_cast<double>(cells.size())};
}

}  // namespace

Measured<Eigen::Vector3d> gravity_in_patient(const std::string& position) {
  using Eigen::Vector3d;
  if (position == "HFS" || position == "FFS") return Vector3d(0, 1, 0);
  if (position == "HFP" || position == "FFP") return Vector3d(0, -1, 0);
  if (position == "HFDR" || position == "FFDR") return Vector3d(-1, 0, 0);
  if (position == "HFDL" || position == "FFDL") return Vector3d(1, 0, 0);
  return Unknown{position.empty() ? "Patient Position (0018,5100) is absent"
                                  : fmt::format("Patient Position (0018,5100) is {}", position)};
}

std::vector<FluidLevel> find_fluid_levels(const ErodedLesion& core, const std::vector<std::uint8_t>& open,
                                          const Eigen::Vector3d& gravity, const MatrixParameters& p) {
  const Frame frame(gravity);
  const double cell_mm = cell_of_lesion_mm(core);
  std::map<Cell, CellStep> steps;
  double long_enough = 0, on_levels = 0;
  for (const auto& [cell, column] : columns_of(core, open, frame, cell_mm)) {
    if (can_be_cut(column)) ++long_enough;
    if (const std::optional<CellStep> step = step_in(column, core.noise_hu, p)) steps.emplace(cell, *step);
  }
  std::map<Cell, CellStep> left = steps;
  std::vector<FluidLevel> levels;
  while (!left.empty()) {
    const auto surest = std::ranges::max_element(
        left, {}, [](const auto& entry) { return entry.second.step_hu / entry.second.step_sd_hu; });
    const std::vector<Cell> cells = joined_cells(left, surest->first);
    const std::optional<FluidLevel> level = level_of(cells, steps, frame, cell_mm, p);
    if (!level) continue;
    on_levels += static_cast<double>(cells.size());
    levels.push_back(*level);
  }
  if (on_levels < least_part_of_cells * long_enough) return {};
  return levels;
}

}  // namespace osteosign
