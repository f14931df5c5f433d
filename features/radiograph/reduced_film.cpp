#include "features/radiograph/reduced_film.h"

#include <algorithm>
#include <cmath>
#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

namespace osteosign {
namespace {

float percentile(std::vector<float> values, double share) {
  const auto place =
      values.begin() + static_cast<std::ptrdiff_t>(share * static_cast<double>(values.size() - 1));
  std::nth_element(values.begin(), place, values.end());
  return *place;
}

}  // namespace

Measured<ReducedFilm> reduce_film(const Radiograph& film, int longest_side) {
  constexpr int smallest_film = 16;
  if (film.columns < smallest_film || film.rows < smallest_film)
    return Unknown{"the film is smaller than 16 x 16 pixels"};
  ReducedFilm reduced;
  reduced.step = std::max(1.0, std::max(film.columns, film.rows) / static_cast<double>(longest_side));
  reduced.columns = std::max(1, static_cast<int>(std::lround(film.columns / reduced.step)));
  reduced.rows = std::max(1, static_cast<int>(std::lround(film.rows / reduced.step)));
  reduced.grey.resize(static_cast<std::size_t>(reduced.columns) * reduced.rows);
  const cv::Mat full(film.rows, film.columns, CV_32F, const_cast<float*>(film.pixels.data()));
  cv::Mat small(reduced.rows, reduced.columns, CV_32F, reduced.grey.data());
  cv::resize(full, small, small.size(), 0, 0, cv::INTER_AREA);
  const float low = percentile(reduced.grey, 0.001);
  const float high = percentile(reduced.grey, 0.999);
  if (!(high > low)) return Unknown{"the film holds one grey value only"};
  for (float& g : reduced.grey) g = std::clamp((g - low) / (high - low), 0.0F, 1.0F);
  return reduced;
}

std::vector<std::uint8_t> enlarge_mask(const std::vector<std::uint8_t>& mask, const ReducedFilm& reduced,
                                       int film_columns, int film_rows) {
  std::vector<std::uint8_t> large(static_cast<std::size_t>(film_columns) * film_rows);
  const cv::Mat small(reduced.rows, reduced.columns, CV_8U, const_cast<std::uint8_t*>(mask.data()));
  cv::Mat full(film_rows, film_columns, CV_8U, large.data());
  cv::resize(small, full, full.size(), 0, 0, cv::INTER_NEAREST);
  return large;
}

}  // namespace osteosign
