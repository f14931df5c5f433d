#include "features/radiograph/spine/frontal/endplates_at_pedicles.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <opencv2/imgproc.hpp>

#include "features/profile/order_statistics.h"

namespace osteosign {
namespace {

constexpr int middle = StraightenedColumn::body_px;
constexpr int half_length = 36;   // columns on either side of the midline
constexpr int slopes = 13;        // looked at, from the steepest to the steepest
constexpr double steepest = 0.3;  // rows per column: 17 degrees
// Of the distance of the levels: from the pedicles to the endplates, and the height of a body. These and all
// weights and reaches below: chosen on the two frontal lumbar films and cast films of seeds 701 to 704.
constexpr double usual_above = 0.28, usual_below = 0.5, usual_height = 0.76;

double slope_of(int step) { return steepest * (2.0 * step / (slopes - 1) - 1); }

/// Means along lines through each row of the midline, one column for each slope.
cv::Mat1f means_along_lines(const cv::Mat1f& picture) {
  cv::Mat1f means(picture.rows, slopes, 0.F);
  for (int row = 0; row < picture.rows; ++row)
    for (int step = 0; step < slopes; ++step) {
      double sum = 0;
      for (int column = -half_length; column <= half_length; column += 2) {
        const int at =
            std::clamp(static_cast<int>(std::lround(row + slope_of(step) * column)), 0, picture.rows - 1);
        sum += picture(at, middle + column);
      }
      means(row, step) = static_cast<float>(sum / (half_length + 1));
    }
  return means;
}

/// What is known of all lines of one column of vertebrae.
struct Lines {
  cv::Mat1f grey;      ///< mean along each line
  cv::Mat1d summed;    ///< of the rows above
  cv::Mat1f superior;  ///< evidence of an upper endplate: a dense rim, above all against what lies above it
  cv::Mat1f inferior;  ///< of a lower one, against what lies below it

  double between(double from, double to, int step) const {
    const int first = std::clamp(static_cast<int>(std::lround(from)), 0, grey.rows - 1),
              last = std::clamp(static_cast<int>(std::lround(to)), first + 1, grey.rows);
    return (summed(last, step) - summed(first, step)) / (last - first);
  }
};

Lines lines_of(const cv::Mat1f& picture) {
  constexpr int reach = 4;  // rows, a twenty-fifth of the width of a body
  Lines lines{means_along_lines(picture), {}, {}, {}};
  const int rows = picture.rows;
  lines.summed = cv::Mat1d(rows + 1, slopes, 0.0);
  lines.superior = cv::Mat1f(rows, slopes, 0.F);
  lines.inferior = cv::Mat1f(rows, slopes, 0.F);
  for (int row = 0; row < rows; ++row)
    for (int step = 0; step < slopes; ++step) {
      lines.summed(row + 1, step) = lines.summed(row, step) + lines.grey(row, step);
      const auto grey = [&](int at) { return lines.grey(std::clamp(at, 0, rows - 1), step); };
      const float rim = grey(row - 1) + grey(row + 1);
      lines.superior(row, step) = rim - 1.5F * grey(row - reach) - 0.5F * grey(row + 2 * reach);
      lines.inferior(row, step) = rim - 1.5F * grey(row + reach) - 0.5F * grey(row - 2 * reach);
    }
  return lines;
}

/// Cost of a length that is off, which ends to grow: a collapsed body has another one.
double off_usual(double off, double spread) {
  constexpr double weight = 1.2;
  return weight * off * off / (off * off + spread * spread);
}

double row_of(const PedicleRings& rings) { return (rings.front().row + rings.back().row) / 2; }

double tilt_of(const PedicleRings& rings) {
  return (rings.back().row - rings.front().row) / std::max(1.0, rings.back().column - rings.front().column);
}

/// The lower endplate of one level and the upper one of the next, and the evidence for them.
struct Gap {
  PlateLine above, below;
  double worth = std::numeric_limits<double>::lowest();
};

/// The best pair of lines of every pair of rows on the midline.
class GapsBetween {
 public:
  GapsBetween(const Lines& lines, const PedicleRings& upper, const PedicleRings& lower)
      : lines_(lines),
        from_(row_of(upper)),
        apart_(row_of(lower) - from_),
        tilt_(std::clamp((tilt_of(upper) + tilt_of(lower)) / 2, -steepest, steepest)) {}

  /// The strongest of those that are better than any a few rows away.
  std::vector<Gap> best() const {
    constexpr double first_part = 0.2, last_part = 0.95, least_disc = 0.06, most_disc = 0.42;
    constexpr std::size_t most = 40;
    std::vector<Gap> all;
    for (int one = row_at(first_part); one <= row_at(last_part - least_disc); ++one)
      for (int other = one + std::max(2, static_cast<int>(least_disc * apart_));
           other <= std::min(row_at(last_part), one + static_cast<int>(most_disc * apart_)); ++other)
        if (one >= 0 && other < lines_.grey.rows) all.push_back(best_at(one, other));
    std::ranges::stable_sort(all, std::greater<>(), &Gap::worth);
    std::vector<Gap> kept;
    for (const Gap& gap : all) {
      constexpr double apart = 3;
      if (kept.size() == most) break;
      if (std::ranges::none_of(kept, [&](const Gap& other) {
            return std::abs(gap.above.row - other.above.row) < apart &&
                   std::abs(gap.below.row - other.below.row) < apart;
          }))
        kept.push_back(gap);
    }
    if (kept.empty()) kept.push_back(usual());  // rings too close to each other, or beyond the film
    return kept;
  }

 private:
  int row_at(double part) const { return static_cast<int>(std::lround(from_ + part * apart_)); }

