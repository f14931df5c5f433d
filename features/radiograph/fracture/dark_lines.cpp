#include "features/radiograph/fracture/dark_lines.h"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <optional>

#include "features/profile/order_statistics.h"
#include "features/radiograph/fracture/darkness.h"
#include "features/radiograph/fracture/straight_paths.h"

namespace osteosign {
namespace {

constexpr double slopes_apart = 0.25;
constexpr double away_widths = 0.3;  // beyond what is near, before paths are those of elsewhere

/// Rows of the middle column in which a path near the lesion may lie, and those elsewhere.
struct Rows {
  std::vector<int> near, elsewhere;
};

class LineSearch {
 public:
  LineSearch(const BoneStrip& strip, const FilmFractureParameters& parameters)
      : strip_(strip), p_(parameters), columns_(strip.bone.count()) {
    set_narrow_rows();
    set_rows();
  }

  Measured<LinesAcross> search() {
    constexpr double least_near = 0.75;  // of the bone near the lesion
    if (static_cast<double>(rows_.near.size()) < least_near * near_rows_)
      return Unknown{
          "beside the lesion the bone ends on the film or widens as at its ends, where growth "
          "plates lie"};
    const auto least_rows = static_cast<std::size_t>(p_.least_elsewhere_widths * strip_.width());
    if (rows_.elsewhere.size() < least_rows)
      return Unknown{"too little of the same bone is seen away from the lesion to compare with"};
    excess_.assign(static_cast<std::size_t>(strip_.rows()), -INFINITY);
    const double finest = std::max(1.0, p_.finest_line_widths * strip_.width());
    const double coarsest = std::max(2 * finest, p_.coarsest_line_widths * strip_.width());
    for (const double sigma : {finest, std::sqrt(finest * coarsest), coarsest}) look_with(sigma);
    return found();
  }

 private:
  struct Direction {
    double slope, sigma;
  };

  /// Where the bone is no wider than usual.
  void set_narrow_rows() {
    std::vector<double> widths;
    for (std::size_t r = 0; r < strip_.left_px.size(); ++r)
      widths.push_back((strip_.right_px[r] - strip_.left_px[r]).norm());
    const double usual = order_statistic(widths, 0.3);
    for (const double width : widths) narrow_.push_back(width <= p_.greatest_widening * usual);
  }

  void set_rows() {
    const int near = static_cast<int>(p_.near_widths * strip_.width());
    const int away = near + static_cast<int>(away_widths * strip_.width());
    near_rows_ = strip_.last_lesion_row - strip_.first_lesion_row + 1 + 2 * near;
    for (int r = 0; r < strip_.rows(); ++r) {
      const int distance = std::max({0, strip_.first_lesion_row - r, r - strip_.last_lesion_row});
      if (!narrow_[static_cast<std::size_t>(r)]) continue;
      if (distance <= near) rows_.near.push_back(r);
      if (distance > away) rows_.elsewhere.push_back(r);
    }
  }

  /// The same with rows moved so that lines of a slope become straight across; outside of the strip nothing.
  cv::Mat1f moved(const Darkness& dark, double slope, float nothing) const {
    cv::Mat1f moved(dark.spreads.size(), no_path);
    for (int c = 0; c < columns_; ++c) {
      const int shift = shift_of(slope, c);
      for (int r = std::max(0, -shift); r < std::min(strip_.rows(), strip_.rows() - shift); ++r)
        moved(r, c) = dark.judged(r + shift, c) != 0 ? dark.spreads(r + shift, c) : nothing;
    }
    return moved;
  }
  int shift_of(double slope, int column) const {
    return static_cast<int>(std::lround(slope * (column - columns_ / 2)));
  }

  std::vector<double> means_elsewhere(const StraightPaths& paths) const {
    std::vector<double> means;
    for (const int r : rows_.elsewhere)
      if (std::isfinite(paths.mean[static_cast<std::size_t>(r)]))
        means.push_back(paths.mean[static_cast<std::size_t>(r)]);
    return means;
  }

  /// The best paths of one direction, and what those elsewhere are.
  struct Found {
    StraightPaths paths;
    double usual, spread;
  };

  /// Nothing when too few paths elsewhere lie on the strip.
  std::optional<Found> look_along(const Darkness& dark, double slope) const {
    const auto bend_cost = static_cast<float>(p_.bend_cost);
    std::vector<double> means = means_elsewhere(straight_paths(moved(dark, slope, 0), bend_cost));
    if (static_cast<double>(means.size()) < p_.least_elsewhere_widths / 2 * strip_.width())
      return std::nullopt;
    // A place that is not judged counts as much as one of a path elsewhere does.
    const double usual = median(means);
    return Found{straight_paths(moved(dark, slope, static_cast<float>(usual)), bend_cost), usual,
                 std::max(0.02, robust_deviation(std::move(means)))};
  }

