#include <algorithm>
#include <cmath>
#include <iterator>
#include <numbers>
#include <opencv2/imgproc.hpp>

#include "features/radiograph/bone/bone_axis.h"
#include "features/radiograph/bone/lesion_pixels.h"

namespace osteosign {
namespace {

// Cells of the reduced patch round the lesion, odd: one is the middle. It is wider than long: the far border
// of a bone lies up to its whole width from a lesion in its cortex.
constexpr int cells_along = 161, cells_across = 257;
constexpr int directions = 45;

/// Grey values of a patch round the middle of the lesion, turned so that the direction runs down the columns.
struct TurnedPatch {
  cv::Mat1f grey;
  cv::Mat1f usable;
};

class Neighbourhood {
 public:
  Neighbourhood(const Radiograph& film, const RadiographField& field, const Eigen::Vector2d& middle,
                double half_px)
      : cell_px_(2 * half_px / (cells_along - 1)), middle_(middle) {
    const cv::Mat1f whole(film.rows, film.columns, const_cast<float*>(film.pixels.data()));
    const cv::Mat1b usable(field.rows, field.columns, const_cast<std::uint8_t*>(field.usable.data()));
    const double reach =
        half_px * std::hypot(1.0, 1.0 * cells_across / cells_along) + 1;  // the turned patch stays inside
    part_ = cv::Rect(cv::Point(static_cast<int>(std::max(0.0, middle.x() - reach)),
                               static_cast<int>(std::max(0.0, middle.y() - reach))),
                     cv::Point(static_cast<int>(std::min<double>(film.columns, middle.x() + reach + 1)),
                               static_cast<int>(std::min<double>(film.rows, middle.y() + reach + 1))));
    cv::GaussianBlur(whole(part_), grey_, cv::Size(), std::max(0.5, 0.5 * cell_px_));
    usable(part_).convertTo(usable_, CV_32F);
  }

  TurnedPatch turned(const Eigen::Vector2d& along) const {
    const Eigen::Vector2d across(-along.y(), along.x());
    const Eigen::Vector2d corner = middle_ - Eigen::Vector2d(part_.x, part_.y) -
                                   cell_px_ * ((cells_along / 2) * along + (cells_across / 2) * across);
    const cv::Matx23d film_from_patch(cell_px_ * across.x(), cell_px_ * along.x(), corner.x(),  //
                                      cell_px_ * across.y(), cell_px_ * along.y(), corner.y());
    TurnedPatch patch;
    const auto turn = [&](const cv::Mat1f& from, cv::Mat1f& to) {
      cv::warpAffine(from, to, film_from_patch, cv::Size(cells_across, cells_along),
                     cv::INTER_LINEAR | cv::WARP_INVERSE_MAP, cv::BORDER_CONSTANT, 0);
    };
    turn(grey_, patch.grey);
    turn(usable_, patch.usable);
    return patch;
  }

  double cell_px() const { return cell_px_; }

