#include "io/dicom/slice_positions.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace osteosign {
namespace {

/// Largest distance of the positions [first, first + count) from an even grid through both ends.
double unevenness_mm(const std::vector<double>& along_mm, const SliceRun& run) {
  double largest = 0;
  for (std::size_t k = 0; k < run.count; ++k)
    largest = std::max(largest, std::abs(along_mm[run.first + k] - along_mm[run.first] -
                                         static_cast<double>(k) * run.spacing_mm));
  return largest;
}

SliceRun run_of(const std::vector<double>& along_mm, std::size_t first, std::size_t count) {
  const double length = along_mm[first + count - 1] - along_mm[first];
  return {first, count, count > 1 ? length / static_cast<double>(count - 1) : 0};
}

std::vector<SliceRun> even_runs(const std::vector<double>& along_mm,
                                const SlicePositionTolerances& tolerances) {
  std::vector<SliceRun> runs;
  std::size_t first = 0;
  while (first + 1 < along_mm.size()) {
    SliceRun run = run_of(along_mm, first, 2);
    while (first + run.count < along_mm.size()) {
      const SliceRun longer = run_of(along_mm, first, run.count + 1);
      if (unevenness_mm(along_mm, longer) > position_tolerance_mm(longer.spacing_mm, tolerances)) break;
      run = longer;
    }
    runs.push_back(run);
    first += run.count - 1;
  }
  return runs;
}

/// A grid of multiples of the median distance, refitted to both ends, on which every slice finds its place.
void find_grid(const std::vector<double>& along_mm, const SlicePositionTolerances& tolerances,
               SliceSpacing& spacing) {
  std::vector<int> index{0};
  for (std::size_t i = 1; i < along_mm.size(); ++i) {
    const int steps = static_cast<int>(std::lround((along_mm[i] - along_mm[i - 1]) / spacing.spacing_mm));
    if (steps < 1) return;
    index.push_back(index.back() + steps);
  }
  const double fitted = (along_mm.back() - along_mm.front()) / index.back();
  double largest = 0;
  for (std::size_t i = 0; i < along_mm.size(); ++i)
    largest = std::max(largest, std::abs(along_mm[i] - along_mm.front() - index[i] * fitted));
  if (largest > position_tolerance_mm(fitted, tolerances)) return;
  spacing.spacing_mm = fitted;
  spacing.grid_index = std::move(index);
  spacing.missing = spacing.grid_index.back() + 1 - static_cast<int>(along_mm.size());
  spacing.largest_deviation_mm = largest;
}

/// Median distance between neighbours that are not at the same position.
double usual_distance_mm(const std::vector<double>& along_mm) {
  constexpr double same_position_mm = 1e-3;
  std::vector<double> apart;
  for (const double along : along_mm)
    if (apart.empty() || along - apart.back() > same_position_mm) apart.push_back(along);
  return apart.size() < 2 ? same_position_mm : median_distance_mm(apart);
}

}  // namespace

double position_tolerance_mm(double spacing_mm, const SlicePositionTolerances& tolerances) {
  return std::min(std::max(tolerances.even_fraction * spacing_mm, tolerances.rounding_mm),
                  tolerances.most_fraction * spacing_mm);
}

double median_distance_mm(const std::vector<double>& along_mm) {
  std::vector<double> distances;
  for (std::size_t i = 1; i < along_mm.size(); ++i) distances.push_back(along_mm[i] - along_mm[i - 1]);
  if (distances.empty()) return 0;
  const auto middle = distances.begin() + static_cast<std::ptrdiff_t>(distances.size() / 2);
  std::nth_element(distances.begin(), middle, distances.end());
  return *middle;
}

OrderedSlices order_slices(const std::vector<ImagePlane>& planes, const SlicePositionTolerances& tolerances) {
  if (planes.empty()) return {};
  const Eigen::Vector3d normal = planes.front().normal();
  std::vector<std::size_t> order(planes.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto along = [&](std::size_t plane) { return planes[plane].position_mm.dot(normal); };
  std::stable_sort(order.begin(), order.end(),
                   [&along](std::size_t a, std::size_t b) { return along(a) < along(b); });
  std::vector<double> all_along;
  for (const std::size_t plane : order) all_along.push_back(along(plane) - along(order.front()));
  const double same_mm = tolerances.duplicate_fraction * usual_distance_mm(all_along);

  OrderedSlices ordered;
  for (std::size_t i = 0; i < order.size(); ++i) {
    const double distance = ordered.order.empty() ? 0 : all_along[i] - ordered.along_mm.back();
    if (ordered.order.empty() || distance >= same_mm) {
      ordered.order.push_back(order[i]);
      ordered.along_mm.push_back(all_along[i]);
    } else {
      ordered.duplicates.push_back({order[i], ordered.order.back(), distance});
    }
  }
  return ordered;
}

SliceSpacing judge_spacing(const std::vector<double>& along_mm, const SlicePositionTolerances& tolerances) {
  SliceSpacing spacing;
  spacing.spacing_mm = median_distance_mm(along_mm);
  spacing.runs = even_runs(along_mm, tolerances);
  find_grid(along_mm, tolerances, spacing);
  return spacing;
}

}  // namespace osteosign