  Gap usual() const {
    return {{from_ + usual_below * apart_, tilt_}, {from_ + (1 - usual_above) * apart_, tilt_}, 0};
  }

  Gap best_at(int one, int other) const {
    constexpr double disc_weight = 0.8, turn_weight = 4, tilt_weight = 1.5, place_spread = 0.25;
    const double at_rows = off_usual((one - from_) / apart_ - usual_below, place_spread) +
                           off_usual((from_ + apart_ - other) / apart_ - usual_above, place_spread);
    Gap best;
    for (int first = 0; first < slopes; ++first)
      for (int second = std::max(0, first - 3); second <= std::min(slopes - 1, first + 3); ++second) {
        const int mean_step = (first + second) / 2;
        const double depth = 0.18 * apart_;
        const double bodies =
            (lines_.between(one - depth, one, mean_step) + lines_.between(other, other + depth, mean_step)) /
            2;
        const double disc = lines_.between(one + 1, other, mean_step);
        const double turned = slope_of(first) - slope_of(second),
                     tilted = ((slope_of(first) + slope_of(second)) / 2 - tilt_) / steepest;
        const double worth = lines_.inferior(one, first) + lines_.superior(other, second) +
                             disc_weight * (bodies - disc) - at_rows - turn_weight * turned * turned -
                             tilt_weight * tilted * tilted;
        if (worth > best.worth)
          best = {{static_cast<double>(one), slope_of(first)},
                  {static_cast<double>(other), slope_of(second)},
                  worth};
      }
    return best;
  }

  const Lines& lines_;
  double from_, apart_, tilt_;
};

/// One gap of each pair of levels, with bodies of the usual height between them.
std::vector<Gap> even_gaps(const std::vector<std::vector<Gap>>& candidates, double even_height,
                           double spread) {
  std::vector<std::vector<double>> sums;
  std::vector<std::vector<std::size_t>> before;
  for (std::size_t gap = 0; gap < candidates.size(); ++gap) {
    sums.emplace_back();
    before.emplace_back(candidates[gap].size(), 0);
    for (std::size_t here = 0; here < candidates[gap].size(); ++here) {
      double best = gap == 0 ? 0 : std::numeric_limits<double>::lowest();
      for (std::size_t from = 0; gap > 0 && from < candidates[gap - 1].size(); ++from) {
        const double height = candidates[gap][here].above.row - candidates[gap - 1][from].below.row;
        const double sum =
            sums[gap - 1][from] - off_usual(std::log(std::max(1.0, height) / even_height), spread);
        if (sum <= best) continue;
        best = sum;
        before[gap][here] = from;
      }
      sums[gap].push_back(best + candidates[gap][here].worth);
    }
  }
  std::vector<Gap> chosen;
  std::size_t at = static_cast<std::size_t>(std::ranges::max_element(sums.back()) - sums.back().begin());
  for (std::size_t gap = candidates.size(); gap-- > 0; at = before[gap][at])
    chosen.insert(chosen.begin(), candidates[gap][at]);
  return chosen;
}

/// The outermost endplate of a column, near the row where it is usual.
PlateLine outer_plate(const cv::Mat1f& evidence, double expected_row, double height, double tilt) {
  constexpr double reach = 0.2;
  double best = std::numeric_limits<double>::lowest();
  PlateLine found{expected_row, tilt};
  for (int row = static_cast<int>(expected_row - reach * height); row <= expected_row + reach * height; ++row)
    for (int step = 0; step < slopes; ++step) {
      if (row < 0 || row >= evidence.rows) continue;
      const double tilted = (slope_of(step) - tilt) / steepest;
      const double worth =
          evidence(row, step) - off_usual((row - expected_row) / height, 0.1) - 2 * tilted * tilted;
      if (worth <= best) continue;
      best = worth;
      found = {static_cast<double>(row), slope_of(step)};
    }
  return found;
}

double median_height(const std::vector<Gap>& gaps, double otherwise) {
  std::vector<double> heights;
  for (std::size_t gap = 1; gap < gaps.size(); ++gap)
    heights.push_back(gaps[gap].above.row - gaps[gap - 1].below.row);
  return heights.empty() ? otherwise : median(std::move(heights));
}

}  // namespace

std::vector<LevelPlates> endplates_at_pedicles(const cv::Mat1f& picture,
                                               const std::vector<PedicleRings>& levels) {
  const Lines lines = lines_of(picture);
  std::vector<std::vector<Gap>> candidates;
  std::vector<double> distances;
  for (std::size_t upper = 0; upper + 1 < levels.size(); ++upper) {
    candidates.push_back(GapsBetween(lines, levels[upper], levels[upper + 1]).best());
    distances.push_back(row_of(levels[upper + 1]) - row_of(levels[upper]));
  }
  const double expected = std::max(1.0, usual_height * median(distances));
  const std::vector<Gap> first = even_gaps(candidates, expected, 0.3);
  const double height = std::max(1.0, median_height(first, expected));
  const std::vector<Gap> gaps = even_gaps(candidates, height, 0.12);
  std::vector<LevelPlates> plates(levels.size());
  for (std::size_t upper = 0; upper < gaps.size(); ++upper) {
    plates[upper].inferior = gaps[upper].above;
    plates[upper + 1].superior = gaps[upper].below;
  }
  plates.front().superior = outer_plate(lines.superior, plates.front().inferior.row - height, height,
                                        plates.front().inferior.slope);
  plates.back().inferior =
      outer_plate(lines.inferior, plates.back().superior.row + height, height, plates.back().superior.slope);
  return plates;
}

}  // namespace osteosign