  void look_with(double sigma) {
    const Darkness dark = darkness_of(strip_, sigma, rows_.elsewhere);
    if (judged_.empty()) judged_ = dark.judged;
    std::vector<double> slopes;
    for (double slope = -p_.steepest_slope; slope <= p_.steepest_slope + 1e-9; slope += slopes_apart)
      slopes.push_back(slope);
    std::vector<std::optional<Found>> found(slopes.size());
    tbb::parallel_for(std::size_t{0}, slopes.size(),
                      [&](std::size_t i) { found[i] = look_along(dark, slopes[i]); });
    for (std::size_t i = 0; i < slopes.size(); ++i) {
      if (!found[i]) continue;
      if (std::abs(slopes[i]) < slopes_apart / 2)
        add_sensitivity(dark, sigma, found[i]->usual, found[i]->spread);
      keep_best(found[i]->paths, found[i]->usual, found[i]->spread, {slopes[i], sigma});
    }
  }

  void keep_best(const StraightPaths& all, double usual, double spread, const Direction& direction) {
    for (std::size_t r = 0; r < all.mean.size(); ++r) {
      const double excess = (all.mean[r] - usual) / spread;
      if (excess <= excess_[r]) continue;
      excess_[r] = excess;
      if (std::ranges::binary_search(rows_.near, static_cast<int>(r)) && excess > best_path_.excess)
        best_path_ = {way(all, static_cast<int>(r), direction.slope), direction.slope, direction.sigma,
                      excess};
    }
  }

  std::vector<int> way(const StraightPaths& all, int row, double slope) const {
    std::vector<int> rows = path_through(all, row);
    for (int c = 0; c < columns_; ++c) rows[static_cast<std::size_t>(c)] += shift_of(slope, c);
    return rows;
  }

  /// A narrow gap of one row takes away the height of the blurred line; the blur of the film is taken as a
  /// pixel, or as 0.3 mm of a bone of 30 mm.
  void add_sensitivity(const Darkness& dark, double sigma, double usual, double spread) {
    const double film = std::max(1.0, 0.01 * strip_.width());
    const double height = 1 / (std::sqrt(2 * std::numbers::pi) * std::hypot(sigma, film));
    LinesAcross::Sensitivity sensitivity{{}, usual, spread};
    for (int c = 0; c < columns_; ++c) {
      int judged = 0;
      for (const int r : rows_.near) judged += dark.judged(r, c);
      const double part = static_cast<double>(judged) / static_cast<double>(rows_.near.size());
      const double of_column = dark.spread[static_cast<std::size_t>(c)];
      sensitivity.spreads_per_row.push_back(of_column > 0 ? part * height / of_column : 0);
    }
    sensitivity_.push_back(std::move(sensitivity));
  }

  LinesAcross found() const {
    LinesAcross lines;
    lines.elsewhere = rows_.elsewhere;
    lines.sensitivity = sensitivity_;
    for (const int r : rows_.elsewhere)
      if (std::isfinite(excess_[static_cast<std::size_t>(r)]))
        lines.greatest_elsewhere = std::max(lines.greatest_elsewhere, excess_[static_cast<std::size_t>(r)]);
    if (!best_path_.rows.empty())
      lines.near = best_path_;
    else
      lines.near = Unknown{"no line across the bone near the lesion lies on the film as a whole"};
    double judged = 0;
    for (const int r : rows_.near) judged += cv::countNonZero(judged_.row(r));
    lines.judged_fraction = judged / (1.0 * near_rows_ * columns_);
    return lines;
  }

  const BoneStrip& strip_;
  const FilmFractureParameters& p_;
  int columns_;
  std::vector<bool> narrow_;
  Rows rows_;
  int near_rows_ = 0;           ///< with those that do not lie on the strip or where the bone is too wide
  std::vector<double> excess_;  ///< of the darkest path through each row of the middle
  PathAcross best_path_;
  std::vector<LinesAcross::Sensitivity> sensitivity_;
  cv::Mat1b judged_;
};

}  // namespace

Measured<double> LinesAcross::least_gap(double excess) const {
  std::optional<double> least;
  for (const Sensitivity& each : sensitivity) {
    const double needed = each.usual + excess * each.spread;
    const auto mean = [&](double gap) {
      double sum = 0;
      for (const double per_row : each.spreads_per_row)
        sum += std::min<double>(darkest_spreads, gap * per_row);
      return sum / static_cast<double>(each.spreads_per_row.size());
    };
    constexpr double widest = 60;
    if (each.spreads_per_row.empty() || mean(widest) < needed) continue;
    double low = 0, high = widest;
    for (int i = 0; i < 30; ++i) (mean((low + high) / 2) < needed ? low : high) = (low + high) / 2;
    if (!least || high < *least) least = high;
  }
  if (!least) return Unknown{"no gap would stand out from the lines that cross the same bone elsewhere"};
  return *least;
}

Measured<LinesAcross> lines_across(const BoneStrip& strip, const FilmFractureParameters& parameters) {
  return LineSearch(strip, parameters).search();
}

}  // namespace osteosign
