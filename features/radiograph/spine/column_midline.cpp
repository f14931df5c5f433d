#include "features/radiograph/spine/column_midline.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace osteosign {
namespace {

constexpr int searched_side_px = 360;  // of the reduced film: a body is some 40 pixels wide on it
constexpr int tried_widths = 11;
constexpr double side_step_cost = 0.5;  // of a path that moves by a column
constexpr double off_centre_cost = 0.8;

cv::Mat1f blurred(const cv::Mat1f& image, double sigma_px) {
  cv::Mat1f result;
  cv::GaussianBlur(image, result, {}, sigma_px, sigma_px, cv::BORDER_REFLECT);
  return result;
}

double percentile(const cv::Mat1f& image, double part) {
  std::vector<float> values(image.begin(), image.end());
  const auto place =
      values.begin() + static_cast<std::ptrdiff_t>(part * static_cast<double>(values.size() - 1));
  std::nth_element(values.begin(), place, values.end());
  return *place;
}

/// (value - middle) / spread, kept within two spreads; nothing where the image is even.
cv::Mat1f in_spreads(const cv::Mat1f& image, double middle) {
  cv::Scalar mean, spread;
  cv::meanStdDev(image, mean, spread);
  cv::Mat1f scaled((image - middle) / std::max(spread[0], 1e-9));
  scaled.setTo(2, scaled > 2);
  scaled.setTo(-2, scaled < -2);
  return scaled;
}

struct Reduced {
  cv::Mat1f film;
  int step = 1;
};

Reduced reduced(const Radiograph& film) {
  const cv::Mat1f values(film.rows, film.columns, const_cast<float*>(film.pixels.data()));
  Reduced small;
  small.step = std::max(1, std::min(film.columns, film.rows) / searched_side_px);
  const cv::Size size(film.columns / small.step, film.rows / small.step);
  cv::resize(values(cv::Rect(0, 0, size.width * small.step, size.height * small.step)), small.film, size, 0,
             0, cv::INTER_AREA);
  return small;
}

/// Bone is denser than what lies beside it, and full of lines: the mean of both, in spreads of the film.
cv::Mat1f bone_likeness(const cv::Mat1f& film) {
  cv::Mat1f dense = film.clone();
  const double lowest = percentile(film, 0.02), highest = percentile(film, 0.98);
  dense.setTo(lowest, dense < lowest);
  dense.setTo(highest, dense > highest);
  cv::subtract(blurred(dense, 1), blurred(dense, 0.12 * film.cols), dense);
  cv::Mat1f lines(blurred(film, 0.8) - blurred(film, 2.5));
  cv::multiply(lines, lines, lines);
  const double floor = 1e-3 * cv::mean(lines)[0] + 1e-12, brightest = percentile(lines, 0.99);
  lines.setTo(brightest, lines > brightest);
  cv::add(blurred(lines, 3), floor, lines);
  cv::log(lines, lines);
  return cv::Mat1f(0.5 * in_spreads(dense, 0) + 0.5 * in_spreads(lines, percentile(lines, 0.5)));
}

/// How much a strip of that half width round each pixel stands out from the less different of its sides.
cv::Mat1f stands_out(const cv::Mat1f& likeness, double half_width) {
  cv::Mat1d sums;
  cv::integral(likeness, sums, CV_64F);
  const int columns = likeness.cols, border = static_cast<int>(1.5 * half_width);
  cv::Mat1f contrast(likeness.size(), -1.F);
  for (int row = 0; row < likeness.rows; ++row) {
    const auto mean = [&](double from, double to) {
      const int first = std::clamp(static_cast<int>(std::lround(from)), 0, columns),
                last = std::clamp(static_cast<int>(std::lround(to)), 0, columns);
      const double sum = sums(row + 1, last) - sums(row + 1, first) - sums(row, last) + sums(row, first);
      return sum / std::max(1, last - first);
    };
    for (int column = border; column < columns - border; ++column) {
      const double inside = mean(column - half_width, column + half_width);
      const double left = mean(column - 1.8 * half_width, column - 1.15 * half_width);
      const double right = mean(column + 1.15 * half_width, column + 1.8 * half_width);
      contrast(row, column) = static_cast<float>(inside - std::max(left, right));
    }
  }
  cv::GaussianBlur(contrast, contrast, {1, 0}, 1e-6, 0.5 * half_width, cv::BORDER_REFLECT);
  for (int row = 0; row < contrast.rows; ++row)
    for (int column = 0; column < columns; ++column) {
      const double aside = (column - columns / 2.0) / columns;
      contrast(row, column) =
          static_cast<float>(std::clamp(contrast(row, column), -1.F, 1.F) - off_centre_cost * aside * aside);
    }
  return contrast;
}

/// One column for each row, such that the sum of the contrast less the cost of moving is largest.
struct Path {
  std::vector<int> columns;
  std::vector<double> contrast;
  double total = 0;  ///< of what is above 0
};

Path best_path(const cv::Mat1f& contrast) {
  cv::Mat1d sums(contrast.size());
  cv::Mat1b moves(contrast.size(), std::uint8_t{1});
  for (int column = 0; column < contrast.cols; ++column) sums(0, column) = contrast(0, column);
  for (int row = 1; row < contrast.rows; ++row)
    for (int column = 0; column < contrast.cols; ++column) {
      double best = sums(row - 1, column);
      for (const int move : {-1, 1}) {
        const int from = column + move;
        if (from < 0 || from >= contrast.cols) continue;
        const double sum = sums(row - 1, from) - side_step_cost;
        if (sum <= best) continue;
        best = sum;
        moves(row, column) = static_cast<std::uint8_t>(move + 1);
      }
      sums(row, column) = best + contrast(row, column);
    }
  Path path;
  const double* const last = sums[contrast.rows - 1];
  int column = static_cast<int>(std::max_element(last, last + contrast.cols) - last);
  path.columns.resize(static_cast<std::size_t>(contrast.rows));
  path.contrast.resize(path.columns.size());
  for (int row = contrast.rows - 1; row >= 0; --row) {
    path.columns[static_cast<std::size_t>(row)] = column;
    path.contrast[static_cast<std::size_t>(row)] = contrast(row, column);
    path.total += std::max(0.F, contrast(row, column));
    column += moves(row, column) - 1;
  }
  return path;
}

/// The run of rows with the largest sum of contrast above the limit.
struct Run {
  std::size_t first = 0, last = 0;
  double sum = 0;
};

Run longest_contrast(const std::vector<double>& contrast, double limit) {
  Run best;
  double sum = 0;
  std::size_t first = 0;
  for (std::size_t row = 0; row < contrast.size(); ++row) {
    sum += contrast[row] - limit;
    if (sum <= 0) {
      sum = 0;
      first = row + 1;
    } else if (sum > best.sum) {
      best = {first, row, sum};
    }
  }
  return best;
}

}  // namespace

