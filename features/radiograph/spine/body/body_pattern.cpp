#include "features/radiograph/spine/body/body_pattern.h"

#include <Eigen/QR>
#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "features/profile/order_statistics.h"

namespace osteosign {
namespace {

constexpr int side = BodyPattern::side, first = BodyPattern::around, last = first + BodyPattern::cells;
constexpr std::size_t fewest_others = 3;
constexpr int rim = 3;  // cells inside of the border of a body that its edge blurs
// Chosen beforehand, not tuned: what a region must come to is a limit of the criterion.
constexpr double lucent_spreads = 3;

bool is_core(int row, int column) {
  return row >= first + rim && row < last - rim && column >= first + rim && column < last - rim;
}

bool is_inside(int row, int column) { return row >= first && row < last && column >= first && column < last; }

cv::Mat1f smoothed(const cv::Mat1f& picture, double cells) {
  cv::Mat1f smooth;
  cv::GaussianBlur(picture, smooth, {}, cells, cells, cv::BORDER_REFLECT);
  return smooth;
}

/// The expected pattern brought to a body: brightness, shading along both ways and contrast by reweighted
/// least squares over the core.
cv::Mat1f brought_to(const cv::Mat1f& expected, const cv::Mat1f& own) {
  std::vector<Eigen::Vector4d> terms;
  std::vector<double> values;
  for (int row = 0; row < side; ++row)
    for (int column = 0; column < side; ++column)
      if (is_core(row, column)) {
        terms.emplace_back(1, row - side / 2.0, column - side / 2.0, expected(row, column));
        values.push_back(own(row, column));
      }
  Eigen::MatrixX4d matrix(static_cast<Eigen::Index>(terms.size()), 4);
  const Eigen::Map<const Eigen::VectorXd> right(values.data(), static_cast<Eigen::Index>(values.size()));
  for (Eigen::Index i = 0; i < matrix.rows(); ++i) matrix.row(i) = terms[static_cast<std::size_t>(i)];
  Eigen::VectorXd weights = Eigen::VectorXd::Ones(matrix.rows());
  Eigen::Vector4d fit = Eigen::Vector4d::Zero();
  for (int round = 0; round < 6; ++round) {
    fit = (weights.asDiagonal() * matrix).colPivHouseholderQr().solve(weights.asDiagonal() * right);
    const Eigen::VectorXd off = right - matrix * fit;
    const double spread = std::max(1e-6, robust_deviation({off.begin(), off.end()}));
    weights = (1 + (off / (2 * spread)).array().square()).sqrt().inverse();
  }
  // Where the others have nothing in common, their pattern says nothing.
  const double contrast = std::clamp(fit[3], 0.0, 3.0);
  cv::Mat1f brought(side, side);
  for (int row = 0; row < side; ++row)
    for (int column = 0; column < side; ++column)
      brought(row, column) =
          static_cast<float>(fit[0] + fit[1] * (row - side / 2.0) + fit[2] * (column - side / 2.0) +
                             contrast * expected(row, column));
  return brought;
}

/// Median over the patterns but one, each without its own brightness and shading and in its own spreads.
cv::Mat1f expected_without(const std::vector<cv::Mat1f>& evened, std::size_t one) {
  cv::Mat1f expected(side, side);
  std::vector<double> values;
  for (int row = 0; row < side; ++row)
    for (int column = 0; column < side; ++column) {
      values.clear();
      for (std::size_t other = 0; other < evened.size(); ++other)
        if (other != one) values.push_back(evened[other](row, column));
      expected(row, column) = static_cast<float>(median(values));
    }
  return expected;
}

std::vector<double> core_of(const cv::Mat1f& picture) {
  std::vector<double> values;
  for (int row = 0; row < side; ++row)
    for (int column = 0; column < side; ++column)
      if (is_core(row, column)) values.push_back(picture(row, column));
  return values;
}

cv::Mat1f evened_out(const cv::Mat1f& grey) {
  const cv::Mat1f flat = brought_to(cv::Mat1f(side, side, 0.F), grey);
  const cv::Mat1f detail(grey - flat);
  return cv::Mat1f(detail / std::max(1e-6, robust_deviation(core_of(detail))));
}

struct Lucency {
  double share = 0;
  Eigen::Vector2d cell = Eigen::Vector2d::Zero();
};

/// The largest region of the body less dense than expected; what overlies it is none.
Lucency largest_lucency(const cv::Mat1f& off, double spread) {
  constexpr double most_beyond = 0.25;  // chosen: a lysis that breaks the border reaches a little beyond
  const cv::Mat1b lucent(off < -lucent_spreads * spread);
  cv::Mat1i labels;
  cv::Mat1i figures;
  cv::Mat1d middles;
  const int regions = cv::connectedComponentsWithStats(lucent, labels, figures, middles, 4, CV_32S);
  std::vector<int> inside(static_cast<std::size_t>(regions), 0);
  for (int row = 0; row < side; ++row)
    for (int column = 0; column < side; ++column)
      if (is_inside(row, column)) ++inside[static_cast<std::size_t>(labels(row, column))];
  Lucency largest;
  for (int region = 1; region < regions; ++region) {
    const int within = inside[static_cast<std::size_t>(region)], all = figures(region, cv::CC_STAT_AREA);
    const double share = static_cast<double>(within) / (BodyPattern::cells * BodyPattern::cells);
    if (all - within > most_beyond * all || share <= largest.share) continue;
    largest = {share, {middles(region, 0), middles(region, 1)}};
  }
  return largest;
}

double texture_of(const cv::Mat1f& grey) {
  const cv::Mat1f fine(smoothed(grey, 0.8) - smoothed(grey, 4));
  return std::max(1e-6, robust_deviation(core_of(fine)));
}

}  // namespace

Eigen::Vector2d BodyPattern::film_px(double column, double row) const {
  const double across = (column - around + 0.5) / cells, down = (row - around + 0.5) / cells;
  return (1 - down) * ((1 - across) * corners_px[0] + across * corners_px[1]) +
         down * ((1 - across) * corners_px[3] + across * corners_px[2]);
}

BodyPattern pattern_of(const Radiograph& film, const RadiographField& field, const BodyOnFilm& body,
                       const std::array<Eigen::Vector2d, body_corners>& corners_px) {
  constexpr double most_hidden = 0.1;  // chosen: less than a region that counts
  BodyPattern pattern;
  pattern.corners_px = corners_px;
  if (is_cut(film, body)) {
    pattern.grey = Unknown{"the body is cut by the border of the film"};
    return pattern;
  }
  cv::Mat1f columns(side, side), rows(side, side);
  int hidden = 0;
  for (int row = 0; row < side; ++row)
    for (int column = 0; column < side; ++column) {
      const Eigen::Vector2d pixel = pattern.film_px(column, row);
      columns(row, column) = static_cast<float>(pixel.x());
      rows(row, column) = static_cast<float>(pixel.y());
      if (is_inside(row, column) && !field.usable_at(static_cast<int>(std::lround(pixel.x())),
                                                     static_cast<int>(std::lround(pixel.y()))))
        ++hidden;
    }
  if (hidden > most_hidden * BodyPattern::cells * BodyPattern::cells) {
    pattern.grey = Unknown{"the body lies in the border of the exposed field, under a letter or under metal"};
    return pattern;
  }
  const double cell_px = std::min(body.depth_px(), body.height_px()) / BodyPattern::cells;
  const int margin = static_cast<int>(std::ceil(4 * cell_px)) + 2;
  double low_column = 0, high_column = 0, low_row = 0, high_row = 0;
  cv::minMaxLoc(columns, &low_column, &high_column);
  cv::minMaxLoc(rows, &low_row, &high_row);
  const cv::Rect part =
      cv::Rect(cv::Point(static_cast<int>(low_column) - margin, static_cast<int>(low_row) - margin),
               cv::Point(static_cast<int>(high_column) + margin, static_cast<int>(high_row) + margin)) &
      cv::Rect(0, 0, film.columns, film.rows);
  const cv::Mat1f whole(film.rows, film.columns, const_cast<float*>(film.pixels.data()));
  const cv::Mat1f near = smoothed(whole(part), std::max(0.5, 0.5 * cell_px));
  cv::Mat1f grey;
  cv::remap(near, grey, cv::Mat1f(columns - part.x), cv::Mat1f(rows - part.y), cv::INTER_LINEAR,
            cv::BORDER_REPLICATE);
  pattern.grey = grey;
  return pattern;
}

std::vector<ComparedPattern> compare_patterns(const std::vector<BodyPattern>& patterns) {
  std::vector<ComparedPattern> compared(patterns.size());
  std::vector<std::size_t> known;
  std::vector<cv::Mat1f> evened, off;
  for (std::size_t each = 0; each < patterns.size(); ++each) {
    compared[each].lucent_share = compared[each].texture_z =
        patterns[each].grey.known() ? Unknown{"fewer than three other vertebrae can be compared"}
                                    : patterns[each].grey.unknown();
    if (!patterns[each].grey.known()) continue;
    known.push_back(each);
    evened.push_back(evened_out(patterns[each].grey.value()));
  }
  if (known.size() <= fewest_others) return compared;
  std::vector<double> spreads, textures;
  for (std::size_t one = 0; one < known.size(); ++one) {
    const cv::Mat1f expected = smoothed(expected_without(evened, one), 1);
    off.push_back(smoothed(cv::Mat1f(evened[one] - brought_to(expected, evened[one])), 1.5));
    spreads.push_back(robust_deviation(core_of(off.back())));
    textures.push_back(std::log(texture_of(patterns[known[one]].grey.value())));
  }
  for (std::size_t one = 0; one < known.size(); ++one) {
    std::vector<double> other_spreads, other_textures;
    for (std::size_t other = 0; other < known.size(); ++other)
      if (other != one) {
        other_spreads.push_back(spreads[other]);
        other_textures.push_back(textures[other]);
      }
    ComparedPattern& own = compared[known[one]];
    const Lucency lucency = largest_lucency(off[one], median(other_spreads));
    own.lucent_share = Quantity{lucency.share, Unit::fraction};
    if (lucency.share > 0) own.lucent_px = patterns[known[one]].film_px(lucency.cell.x(), lucency.cell.y());
    constexpr double least_spread = 0.15;  // as of pedicles: intact ones differ by 15 %
    own.texture_z = Quantity{
        (textures[one] - median(other_textures)) / std::max(least_spread, robust_deviation(other_textures)),
        Unit::one};
  }
  return compared;
}

}  // namespace osteosign
