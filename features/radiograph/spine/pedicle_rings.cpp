#include "features/radiograph/spine/pedicle_rings.h"

#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <functional>
#include <numbers>
#include <opencv2/imgproc.hpp>

namespace osteosign {
namespace {

constexpr int rows_searched = 10, columns_searched = 7;  // round the expected place
constexpr double distance_cost = 0.002;                  // for each pixel off it
constexpr double size_factor = 1.43;    // most by which sizes differ from those of the others
constexpr double neighbour_rows = 130;  // levels this near let expect how bright a ring is

double median(std::vector<double> values) {
  if (values.empty()) return 0;
  std::sort(values.begin(), values.end());
  const std::size_t half = values.size() / 2;
  return values.size() % 2 != 0 ? values[half] : (values[half - 1] + values[half]) / 2;
}

float value_at(const cv::Mat1f& image, double column, double row) {
  const double x = std::clamp(column, 0.0, image.cols - 1.001), y = std::clamp(row, 0.0, image.rows - 1.001);
  const int c = static_cast<int>(x), r = static_cast<int>(y);
  const auto fx = static_cast<float>(x - c), fy = static_cast<float>(y - r);
  return (1 - fy) * ((1 - fx) * image(r, c) + fx * image(r, c + 1)) +
         fy * ((1 - fx) * image(r + 1, c) + fx * image(r + 1, c + 1));
}

/// How much the ring is brighter than what lies 4 pixels inside and outside of it, within 3 pixels of the
/// ellipse; one for each of 36 sectors, at least 0.
std::array<double, 36> sectors_of(const cv::Mat1f& smooth, const PedicleRing& ring) {
  std::array<double, 36> sectors{};
  for (std::size_t each = 0; each < sectors.size(); ++each) {
    const double angle = 2 * std::numbers::pi * static_cast<double>(each) / sectors.size();
    const Eigen::Vector2d on(ring.column + ring.size.across * std::cos(angle),
                             ring.row + ring.size.along * std::sin(angle));
    const Eigen::Vector2d outwards =
        Eigen::Vector2d(std::cos(angle) / ring.size.across, std::sin(angle) / ring.size.along).normalized();
    const auto profile = [&](int offset) {
      const Eigen::Vector2d place = on + std::clamp(offset, -7, 7) * outwards;
      return value_at(smooth, place.x(), place.y());
    };
    for (int offset = -3; offset <= 3; ++offset)
      sectors[each] = std::max<double>(sectors[each],
                                       profile(offset) - 0.5F * (profile(offset - 4) + profile(offset + 4)));
  }
  return sectors;
}

class RingSearch {
 public:
  RingSearch(const cv::Mat1f& picture, const RingLikeness& likeness) : likeness_(likeness) {
    cv::GaussianBlur(picture, smooth_, {}, 0.8, 0.8, cv::BORDER_REFLECT);
  }

  /// The best ring of each size that `allowed` lets through near a place.
  template <class Allowed>
  std::vector<PedicleRing> each_size(double column, double row, Allowed&& allowed) const {
    std::vector<PedicleRing> rings;
    const int first_row = std::max(0, static_cast<int>(std::lround(row)) - rows_searched),
              last_row = std::min(smooth_.rows - 1, static_cast<int>(std::lround(row)) + rows_searched);
    const int first_column = std::max(0, static_cast<int>(column) - columns_searched),
              last_column = std::min(smooth_.cols - 1, static_cast<int>(column) + columns_searched);
    for (std::size_t size = 0; size < likeness_.sizes.size(); ++size) {
      if (!allowed(likeness_.sizes[size])) continue;
      PedicleRing found;
      double best = -9;
      for (int r = first_row; r <= last_row; ++r)
        for (int c = first_column; c <= last_column; ++c) {
          const double cost = distance_cost * (std::abs(c - column) + std::abs(r - row));
          if (likeness_.maps[size](r, c) - cost <= best) continue;
          best = likeness_.maps[size](r, c) - cost;
          found = {1.0 * c, 1.0 * r, likeness_.sizes[size], likeness_.maps[size](r, c)};
        }
      rings.push_back(found);
    }
    return rings;
  }

  /// The one of them that looks most like a ring, less what its distance costs.
  template <class Allowed>
  PedicleRing best(double column, double row, Allowed&& allowed) const {
    const std::vector<PedicleRing> rings = each_size(column, row, allowed);
    const auto value = [&](const PedicleRing& ring) {
      return ring.likeness - distance_cost * (std::abs(ring.column - column) + std::abs(ring.row - row));
    };
    const auto likest = std::ranges::max_element(rings, {}, value);
    return likest == rings.end() ? PedicleRing{} : *likest;
  }

  PedicleRings at(const ExpectedPedicles& level, const std::vector<PedicleRings>& others) const {
    const auto allowed = usual_size(others);
    PedicleRings rings{best(level.left_column, level.row, allowed),
                       best(level.right_column, level.row, allowed)};
    for (PedicleRing& ring : rings)
      if (ring.size.across <= 0) {  // no template has the usual size
        const auto any = [](const RingSize&) { return true; };
        ring = best(&ring == &rings.front() ? level.left_column : level.right_column, level.row, any);
      }
    for (PedicleRing& ring : rings) ring.strength = mean_of(sectors_of(smooth_, ring));
    return rings;
  }

  /// Part of a ring that is seen at the place of a pedicle: the most that a ring of any usual size near it
  /// shows.
  double seen_at(double column, double row, const std::vector<PedicleRings>& others, double strength,
                 double likeness) const {
    double most = 0;
    for (const PedicleRing& ring : each_size(column, row, usual_size(others)))
      most =
          std::max(most, part_of_strength(ring, strength) * std::clamp(ring.likeness / likeness, 0.0, 1.0));
    return most;
  }

