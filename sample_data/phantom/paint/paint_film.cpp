#include "sample_data/phantom/paint/paint_film.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "io/values/errors.h"
#include "sample_data/phantom/random_numbers.h"

namespace osteosign::phantom {

namespace {

constexpr int around_px = 8;      // of the surroundings that are continued
constexpr double detail_px = 2;   // what varies faster is noise
constexpr double grain_px = 0.7;  // of the noise that is painted
constexpr int rounds = 4000;      // of relaxation: enough for ellipses of 100 pixels

/// The part of the film round an ellipse.
class Cutout {
 public:
  Cutout(const FilmValues& film, const FilmEllipse& ellipse) : ellipse_(ellipse) {
    const double reach = ellipse.semi_axes_px.maxCoeff() + around_px;
    first_column = static_cast<int>(std::floor(ellipse.centre_px.x() - reach));
    first_row = static_cast<int>(std::floor(ellipse.centre_px.y() - reach));
    side = 2 * static_cast<int>(std::ceil(reach)) + 1;
    if (ellipse.semi_axes_px.minCoeff() < 3 || first_column < 0 || first_row < 0 ||
        first_column + side > film.columns || first_row + side > film.rows)
      throw UsageError(fmt::format(
          "the ellipse at column {}, row {} is smaller than 3 pixels or does not lie {} pixels inside "
          "of the film of {} x {} pixels",
          ellipse.centre_px.x(), ellipse.centre_px.y(), around_px, film.columns, film.rows));
    for (int row = 0; row < side; ++row)
      for (int column = 0; column < side; ++column)
        values.push_back(
            film.values[static_cast<std::size_t>(first_row + row) * static_cast<std::size_t>(film.columns) +
                        static_cast<std::size_t>(first_column + column)]);
  }

  bool is_inside(int column, int row) const {
    const double angle = ellipse_.angle_deg * std::numbers::pi / 180;
    const Eigen::Vector2d from(first_column + column - ellipse_.centre_px.x(),
                               first_row + row - ellipse_.centre_px.y());
    const Eigen::Vector2d turned(std::cos(angle) * from.x() + std::sin(angle) * from.y(),
                                 -std::sin(angle) * from.x() + std::cos(angle) * from.y());
    return turned.cwiseQuotient(ellipse_.semi_axes_px).squaredNorm() < 1;
  }

  int first_column = 0, first_row = 0, side = 0;
  std::vector<float> values;

 private:
  FilmEllipse ellipse_;
};

/// Gaussian blur of a square, the outermost value going on beyond its edge.
std::vector<float> blurred(const std::vector<float>& values, int side, double sigma_px) {
  const int reach = static_cast<int>(std::ceil(3 * sigma_px));
  std::vector<double> weights;
  double total = 0;
  for (int i = -reach; i <= reach; ++i) {
    weights.push_back(std::exp(-0.5 * i * i / (sigma_px * sigma_px)));
    total += weights.back();
  }
  std::vector<float> from = values, to(values.size());
  for (const bool along_rows : {true, false}) {
    for (int a = 0; a < side; ++a)
      for (int b = 0; b < side; ++b) {
        double sum = 0;
        for (int i = -reach; i <= reach; ++i) {
          const int other = std::clamp(b + i, 0, side - 1);
          sum += weights[static_cast<std::size_t>(i + reach)] *
                 from[static_cast<std::size_t>(along_rows ? a * side + other : other * side + a)];
        }
        to[static_cast<std::size_t>(along_rows ? a * side + b : b * side + a)] =
            static_cast<float>(sum / total);
      }
    from = to;
  }
  return to;
}

/// Relaxes the inside to the mean of its neighbours (Gauss and Seidel).
std::vector<float> continued(std::vector<float> smooth, const std::vector<std::size_t>& inside, int side) {
  const auto stride = static_cast<std::size_t>(side);
  for (int round = 0; round < rounds; ++round)
    for (const std::size_t at : inside)
      smooth[at] = 0.25F * (smooth[at - 1] + smooth[at + 1] + smooth[at - stride] + smooth[at + stride]);
  return smooth;
}

/// Noise of mean 0 and standard deviation 1, without what varies slowly.
std::vector<float> fine_noise(int side, int seed) {
  RandomNumbers random(static_cast<std::uint64_t>(seed), 0);
  std::vector<float> noise(static_cast<std::size_t>(side) * static_cast<std::size_t>(side));
  for (float& value : noise) value = static_cast<float>(random.normal());
  noise = blurred(noise, side, grain_px);
  const std::vector<float> slow = blurred(noise, side, detail_px);
  double squares = 0;
  for (std::size_t i = 0; i < noise.size(); ++i) {
    noise[i] -= slow[i];
    squares += noise[i] * noise[i];
  }
  const auto spread = static_cast<float>(std::sqrt(squares / static_cast<double>(noise.size())));
  for (float& value : noise) value /= spread;
  return noise;
}

}  // namespace

FilmValues painted_out(const FilmValues& film, const FilmEllipse& ellipse, int seed) {
  const Cutout cutout(film, ellipse);
  const int side = cutout.side;
  const std::vector<float> smooth = blurred(cutout.values, side, detail_px);
  std::vector<std::size_t> inside;
  double squares = 0, outside = 0;
  for (int row = 0; row < side; ++row)
    for (int column = 0; column < side; ++column) {
      const auto at = static_cast<std::size_t>(row * side + column);
      if (cutout.is_inside(column, row)) {
        inside.push_back(at);
        continue;
      }
      squares += std::pow(cutout.values[at] - smooth[at], 2);
      outside += 1;
    }
  const auto noise_spread = static_cast<float>(std::sqrt(squares / outside));
  const std::vector<float> filled = continued(smooth, inside, side), noise = fine_noise(side, seed);
  FilmValues painted = film;
  for (const std::size_t at : inside) {
    const auto row = static_cast<std::size_t>(cutout.first_row) + at / static_cast<std::size_t>(side);
    const auto column = static_cast<std::size_t>(cutout.first_column) + at % static_cast<std::size_t>(side);
    painted.values[row * static_cast<std::size_t>(film.columns) + column] =
        filled[at] + noise_spread * noise[at];
  }
  return painted;
}

}  // namespace osteosign::phantom