Measured<ColumnMidline> find_column_midline(const Radiograph& film, const FilmSpineParameters& parameters) {
  constexpr int least_side_px = 64;
  if (std::min(film.columns, film.rows) < least_side_px)
    return Unknown{"the film is too small for a column of vertebrae"};
  const Reduced small = reduced(film);
  const cv::Mat1f likeness = bone_likeness(small.film);
  Path best;
  double half_width = 0;
  for (int each = 0; each < tried_widths; ++each) {
    const double fraction = parameters.narrowest_body_fraction *
                            std::pow(parameters.widest_body_fraction / parameters.narrowest_body_fraction,
                                     static_cast<double>(each) / (tried_widths - 1));
    const double half = fraction / 2 * small.film.cols;
    Path path = best_path(stands_out(likeness, half));
    if (each > 0 && path.total <= best.total) continue;
    best = std::move(path);
    half_width = half;
  }
  const Run run = longest_contrast(best.contrast, parameters.least_column_contrast);
  if (run.sum <= 0) return Unknown{"no column of vertebrae stands out on the film"};
  // Half of the outermost bodies may lie beyond the part that stands out.
  const auto beyond = static_cast<std::size_t>(0.7 * half_width);
  const std::size_t first = run.first - std::min(run.first, beyond),
                    last = std::min(best.columns.size() - 1, run.last + beyond);
  ColumnMidline midline;
  midline.width_px = 2 * half_width * small.step;
  for (std::size_t row = first; row <= last; ++row)
    midline.points_px.emplace_back((best.columns[row] + 0.5) * small.step - 0.5,
                                   (static_cast<double>(row) + 0.5) * small.step - 0.5);
  return midline;
}

}  // namespace osteosign
