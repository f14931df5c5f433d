#include "features/radiograph/direct_exposure.h"

#include <algorithm>
#include <array>
#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>
#include <optional>

namespace osteosign {
namespace {

constexpr int bins = 100;
using Histogram = std::array<double, bins>;

Histogram smooth_histogram(const ReducedFilm& film, const std::vector<std::uint8_t>& field) {
  Histogram counts{};
  double total = 0;
  for (std::size_t i = 0; i < film.grey.size(); ++i) {
    if (field[i] == 0) continue;
    counts[std::min(bins - 1, static_cast<int>(film.grey[i] * bins))] += 1;
    total += 1;
  }
  Histogram smooth{};
  for (int b = 0; b < bins && total > 0; ++b) {
    const double below = counts[std::max(0, b - 1)], above = counts[std::min(bins - 1, b + 1)];
    smooth[b] = (below + 2 * counts[b] + above) / (4 * total);
  }
  return smooth;
}

/// Grey value up to which a pixel may be air.
std::optional<float> air_limit(const Histogram& histogram, const DirectExposureParameters& p) {
  const int last = static_cast<int>(p.greatest_grey * bins);
  const int peak =
      static_cast<int>(std::max_element(histogram.begin(), histogram.begin() + last) - histogram.begin());
  int valley = peak;
  double mass = 0;
  for (int b = 0; b <= peak; ++b) mass += histogram[b];
  constexpr double foot_of_the_mode = 0.1;
  while (valley + 1 < bins && histogram[valley + 1] <= histogram[valley] &&
         histogram[valley] > foot_of_the_mode * histogram[peak])
    mass += histogram[++valley];
  const bool narrow = valley - peak <= p.greatest_width * bins;
  if (peak == last - 1 || !narrow || mass < p.least_area_fraction) return std::nullopt;
  return static_cast<float>(valley) / bins;
}

/// Those components of `candidates` that touch a pixel outside the field or the border of the film.
std::vector<std::uint8_t> reaching_the_border(const std::vector<std::uint8_t>& candidates,
                                              const std::vector<std::uint8_t>& field, int columns, int rows) {
  const cv::Mat image(rows, columns, CV_8U, const_cast<std::uint8_t*>(candidates.data()));
  cv::Mat labels, inner(rows, columns, CV_8U, const_cast<std::uint8_t*>(field.data()));
  const int count = cv::connectedComponents(image, labels, 8, CV_32S);
  cv::Mat core;
  cv::erode(inner, core, cv::Mat::ones(3, 3, CV_8U), cv::Point(-1, -1), 1, cv::BORDER_CONSTANT,
            cv::Scalar(0));
  std::vector<std::uint8_t> reaches(static_cast<std::size_t>(count), 0);
  for (int r = 0; r < rows; ++r)
    for (int c = 0; c < columns; ++c)
      if (core.at<std::uint8_t>(r, c) == 0) reaches[labels.at<int>(r, c)] = 1;
  reaches[0] = 0;
  std::vector<std::uint8_t> air(candidates.size());
  for (int r = 0; r < rows; ++r)
    for (int c = 0; c < columns; ++c)
      air[static_cast<std::size_t>(r) * columns + c] = reaches[labels.at<int>(r, c)];
  return air;
}

}  // namespace

std::vector<std::uint8_t> find_direct_exposure(const ReducedFilm& film,
                                               const std::vector<std::uint8_t>& field,
                                               const DirectExposureParameters& parameters) {
  std::vector<std::uint8_t> candidates(film.grey.size(), 0);
  const std::optional<float> limit = air_limit(smooth_histogram(film, field), parameters);
  if (!limit) return candidates;
  for (std::size_t i = 0; i < candidates.size(); ++i)
    candidates[i] = field[i] != 0 && film.grey[i] <= *limit ? 1 : 0;
  return reaching_the_border(candidates, field, film.columns, film.rows);
}

}  // namespace osteosign
