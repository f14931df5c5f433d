#include "features/lesion/fracture_line.h"

#include <fmt/format.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <set>

#include "features/find/ray_blur.h"
#include "features/lesion/cortex_gap.h"
#include "features/profile/order_statistics.h"

namespace osteosign {
namespace {

constexpr int cells_apart = 2;     // places lie a millimetre apart
constexpr double gap_sd_mm = 0.1;  // of development phantoms, displaced ones among them

FractureLine all_unknown(const Unknown& reason) {
  return {.length = reason,
          .gap = reason,
          .least_gap = reason,
          .assessed_fraction = reason,
          .middle_in_patient_mm = {}};
}

/// Places of the unrolled cortex with the gap at each.
struct GapMap {
  int columns = 0;
  int rows = 0;
  double column_mm = 0;
  double row_mm = 0;
  std::vector<std::optional<double>> gap_mm;
  std::vector<bool> near;  ///< to the lesion

  std::size_t index(int column, int row) const {
    return static_cast<std::size_t>(row * columns + (column + columns) % columns);
  }
};

Eigen::Vector3d point_of(const GapMap& map, const UnrolledCortex& cortex, const TubularSurface& tube,
                         std::size_t place) {
  const auto columns = static_cast<std::size_t>(map.columns);
  const double angle = 2 * std::numbers::pi * static_cast<double>(place % columns) / map.columns;
  return tube.point_mm(angle, cortex.first_row_mm + static_cast<double>(place / columns) * map.row_mm);
}

GapMap gaps_in(const UnrolledCortex& cortex, const TubularSurface& tube, const LesionDistance& lesion,
               const GapSearch& search) {
  GapMap map;
  map.columns = cortex.columns / cells_apart;
  map.rows = cortex.rows / cells_apart;
  const double columns_apart = 1.0 * cortex.columns / map.columns;
  map.column_mm = columns_apart * cortex.column_mm;
  map.row_mm = cells_apart * cortex.row_mm;
  const std::size_t places = static_cast<std::size_t>(map.columns) * static_cast<std::size_t>(map.rows);
  map.gap_mm.resize(places);
  std::vector<std::uint8_t> near(places, 0);
  tbb::parallel_for(0, map.rows, [&](int row) {
    for (int column = 0; column < map.columns; ++column) {
      const std::size_t place = map.index(column, row);
      map.gap_mm[place] = gap_at(cortex, column * columns_apart, row * cells_apart, search);
      near[place] =
          lesion.mm(point_of(map, cortex, tube, place)) <= search.parameters.fracture_line_near_mm ? 1 : 0;
    }
  });
  map.near.assign(near.begin(), near.end());
  return map;
}

/// From which gap on a place is not like the rest of the cortex.
Measured<double> least_gap_mm(const GapMap& map, const FractureLineParameters& parameters) {
  constexpr double to_sd = 1.4826;
  constexpr std::size_t fewest = 100;
  std::vector<double> gaps;
  for (const auto& gap : map.gap_mm)
    if (gap) gaps.push_back(*gap);
  if (gaps.size() < fewest) return Unknown{"too little of the cortex has cortex on both sides"};
  const double usual = median(gaps);
  for (double& gap : gaps) gap = std::abs(gap - usual);
  return std::max(parameters.fracture_line_least_gap_mm,
                  usual + parameters.fracture_line_noise_factor * to_sd * median(gaps));
}

/// The places that hang together with one, all near the lesion and with a gap from `least_mm` on.
std::vector<std::size_t> line_from(const GapMap& map, std::size_t start, double least_mm,
                                   std::vector<bool>& taken) {
  std::vector<std::size_t> line{start};
  taken[start] = true;
  for (std::size_t next = 0; next < line.size(); ++next) {
    const int row = static_cast<int>(line[next]) / map.columns;
    const int column = static_cast<int>(line[next]) % map.columns;
    for (int r = std::max(0, row - 1); r <= std::min(map.rows - 1, row + 1); ++r)
      for (int c = column - 1; c <= column + 1; ++c) {
        const std::size_t place = map.index(c, r);
        if (taken[place] || !map.near[place] || !map.gap_mm[place] || *map.gap_mm[place] < least_mm) continue;
        taken[place] = true;
        line.push_back(place);
      }
  }
  return line;
}

/// How far what hangs together reaches round the bone and along it.
struct Reach {
  double round_mm;
  double along_mm;
  double steepness;  ///< places along the bone by places round it: the tangent of the angle to the section
  double mm() const { return std::hypot(round_mm, along_mm); }
};

/// A line is told as far to either side of it as it may be wide, and not at its ends.
Reach reach_of(const GapMap& map, const std::vector<std::size_t>& line,
               const FractureLineParameters& parameters) {
  std::set<std::size_t> columns, rows;
  for (const std::size_t place : line) {
    columns.insert(place % static_cast<std::size_t>(map.columns));
    rows.insert(place / static_cast<std::size_t>(map.columns));
  }
  return {
      std::min(static_cast<double>(columns.size()) * map.column_mm + 2 * gap_end_mm,
               map.columns * map.column_mm),
      std::max(0.0, static_cast<double>(rows.size()) * map.row_mm - parameters.fracture_line_widest_mm),
      static_cast<double>(rows.size()) * map.row_mm / (static_cast<double>(columns.size()) * map.column_mm)};
}

bool is_line(const Reach& reach, const FractureLineParameters& parameters) {
  const double steepest = std::tan(parameters.fracture_line_steepest_deg * std::numbers::pi / 180);
  return reach.mm() >= parameters.fracture_line_shortest_mm && reach.steepness <= steepest;
}

/// Median over the columns of the widest gap in each.
double gap_of(const GapMap& map, const std::vector<std::size_t>& line) {
  std::vector<double> widest(static_cast<std::size_t>(map.columns), 0);
  for (const std::size_t place : line) {
    double& of_column = widest[place % static_cast<std::size_t>(map.columns)];
    of_column = std::max(of_column, *map.gap_mm[place]);
  }
  std::erase(widest, 0.0);
  return median(widest);
}

std::vector<std::size_t> longest_line(const GapMap& map, double least_mm,
                                      const FractureLineParameters& parameters) {
  std::vector<bool> taken(map.gap_mm.size(), false);
  std::vector<std::size_t> longest;
  for (std::size_t place = 0; place < map.gap_mm.size(); ++place) {
    if (taken[place] || !map.near[place] || !map.gap_mm[place] || *map.gap_mm[place] < least_mm) continue;
    std::vector<std::size_t> line = line_from(map, place, least_mm, taken);
    const Reach reach = reach_of(map, line, parameters);
    if (is_line(reach, parameters) &&
        (longest.empty() || reach.mm() > reach_of(map, longest, parameters).mm()))
      longest = std::move(line);
  }
  return longest;
}

Measured<double> assessed_part(const GapMap& map) {
  double near = 0, assessed = 0;
  for (std::size_t place = 0; place < map.near.size(); ++place) {
    if (!map.near[place]) continue;
    ++near;
    if (map.gap_mm[place]) ++assessed;
  }
  if (assessed == 0) return Unknown{"no cortex near the lesion has cortex on both sides"};
  return assessed / near;
}

/// Usual density of the unrolled cortex; unknown when too little of it is in view.
Measured<double> usual_hu(const UnrolledCortex& cortex) {
  constexpr std::size_t fewest = 400;
  std::vector<double> seen;
  for (std::size_t i = 0; i < cortex.hu.size(); ++i)
    if (cortex.seen[i] != 0) seen.push_back(cortex.hu[i]);
  if (seen.size() < fewest) return Unknown{"too little of the cortex is in view"};
  return median(seen);
}

FractureLine line_in(const GapMap& map, const UnrolledCortex& cortex, const TubularSurface& tube,
                     const FractureLineParameters& parameters) {
  const Measured<double> assessed = assessed_part(map);
  if (!assessed.known()) return all_unknown(assessed.unknown());
  const Measured<double> least = least_gap_mm(map, parameters);
  if (!least.known()) return all_unknown(least.unknown());
  const std::vector<std::size_t> line = longest_line(map, least.value(), parameters);
  FractureLine found;
  found.least_gap = Quantity{least.value(), Unit::mm, {}, "what the rest of the cortex shows"};
  found.assessed_fraction = Quantity{assessed.value(), Unit::fraction};
  found.length = Quantity{0, Unit::mm};
  found.gap = Unknown{"there is no fracture line"};
  if (line.empty()) return found;
  found.length = Quantity{reach_of(map, line, parameters).mm(), Unit::mm, 2 * map.column_mm};
  found.gap = Quantity{gap_of(map, line), Unit::mm,
                       std::hypot(gap_sd_mm, least.value() / parameters.fracture_line_noise_factor),
                       "bone that is missing across the line"};
  found.middle_in_patient_mm = point_of(map, cortex, tube, line[line.size() / 2]);
  return found;
}

}  // namespace

FractureLine find_fracture_line(const CtVolume& ct, const Measured<BoneNearLesion>& bone,
                                const std::optional<TubularSurface>& tube,
                                const MeasuredQuantity& cortex_thickness, const ImageQuality& quality,
                                const FractureLineParameters& parameters) {
  if (!bone.known()) return all_unknown(bone.unknown());
  if (!tube) return all_unknown(Unknown{"the bone is no tube here, or its undamaged surface is not known"});
  if (!cortex_thickness.known()) return all_unknown(cortex_thickness.unknown());
  const Measured<double> blur = ray_blur_mm(ct.grid, quality.point_spread, tube->axis());
  if (!blur.known()) return all_unknown(Unknown{"point spread: " + blur.reason()});
  if (blur.value() > parameters.fracture_line_largest_blur_mm)
    return all_unknown(Unknown{fmt::format("the blur along the bone is {:.1f} mm, more than {:.1f} mm",
                                           blur.value(), parameters.fracture_line_largest_blur_mm)});
  const UnrolledCortex cortex = unroll_cortex(ct, *tube, cortex_thickness.value().value);
  const Measured<double> usual = usual_hu(cortex);
  if (!usual.known()) return all_unknown(usual.unknown());
  const GapMap map = gaps_in(cortex, *tube, bone.value().lesion, {usual.value(), blur.value(), parameters});
  return line_in(map, cortex, *tube, parameters);
}

}  // namespace osteosign
