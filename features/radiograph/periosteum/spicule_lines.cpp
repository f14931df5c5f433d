#include "features/radiograph/periosteum/spicule_lines.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <opencv2/imgproc.hpp>

#include "features/profile/order_statistics.h"

namespace osteosign {
namespace {

constexpr double lowest_mm = 1, highest_mm = 6, height_step_mm = 0.5, band_mm = 1;
constexpr double blur_mm = 0.2, tensor_blur_mm = 0.5;
constexpr double prominence_part = 0.25, bright_part = 0.9;
constexpr double least_upright_deg = 30;
constexpr double clear_of_edge_mm = 0.7;

/// Peaks to which the values rise, and from which they fall again, by `prominence`.
std::vector<int> prominent_peaks(const std::vector<double>& values, double prominence) {
  std::vector<int> peaks;
  int extreme = 0;
  bool rising = false;
  for (int i = 1; i < static_cast<int>(values.size()); ++i) {
    const double change = values[i] - values[extreme];
    if (rising ? change > 0 : change < 0) extreme = i;
    if (std::abs(change) < prominence || extreme == i) continue;
    if (rising) peaks.push_back(extreme);
    rising = !rising;
    extreme = i;
  }
  return peaks;
}

/// The most peaks in a row of which each lies within `apart` rows of the one before.
int most_side_by_side(const std::vector<int>& peaks, double apart) {
  int most = 0, in_row = 0;
  for (std::size_t i = 0; i < peaks.size(); ++i) {
    in_row = i > 0 && peaks[i] - peaks[i - 1] <= apart ? in_row + 1 : 1;
    most = std::max(most, in_row);
  }
  return most;
}

int count_at(const NewBone& bone, const PeriosteumBand& band, double height_mm, double apart_mm) {
  const int first = band.column_at(height_mm), end = band.column_at(height_mm + band_mm);
  cv::Mat1f along;
  cv::reduce(bone.excess.colRange(first, std::max(first + 1, end)), along, 1, cv::REDUCE_AVG);
  cv::GaussianBlur(along, along, {1, 0}, 0.01, std::max(0.1, blur_mm / band.along_mm()),
                   cv::BORDER_REPLICATE);
  const std::vector<double> values(along.begin(), along.end());
  std::vector<double> covered;
  for (std::size_t row = 0; row < values.size(); ++row)
    if (bone.height_mm[row] > 0) covered.push_back(values[row]);
  const double prominence =
      std::max(bone.threshold, prominence_part * order_statistic(std::move(covered), bright_part));
  std::vector<int> peaks = prominent_peaks(values, prominence);
  std::erase_if(peaks, [&](int row) { return bone.height_mm[row] <= 0; });
  return most_side_by_side(peaks, apart_mm / band.along_mm());
}

cv::Mat1f tensor_part(const cv::Mat1f& one, const cv::Mat1f& other, const PeriosteumBand& band) {
  cv::Mat1f product;
  cv::multiply(one, other, product);
  cv::GaussianBlur(product, product, {}, tensor_blur_mm / band.outward_mm(), tensor_blur_mm / band.along_mm(),
                   cv::BORDER_REPLICATE);
  return product;
}

/// Sums of a weighted regression line.
struct WeightedLine {
  double weight = 0, x = 0, y = 0, xx = 0, xy = 0, yy = 0;
  void add(double w, double px, double py) {
    weight += w;
    x += w * px;
    y += w * py;
    xx += w * px * px;
    xy += w * px * py;
    yy += w * py * py;
  }
  double spread_x() const { return xx - x * x / weight; }
  double spread_y() const { return yy - y * y / weight; }
  double slope() const { return (xy - x * y / weight) / spread_x(); }
};

void measure_fan(const NewBone& bone, const PeriosteumBand& band, SpiculeLines& lines) {
  cv::Mat1f along, outward;
  cv::Sobel(bone.excess, along, CV_32F, 0, 1, 3, 1 / (8 * band.along_mm()), 0, cv::BORDER_REPLICATE);
  cv::Sobel(bone.excess, outward, CV_32F, 1, 0, 3, 1 / (8 * band.outward_mm()), 0, cv::BORDER_REPLICATE);
  const cv::Mat1f aa = tensor_part(along, along, band), oo = tensor_part(outward, outward, band),
                  ao = tensor_part(along, outward, band);
  WeightedLine line;
  for (int row = 0; row < bone.mask.rows; ++row)
    for (int column = band.column_at(clear_of_edge_mm); column < bone.mask.cols; ++column) {
      if (bone.mask(row, column) == 0) continue;
      const double difference = oo(row, column) - aa(row, column);
      const double gradient_deg = 90 / std::numbers::pi * std::atan2(2 * ao(row, column), difference);
      if (std::abs(gradient_deg) <= least_upright_deg) continue;
      const double tilt_deg = gradient_deg > 0 ? gradient_deg - 90 : gradient_deg + 90;
      line.add(std::hypot(difference, 2 * ao(row, column)), row * band.along_mm(), tilt_deg);
    }
  if (line.weight <= 0 || line.spread_x() <= 0 || line.spread_y() <= 0) return;
  lines.fan_deg_per_mm = line.slope();
  lines.fan_determination = line.slope() * line.slope() * line.spread_x() / line.spread_y();
}

}  // namespace

SpiculeLines spicule_lines(const NewBone& bone, const PeriosteumBand& band,
                           const FilmPeriosteumParameters& parameters) {
  SpiculeLines lines;
  if (bone.length_mm <= 0) return lines;
  for (double height = lowest_mm; height < std::min(highest_mm, bone.height_90_mm); height += height_step_mm)
    lines.count = std::max(lines.count, count_at(bone, band, height, parameters.spicules_apart_mm));
  measure_fan(bone, band, lines);
  return lines;
}

}  // namespace osteosign