  double part_of_strength(const PedicleRing& ring, double usual) const {
    double sum = 0;
    const std::array<double, 36> sectors = sectors_of(smooth_, ring);
    for (const double sector : sectors) sum += std::min(1.0, sector / usual);
    return sum / static_cast<double>(sectors.size());
  }

 private:
  /// Sizes near the median of those of the other levels.
  static std::function<bool(const RingSize&)> usual_size(const std::vector<PedicleRings>& others) {
    std::vector<double> across, along;
    for (const PedicleRings& rings : others)
      for (const PedicleRing& ring : rings) {
        across.push_back(ring.size.across);
        along.push_back(ring.size.along);
      }
    const RingSize usual{median(across), median(along)};
    const auto near = [](double value, double middle) {
      return value > middle / size_factor && value < middle * size_factor;
    };
    return [near, usual, any = others.empty()](const RingSize& size) {
      return any || (near(size.across, usual.across) && near(size.along, usual.along));
    };
  }

  static double mean_of(const std::array<double, 36>& sectors) {
    double sum = 0;
    for (const double sector : sectors) sum += sector;
    return sum / static_cast<double>(sectors.size());
  }

  const RingLikeness& likeness_;
  cv::Mat1f smooth_;
};

template <class T>
std::vector<T> without(const std::vector<T>& all, std::size_t one) {
  std::vector<T> others = all;
  others.erase(others.begin() + static_cast<std::ptrdiff_t>(one));
  return others;
}

/// Fills in `seen` by what the other levels let expect.
void set_seen(const RingSearch& search, std::vector<PedicleRings>& levels) {
  std::vector<double> all_strengths;
  for (const PedicleRings& rings : levels)
    for (const PedicleRing& ring : rings) all_strengths.push_back(ring.strength);
  const double least = 0.3 * median(all_strengths);
  for (std::size_t level = 0; level < levels.size(); ++level) {
    std::vector<double> strengths, likenesses;
    for (std::size_t other = 0; other < levels.size(); ++other)
      for (const PedicleRing& ring : levels[other]) {
        if (other == level) continue;
        likenesses.push_back(ring.likeness);
        if (std::abs(ring.row - levels[level].front().row) < neighbour_rows)
          strengths.push_back(ring.strength);
      }
    const double usual =
        std::max({strengths.empty() ? median(all_strengths) : median(strengths), least, 1e-6});
    const double likeness = std::max(median(likenesses), 1e-6);
    const std::vector<PedicleRings> others = without(levels, level);
    for (PedicleRing& ring : levels[level])
      ring.seen = search.seen_at(ring.column, ring.row, others, usual, likeness);
  }
}

/// Midway between the pedicles of each level and the next.
std::vector<ExpectedPedicles> places_between(const std::vector<ExpectedPedicles>& levels) {
  std::vector<ExpectedPedicles> places;
  for (std::size_t gap = 0; gap + 1 < levels.size(); ++gap)
    places.push_back({(levels[gap].row + levels[gap + 1].row) / 2,
                      (levels[gap].left_column + levels[gap + 1].left_column) / 2,
                      (levels[gap].right_column + levels[gap + 1].right_column) / 2});
  return places;
}

/// What is usually seen on a side; the outermost levels, which the film shows worst, do not count where there
/// are others.
double usually_seen(const std::vector<PedicleRings>& levels, std::size_t side) {
  const std::size_t outermost = levels.size() > 4 ? 1 : 0;
  std::vector<double> seen;
  for (std::size_t level = outermost; level + outermost < levels.size(); ++level)
    seen.push_back(levels[level][side].seen);
  return median(seen);
}

/// Fills in `above_background`.
void set_above_background(const RingSearch& search, const std::vector<ExpectedPedicles>& places,
                          std::vector<PedicleRings>& levels) {
  // Of a usual ring (chosen on films cast from seeds below 200): nothing is taken off on films that show them
  // less well.
  constexpr double kept = 0.75;
  std::vector<double> strengths, likenesses;
  for (const PedicleRings& rings : levels)
    for (const PedicleRing& ring : rings) {
      strengths.push_back(ring.strength);
      likenesses.push_back(ring.likeness);
    }
  const double strength = std::max(median(strengths), 1e-6), likeness = std::max(median(likenesses), 1e-6);
  std::array<std::vector<double>, 2> between;
  for (const ExpectedPedicles& place : places_between(places)) {
    const PedicleRings rings = search.at(place, levels);
    for (std::size_t side = 0; side < 2; ++side)
      between[side].push_back(
          search.seen_at(rings[side].column, rings[side].row, levels, strength, likeness));
  }
  for (std::size_t side = 0; side < 2; ++side) {
    const double background =
        std::clamp((usually_seen(levels, side) - kept) / (1 - kept), 0.0, median(between[side]));
    for (PedicleRings& rings : levels)
      rings[side].above_background = std::clamp((rings[side].seen - background) / (1 - background), 0.0, 1.0);
  }
}

}  // namespace

std::vector<PedicleRings> find_pedicle_rings(const cv::Mat1f& picture, const RingLikeness& likeness,
                                             const std::vector<ExpectedPedicles>& levels) {
  const RingSearch search(picture, likeness);
  std::vector<PedicleRings> first, rings;
  for (const ExpectedPedicles& level : levels) first.push_back(search.at(level, {}));
  for (std::size_t level = 0; level < levels.size(); ++level)
    rings.push_back(search.at(levels[level], without(first, level)));
  set_seen(search, rings);
  set_above_background(search, levels, rings);
  return rings;
}

}  // namespace osteosign
