#include "features/radiograph/periosteum/film_layers.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "features/profile/order_statistics.h"

namespace osteosign {
namespace {

constexpr double same_height_mm = 0.35;
constexpr double least_averaged_mm = 3;
constexpr double above_face_mm = 0.8;
constexpr double sample_mm = 0.05;
constexpr double lowest_mm = 0.1, soft_tissue_mm = 1;
constexpr double edge_part = 0.12;  // of the contrast of the cortex: its own edge still shines here
constexpr double noises = 4;

struct AveragedProfile {
  std::vector<double> inward;  ///< from above the outer face down to the bone
  double noise = 0;
};

/// What the rows of the soft tissue below are, at each column: taken off so that the cortex leaves no slope.
std::vector<double> soft_tissue_of(const NewBone& bone, const PeriosteumBand& band) {
  std::vector<double> soft(band.grey.cols);
  for (int column = 0; column < band.grey.cols; ++column) {
    std::vector<double> values;
    for (int row = 0; row < band.grey.rows; ++row)
      if (band.usable[row] != 0 && bone.height_mm[row] <= 0) values.push_back(band.grey(row, column));
    if (values.empty())
      for (int row = 0; row < band.grey.rows; ++row) values.push_back(band.grey(row, column));
    soft[column] = order_statistic(std::move(values), 0.5);
  }
  return soft;
}

/// Above this the film holds nothing of the cortex itself.
double clear_height_mm(const NewBone& bone, const PeriosteumBand& band, const std::vector<double>& soft) {
  const double limit = soft[band.column_at(soft_tissue_mm)] + edge_part * bone.cortex_contrast;
  int column = band.column_at(soft_tissue_mm);
  while (column > 0 && soft[column - 1] < limit) --column;
  return std::max(lowest_mm, band.height_mm(column));
}

double sample(const float* row, const std::vector<double>& soft, double column) {
  const double within = std::clamp(column, 0.0, static_cast<double>(soft.size()) - 1.001);
  const auto left = static_cast<std::size_t>(within);
  const double part = within - static_cast<double>(left);
  return (1 - part) * (row[left] - soft[left]) + part * (row[left + 1] - soft[left + 1]);
}

std::vector<int> rows_like(const NewBone& bone, const PeriosteumBand& band, int middle, double length_mm) {
  const int half = static_cast<int>(length_mm / 2 / band.along_mm());
  std::vector<int> rows;
  for (int row = std::max(0, middle - half); row <= std::min(band.grey.rows - 1, middle + half); ++row)
    if (bone.height_mm[row] > 0 && std::abs(bone.height_mm[row] - bone.height_mm[middle]) < same_height_mm)
      rows.push_back(row);
  return rows;
}

AveragedProfile averaged_profile(const NewBone& bone, const PeriosteumBand& band,
                                 const std::vector<double>& soft, const std::vector<int>& rows,
                                 double deepest_mm) {
  AveragedProfile profile;
  for (double depth = -above_face_mm; depth < deepest_mm; depth += sample_mm) {
    double sum = 0;
    for (const int row : rows)
      sum += sample(band.grey.ptr<float>(row), soft,
                    (bone.height_mm[row] - depth + band.inward_mm) / band.outward_mm());
    profile.inward.push_back(sum / static_cast<double>(rows.size()));
  }
  profile.noise = bone.pixel_noise / std::sqrt(static_cast<double>(rows.size()));
  return profile;
}

/// Walks inward: a peak counts when a valley follows that is deep enough, and the valley ends where the film
/// has risen again as much.
int count_peaks(const AveragedProfile& profile, double threshold, double valley_part, double apart) {
  int peaks = 0;
  bool rising = true;
  double extreme = -std::numeric_limits<double>::infinity();
  double extreme_at = 0, last_peak_at = -std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < profile.inward.size(); ++i) {
    const double value = profile.inward[i];
    const double needed = std::max(valley_part * std::max(value, extreme), noises * profile.noise);
    if (rising ? value > extreme : value < extreme) {
      extreme = value;
      extreme_at = static_cast<double>(i) * sample_mm;
    } else if (rising && extreme > threshold && extreme - value > needed) {
      if (extreme_at - last_peak_at >= apart) {
        ++peaks;
        last_peak_at = extreme_at;
      }
      rising = false;
      extreme = value;
    } else if (!rising && value - extreme > needed) {
      rising = true;
      extreme = value;
    }
  }
  return peaks;
}

}  // namespace

double FilmLayers::part_with(int least, int most) const {
  if (counts.empty()) return 0;
  const auto found = std::ranges::count_if(counts, [&](int n) { return n >= least && n <= most; });
  return static_cast<double>(found) / static_cast<double>(counts.size());
}

FilmLayers film_layers(const NewBone& bone, const PeriosteumBand& band,
                       const FilmPeriosteumParameters& parameters) {
  const std::vector<double> soft = soft_tissue_of(bone, band);
  const double clear_mm = clear_height_mm(bone, band, soft);
  const int step = std::max(1, static_cast<int>(band.mm_px));
  FilmLayers layers;
  for (int row = 0; row < band.grey.rows; row += step) {
    if (bone.height_mm[row] <= 0) continue;
    const std::vector<int> rows = rows_like(bone, band, row, parameters.averaged_length_mm);
    if (static_cast<double>(rows.size()) * band.along_mm() < least_averaged_mm) continue;
    layers.counts.push_back(
        count_peaks(averaged_profile(bone, band, soft, rows, bone.height_mm[row] - clear_mm), bone.threshold,
                    parameters.valley_part, parameters.resolved_px / band.mm_px));
  }
  return layers;
}

}  // namespace osteosign
