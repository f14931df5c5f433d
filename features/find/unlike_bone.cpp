#include "features/find/unlike_bone.h"

#include <algorithm>
#include <cmath>
#include <opencv2/core.hpp>
#include <opencv2/imgproc/detail/gcgraph.hpp>

#include "features/find/connected_part.h"
#include "features/shape/signed_distance.h"

namespace osteosign {
namespace {

constexpr double hard = 1e4;
constexpr double highest_preference = 8;  // of one cell: four standard deviations say no more than that
constexpr double highest_preference_in_cortex = 4;  // blur and thickness make cortex uncertain
constexpr double preference_of_cortex = -0.5;
constexpr float border_weight = 1;  // chosen on the development phantoms P7, as all of these

double half_square(double deviation) { return 0.5 * deviation * deviation; }

/// Cost of calling a cell bone minus cost of calling it unlike bone.
double preference(const BoneCells& cells, std::size_t i, const LesionOutlineParameters& p) {
  if (cells.depth_mm[i] <= p.surface_layer_mm)
    return std::min(highest_preference_in_cortex, half_square(std::min(0.0F, cells.deviation[i]))) +
           preference_of_cortex;
  const double unlike = std::max(std::abs(cells.deviation[i]), std::abs(cells.roughness[i]));
  return std::min(highest_preference, half_square(unlike)) - half_square(p.unlike_from_sd);
}

std::vector<std::uint8_t> minimum_cut(const BoneCells& cells, std::size_t seed,
                                      const Eigen::AlignedBox3d& limits_in_patient_mm,
                                      const LesionOutlineParameters& parameters) {
  const auto count = static_cast<int>(cells.bone.size());
  cv::detail::GCGraph<float> graph(count, 3 * count);
  for (int node = 0; node < count; ++node) {
    const auto i = static_cast<std::size_t>(node);
    graph.addVtx();
    double unlike = -hard;
    if (i == seed)
      unlike = hard;
    else if (cells.bone[i] != 0 && limits_in_patient_mm.contains(cells.point_mm(i)))
      unlike = preference(cells, i, parameters);
    graph.addTermWeights(node, static_cast<float>(std::max(unlike, 0.0)),
                         static_cast<float>(std::max(-unlike, 0.0)));
  }
  for (int node = 0; node < count; ++node)
    cells.for_each_beside(static_cast<std::size_t>(node), [&](std::size_t next, int) {
      if (static_cast<int>(next) > node)
        graph.addEdges(node, static_cast<int>(next), border_weight, border_weight);
    });
  graph.maxFlow();
  std::vector<std::uint8_t> inside(cells.bone.size());
  for (int node = 0; node < count; ++node)
    inside[static_cast<std::size_t>(node)] = static_cast<std::uint8_t>(graph.inSourceSegment(node));
  return inside;
}

/// The part at the seed that is left when necks of two cells are cut; empty when nothing there is as wide.
std::vector<std::uint8_t> part_at_seed(const BoneCells& cells, const std::vector<std::uint8_t>& inside,
                                       const Eigen::Vector3d& seed_in_patient_mm, double cell_mm) {
  const std::vector<float> distance_mm = signed_distance_mm(cells.grid, inside);
  std::vector<std::uint8_t> core(inside.size());
  std::size_t start = core.size();
  double nearest_mm = 1.5 * cell_mm;
  for (std::size_t i = 0; i < core.size(); ++i) {
    core[i] = static_cast<std::uint8_t>(distance_mm[i] <= -cell_mm);
    if (core[i] == 0) continue;
    const double from_seed_mm = (cells.point_mm(i) - seed_in_patient_mm).norm();
    if (from_seed_mm < nearest_mm) nearest_mm = from_seed_mm, start = i;
  }
  if (start == core.size()) return {};
  core = connected_part(cells.grid, core, start);
  const std::vector<float> from_core_mm = signed_distance_mm(cells.grid, core);
  const double reach_mm = 1.5 * std::max(cell_mm, cells.grid.spacing_mm.minCoeff());
  std::vector<std::uint8_t> part(inside.size());
  for (std::size_t i = 0; i < part.size(); ++i)
    part[i] = static_cast<std::uint8_t>(inside[i] != 0 && from_core_mm[i] <= reach_mm);
  return without_holes(cells.grid, connected_part(cells.grid, part, start));
}

/// Spreads reach over an edge, so what is uneven at the border and as dense as bone lies outside of it.
std::vector<std::uint8_t> without_uneven_border(const BoneCells& cells,
                                                const std::vector<std::uint8_t>& inside,
                                                const LesionOutlineParameters& parameters) {
  std::vector<std::uint8_t> result = inside;
  for (std::size_t i = 0; i < inside.size(); ++i) {
    if (inside[i] == 0 || cells.depth_mm[i] <= parameters.surface_layer_mm || cells.roughness[i] <= 0 ||
        std::abs(cells.deviation[i]) >= parameters.unlike_from_sd)
      continue;
    cells.for_each_beside(i, [&](std::size_t next, int) {
      if (inside[next] == 0 && cells.bone[next] != 0) result[i] = 0;
    });
  }
  return result;
}

}  // namespace

double UnlikeBone::volume_mm3() const {
  return static_cast<double>(std::count(inside.begin(), inside.end(), 1)) * cells.grid.voxel_volume_mm3();
}

bool UnlikeBone::leaves_cells(const ImageGrid& series) const {
  for (std::size_t i = 0; i < inside.size(); ++i) {
    if (inside[i] == 0) continue;
    const Eigen::Array3i at = cells.cell(i);
    for (int axis = 0; axis < 3; ++axis) {
      const auto a = static_cast<std::size_t>(axis);
      const int last = cells.grid.size[a] - 1;
      const int beyond = cells.first[a] + (last + 2) * cells.voxels[a];  // the end of one more cell
      if ((at[axis] == 0 && cells.first[a] > 0) || (at[axis] == last && beyond <= series.size[a]))
        return true;
    }
  }
  return false;
}

double UnlikeBone::clear_border(const LesionOutlineParameters& parameters) const {
  constexpr double wide_cell_mm = 2;  // where cells are narrower an edge reaches over two of them
  double border = 0, clear = 0;
  for (std::size_t i = 0; i < inside.size(); ++i) {
    if (inside[i] == 0) continue;
    cells.for_each_beside(i, [&](std::size_t next, int axis) {
      if (inside[next] != 0 || cells.bone[next] == 0) return;
      const bool narrow = cells.grid.spacing_mm[axis] < wide_cell_mm;
      const Eigen::Array3i outward = cells.cell(next) - cells.cell(i);
      const std::size_t outer = narrow ? cells.bone_beside(next, outward) : next;
      const std::size_t inner = narrow ? cells.bone_beside(i, -outward) : i;
      const double face = 1 / cells.grid.spacing_mm[axis];  // its area by the volume of a cell
      const double change = std::max(std::abs(cells.deviation[inner] - cells.deviation[outer]),
                                     std::abs(cells.roughness[inner] - cells.roughness[outer]));
      border += face;
      if (change >= parameters.unlike_from_sd) clear += face;
    });
  }
  return border > 0 ? clear / border : 1;
}

double UnlikeBone::share_cut_off(const Eigen::AlignedBox3d& limits_in_patient_mm,
                                 const LesionOutlineParameters& parameters) const {
  double border = 0, cut_off = 0;
  for (std::size_t i = 0; i < inside.size(); ++i) {
    if (inside[i] == 0) continue;
    cells.for_each_beside(i, [&](std::size_t next, int axis) {
      if (inside[next] != 0 || cells.bone[next] == 0) return;
      const double face = 1 / cells.grid.spacing_mm[axis];
      border += face;
      if (!limits_in_patient_mm.contains(cells.point_mm(next)) && preference(cells, next, parameters) > 0)
        cut_off += face;
    });
  }
  return border > 0 ? cut_off / border : 0;
}

Measured<UnlikeBone> unlike_bone(const CtVolume& ct, const LabelMap& bones,
                                 const Eigen::Vector3d& seed_in_patient_mm,
                                 const Eigen::AlignedBox3d& limits_in_patient_mm,
                                 const LesionOutlineParameters& parameters) {
  Measured<BoneCells> cells = bone_cells(ct, bones, seed_in_patient_mm, parameters);
  if (!cells.known()) return cells.unknown();
  UnlikeBone region{std::move(cells.value()), {}};
  const ImageGrid& grid = region.cells.grid;
  const Eigen::Array3i last(grid.size[0] - 1, grid.size[1] - 1, grid.size[2] - 1);
  const Eigen::Array3i at =
      grid.voxel_from_patient(seed_in_patient_mm).array().round().cast<int>().max(0).min(last);
  const std::vector<std::uint8_t> cut =
      minimum_cut(region.cells, grid.index(at.x(), at.y(), at.z()), limits_in_patient_mm, parameters);
  const std::vector<std::uint8_t> part =
      part_at_seed(region.cells, cut, seed_in_patient_mm, parameters.unlike_cell_mm);
  if (part.empty()) return Unknown{"what lies at the seed is as dense and as even as bone elsewhere"};
  region.inside = without_uneven_border(region.cells, part, parameters);
  return region;
}

}  // namespace osteosign
