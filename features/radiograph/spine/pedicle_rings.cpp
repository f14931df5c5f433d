#include "features/radiograph/spine/pedicle_rings.h"

#include <Eigen/Core>
#include <algorithm>
#include <cmath>
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

  /// The best ring near a place among the sizes that `allowed` lets through.
  template <class Allowed>
  PedicleRing best(double column, double row, Allowed&& allowed) const {
    PedicleRing found;
    double best = -9;
    const int first_row = std::max(0, static_cast<int>(std::lround(row)) - rows_searched),
              last_row = std::min(smooth_.rows - 1, static_cast<int>(std::lround(row)) + rows_searched);
    const int first_column = std::max(0, static_cast<int>(column) - columns_searched),
              last_column = std::min(smooth_.cols - 1, static_cast<int>(column) + columns_searched);
    for (std::size_t size = 0; size < likeness_.sizes.size(); ++size) {
      if (!allowed(likeness_.sizes[size])) continue;
      for (int r = first_row; r <= last_row; ++r)
        for (int c = first_column; c <= last_column; ++c) {
          const double cost = distance_cost * (std::abs(c - column) + std::abs(r - row));
          if (likeness_.maps[size](r, c) - cost <= best) continue;
          best = likeness_.maps[size](r, c) - cost;
          found = {1.0 * c, 1.0 * r, likeness_.sizes[size], likeness_.maps[size](r, c)};
        }
    }
    return found;
  }

  PedicleRings at(const ExpectedPedicles& level, const std::vector<PedicleRings>& others) const {
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
    const auto allowed = [&](const RingSize& size) {
      return others.empty() || (near(size.across, usual.across) && near(size.along, usual.along));
    };
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

  double part_of_strength(const PedicleRing& ring, double usual) const {
    double sum = 0;
    const std::array<double, 36> sectors = sectors_of(smooth_, ring);
    for (const double sector : sectors) sum += std::min(1.0, sector / usual);
    return sum / static_cast<double>(sectors.size());
  }

 private:
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
    for (PedicleRing& ring : levels[level])
      ring.seen = search.part_of_strength(ring, usual) * std::clamp(ring.likeness / likeness, 0.0, 1.0);
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
  return rings;
}

}  // namespace osteosign