 private:
  double cell_px_;
  Eigen::Vector2d middle_;
  cv::Rect part_;
  cv::Mat1f grey_, usable_;
};

/// Two edges across a direction, in cells from the middle; strength is that of the weaker one.
struct EdgePair {
  double strength = 0;
  int left = 0, right = 0;
  double angle = 0;
};

/// Mean slope across the direction in each column, steps cut off at `greatest` so that a letter or a screw
/// does not count for a whole edge. Columns that are mostly not usable have none.
std::vector<double> mean_slope(const TurnedPatch& patch, double greatest) {
  constexpr int apart = 2;
  std::vector<double> slope(cells_across, 0);
  for (int c = apart; c < cells_across - apart; ++c) {
    double sum = 0;
    int rows = 0;
    for (int r = 0; r < cells_along; ++r) {
      if (patch.usable(r, c - apart) < 0.99F || patch.usable(r, c + apart) < 0.99F) continue;
      sum += std::clamp<double>(patch.grey(r, c + apart) - patch.grey(r, c - apart), -greatest, greatest);
      ++rows;
    }
    if (rows > cells_along / 2) slope[static_cast<std::size_t>(c)] = sum / rows;
  }
  return slope;
}

/// Columns between `first` and `last` where a slope of this sign is steepest against its neighbours.
std::vector<int> edges(const std::vector<double>& slope, double sign, int first, int last) {
  std::vector<int> found;
  for (int c = std::max(1, first); c <= std::min(cells_across - 2, last); ++c) {
    const double here = sign * slope[static_cast<std::size_t>(c)];
    if (here > 0 && here >= sign * slope[static_cast<std::size_t>(c - 1)] &&
        here > sign * slope[static_cast<std::size_t>(c + 1)])
      found.push_back(c);
  }
  return found;
}

/// Rises on the left and falls on the right of the middle.
std::vector<EdgePair> edge_pairs(const std::vector<double>& slope, int least_width, double angle) {
  std::vector<EdgePair> pairs;
  for (const int l : edges(slope, 1, 0, cells_across / 2))
    for (const int r : edges(slope, -1, cells_across / 2, cells_across - 1))
      if (r - l >= least_width)
        pairs.push_back({std::min(slope[static_cast<std::size_t>(l)], -slope[static_cast<std::size_t>(r)]),
                         l - cells_across / 2, r - cells_across / 2, angle});
  return pairs;
}

double spread_of(const cv::Mat1f& grey) {
  cv::Scalar mean, sd;
  cv::meanStdDev(grey, mean, sd);
  return sd[0];
}

/// A bone is about as wide as its lesion, or wider; one cortex of it is not.
int least_width(const Neighbourhood& round, const RadiographLesionOutline& lesion,
                const Eigen::Vector2d& along) {
  constexpr double lesion_part = 0.7;
  constexpr int narrowest = 8;
  const Extent extent = extent_of(lesion, {0, 0}, {-along.y(), along.x()});
  return std::max(narrowest,
                  static_cast<int>(lesion_part * (extent.largest - extent.least) / round.cell_px()));
}

/// The strongest of the narrow pairs: the skin is as straight as the bone and lies outside of it.
EdgePair borders_round(const Neighbourhood& round, const RadiographLesionOutline& lesion) {
  std::vector<EdgePair> pairs;
  const double greatest = spread_of(round.turned({0, 1}).grey);
  for (int d = 0; d < directions; ++d) {
    const double angle = std::numbers::pi * d / directions;
    const Eigen::Vector2d along(std::cos(angle), std::sin(angle));
    const std::vector<double> slope = mean_slope(round.turned(along), greatest);
    std::ranges::copy(edge_pairs(slope, least_width(round, lesion, along), angle), std::back_inserter(pairs));
  }
  const auto strongest = std::ranges::max_element(pairs, {}, &EdgePair::strength);
  constexpr double weakest = 0.08;  // of what is cut off
  if (strongest == pairs.end() || strongest->strength < weakest * greatest) return {};
  constexpr double as_clear = 0.35, as_narrow = 1.25;
  const double least_strength = as_clear * strongest->strength;
  std::erase_if(pairs, [&](const EdgePair& pair) { return pair.strength < least_strength; });
  const auto width = [](const EdgePair& pair) { return pair.right - pair.left; };
  const double narrowest = width(*std::ranges::min_element(pairs, {}, width));
  std::erase_if(pairs, [&](const EdgePair& pair) { return width(pair) > as_narrow * narrowest; });
  return *std::ranges::max_element(pairs, {}, &EdgePair::strength);
}

BoneAxis axis_of(const EdgePair& pair, const Neighbourhood& round, const Eigen::Vector2d& middle) {
  BoneAxis axis;
  axis.along = {std::cos(pair.angle), std::sin(pair.angle)};
  axis.width_px = (pair.right - pair.left) * round.cell_px();
  axis.origin_px = middle + 0.5 * (pair.right + pair.left) * round.cell_px() * axis.across(0);
  return axis;
}

void set_borders(const Radiograph& film, const RadiographLesionOutline& lesion, BoneAxis& axis) {
  constexpr double reach_widths = 1.6;
  const Extent extent = extent_of(lesion, axis.origin_px, axis.along);
  const auto on_film = [&](int along) {
    const Eigen::Vector2d p = axis.point(along, 0);
    return p.x() >= 0 && p.y() >= 0 && p.x() <= film.columns - 1 && p.y() <= film.rows - 1;
  };
  int first = static_cast<int>(extent.least - reach_widths * axis.width_px);
  int last = static_cast<int>(extent.largest + reach_widths * axis.width_px);
  while (first < 0 && !on_film(first)) ++first;
  while (last > 0 && !on_film(last)) --last;
  axis.first_px = first;
  axis.borders.assign(static_cast<std::size_t>(last - first + 1),
                      {-0.5 * axis.width_px, 0.5 * axis.width_px});
  constexpr double error_widths = 0.35;
  axis.border_error_px = std::max(3.0, error_widths * axis.width_px);
}

}  // namespace

Measured<BoneAxis> axis_from_edges(const Radiograph& film, const RadiographField& field,
                                   const RadiographLesionOutline& lesion) {
  const Measured<Eigen::Vector2d> middle = middle_of(lesion);
  if (!middle.known()) return middle.unknown();
  const Extent across_film = extent_of(lesion, middle.value(), {1, 0});
  const Extent down_film = extent_of(lesion, middle.value(), {0, 1});
  const double widest =
      std::max(across_film.largest - across_film.least, down_film.largest - down_film.least);
  constexpr double film_part = 0.22, lesion_parts = 1.5;
  const double half_px = std::max(film_part * std::min(film.columns, film.rows), lesion_parts * widest);
  const Neighbourhood round(film, field, middle.value(), half_px);
  const EdgePair pair = borders_round(round, lesion);
  if (pair.strength <= 0) return Unknown{"no two parallel edges of a bone lie on both sides of the lesion"};
  BoneAxis axis = axis_of(pair, round, middle.value());
  set_borders(film, lesion, axis);
  return axis;
}

}  // namespace osteosign
