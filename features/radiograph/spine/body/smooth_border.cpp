#include "features/radiograph/spine/body/smooth_border.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace osteosign {
namespace {

constexpr double corner_cost = 0.3, sag_cost = 0.06;  // in parts of a strong border along the whole way

/// Evidence in parts of that of a clear border, which takes about a twentieth of a strip: little more counts,
/// so that a much denser neighbour does not outweigh the body, and little less than none, so that a piece
/// that is covered does not either.
cv::Mat1f in_parts_of_a_border(const cv::Mat1f& evidence) {
  constexpr float least = -0.2F, most = 1.2F;
  std::vector<float> all(evidence.begin(), evidence.end());
  const auto place = all.begin() + static_cast<std::ptrdiff_t>(0.94 * static_cast<double>(all.size() - 1));
  std::nth_element(all.begin(), place, all.end());
  const float clear = std::max(*place, 1e-6F);
  cv::Mat1f parts(evidence.size());
  std::transform(evidence.begin(), evidence.end(), parts.begin(),
                 [&](float value) { return std::clamp(value / clear, least, most); });
  return parts;
}

/// Cost of a corner `away` from where it was seen, which ends to grow.
double off_corner(double away, double spread) {
  const double square = away * away;
  return corner_cost / 2 * square / (square + spread * spread);
}

double mean_along(const cv::Mat1f& parts, const SmoothBorder& border) {
  double sum = 0;
  for (int row = 0; row < parts.rows; ++row) {
    const double column = border.at(static_cast<double>(row) / (parts.rows - 1));
    const int nearest = static_cast<int>(std::lround(column));
    if (nearest < 0 || nearest >= parts.cols) return -1;
    sum += parts(row, nearest);
  }
  return sum / parts.rows;
}

}  // namespace

SmoothBorder smooth_border(const cv::Mat1f& evidence, int line, const BorderHabit& habit) {
  const cv::Mat1f parts = in_parts_of_a_border(evidence);
  SmoothBorder best{static_cast<double>(line), static_cast<double>(line), habit.usual_sag};
  double most = std::numeric_limits<double>::lowest();
  const auto look_at = [&](double start, double end, double sag) {
    const SmoothBorder border{start, end, sag};
    const double unusual = (sag - habit.usual_sag) / habit.sag_spread;
    const double worth = mean_along(parts, border) - off_corner(start - line, habit.corner_spread) -
                         off_corner(end - line, habit.corner_spread) - sag_cost * unusual * unusual;
    if (worth <= most) return;
    most = worth;
    best = border;
  };
  constexpr int stride = 2;
  for (int start = 0; start < parts.cols; start += stride)
    for (int end = 0; end < parts.cols; end += stride)
      for (int sag = habit.least_sag; sag <= habit.largest_sag; sag += stride) look_at(start, end, sag);
  const SmoothBorder coarse = best;
  for (int start = -stride; start <= stride; ++start)
    for (int end = -stride; end <= stride; ++end)
      for (int sag = -stride; sag <= stride; ++sag)
        look_at(coarse.start + start, coarse.end + end, coarse.sag + sag);
  return best;
}

}  // namespace osteosign
