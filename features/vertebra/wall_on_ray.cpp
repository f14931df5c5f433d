#include "features/vertebra/wall_on_ray.h"

#include <cstddef>

namespace osteosign {
namespace {

constexpr double thickest_piece_mm = 5;
constexpr double least_gap_mm = 1;
constexpr double darkest_soft_tissue_hu =
    -10;  // between muscle (50) and fat (-100), in a gap that is blurred

struct Run {
  std::size_t end;  ///< first sample behind it
  double length_mm;
  double mean_hu;
};

/// The samples from `begin` on that are body, or are not, as the first one.
Run run_from(const std::vector<WallSample>& samples, std::size_t begin) {
  double sum = 0;
  std::size_t end = begin;
  while (end < samples.size() && samples[end].is_body == samples[begin].is_body)
    sum += samples[end++].hounsfield;
  const auto count = static_cast<double>(end - begin);
  return {end, count * wall_step_mm, sum / count};
}

}  // namespace

double wall_on_ray_mm(const std::vector<WallSample>& from_outside) {
  std::size_t begin = 0;
  while (begin < from_outside.size() && !from_outside[begin].is_body) ++begin;
  double wall_mm = 0;
  while (begin < from_outside.size()) {
    wall_mm = from_outside[begin].radius_mm;
    const Run piece = run_from(from_outside, begin);
    if (piece.length_mm > thickest_piece_mm || piece.end == from_outside.size()) break;
    const Run gap = run_from(from_outside, piece.end);
    const bool is_apart = gap.length_mm >= least_gap_mm && gap.mean_hu < darkest_soft_tissue_hu;
    if (!is_apart || gap.end == from_outside.size()) break;
    begin = gap.end;
  }
  return wall_mm;
}

}  // namespace osteosign
