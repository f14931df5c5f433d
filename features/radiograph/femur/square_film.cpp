#include "features/radiograph/femur/square_film.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace osteosign {
namespace {

/// Every so many-th pixel, so that at most half a million are looked at.
std::vector<float> sorted_sample(const std::vector<float>& pixels) {
  constexpr std::size_t enough = 500'000;
  const std::size_t step = 1 + pixels.size() / enough;
  std::vector<float> sample;
  for (std::size_t pixel = 0; pixel < pixels.size(); pixel += step) sample.push_back(pixels[pixel]);
  std::ranges::sort(sample);
  return sample;
}

float percentile(const std::vector<float>& sorted, double fraction) {
  return sorted[static_cast<std::size_t>(fraction * static_cast<double>(sorted.size() - 1))];
}

}  // namespace

SquareFilm on_square(const Radiograph& film) {
  constexpr int side = SquareFilm::side;
  SquareFilm square;
  square.film_columns = film.columns;
  square.film_rows = film.rows;
  const double longest = std::max(film.columns, film.rows);
  square.columns = std::max(1, static_cast<int>(std::lround(film.columns * side / longest)));
  square.rows = std::max(1, static_cast<int>(std::lround(film.rows * side / longest)));
  square.first_column = (side - square.columns) / 2;
  square.first_row = (side - square.rows) / 2;
  square.scale = {1.0 * square.columns / film.columns, 1.0 * square.rows / film.rows};
  const std::vector<float> sorted = sorted_sample(film.pixels);
  const float low = percentile(sorted, 0.01), high = percentile(sorted, 0.995);
  const cv::Mat1f pixels(film.rows, film.columns, const_cast<float*>(film.pixels.data()));
  cv::Mat1f clipped((pixels - low) / std::max(high - low, 1e-6F));
  clipped = cv::min(cv::max(clipped, 0.0F), 1.0F);
  square.grey.assign(static_cast<std::size_t>(side) * side, 0);
  cv::Mat1f grid(side, side, square.grey.data());
  cv::Mat1f place = grid(cv::Rect(square.first_column, square.first_row, square.columns, square.rows));
  cv::resize(clipped, place, place.size(), 0, 0, square.scale.x() < 1 ? cv::INTER_AREA : cv::INTER_LINEAR);
  return square;
}

}  // namespace osteosign
