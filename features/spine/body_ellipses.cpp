#include "features/spine/body_ellipses.h"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <span>

namespace osteosign {
namespace {

constexpr int half_window_mm = 10;  // more than half of a disc, less than a vertebra
constexpr int largest_radius_mm = 24, radius_step_mm = 2, ring_mm = 4;
constexpr double width_to_depth = 1.2;  // of a vertebral body
// Of a body beside the middle plane of its canal, for each square millimetre. Chosen on two development
// phantoms of poor marrow (seeds 134, 135), whose ellipses lay beside the bodies.
constexpr double sideways_cost = 0.002;

/// Offsets of an ellipse and of the ring around it.
struct EllipseOffsets {
  int radius_mm;
  std::vector<std::array<int, 2>> inside;
  std::vector<std::array<int, 2>> ring;
};

std::vector<EllipseOffsets> all_offsets() {
  std::vector<EllipseOffsets> all;
  for (int radius = least_body_radius_mm; radius <= largest_radius_mm; radius += radius_step_mm) {
    EllipseOffsets offsets{radius, {}, {}};
    for (int v = -radius - ring_mm; v <= radius + ring_mm; v += 2)
      for (int u = -2 * radius; u <= 2 * radius; u += 2) {
        if (std::hypot(u / width_to_depth, v) <= radius)
          offsets.inside.push_back({u, v});
        else if (std::hypot(u / width_to_depth, v) <= radius + ring_mm && v > -radius / 2)
          offsets.ring.push_back({u, v});  // not behind: there are canal and pedicles
      }
    all.push_back(std::move(offsets));
  }
  return all;
}

/// Mean over what is in view, which must be a third.
std::optional<double> mean_share(const BoneShare& share, const std::vector<std::array<int, 2>>& offsets,
                                 int u, int v) {
  float bone = 0, in_view = 0;
  int places = 0;
  for (const auto& [du, dv] : offsets) {
    if (std::abs(u + du) > ellipse_extent.side_mm || v + dv < 0 || v + dv > ellipse_extent.front_mm) continue;
    bone += share.bone(u + du, v + dv);
    in_view += share.in_view(u + du, v + dv);
    places += share.in_view(u + du, v + dv) > 0 ? 1 : 0;
  }
  if (3 * places < static_cast<int>(offsets.size())) return std::nullopt;
  return bone / in_view;
}

BodyEllipse best_ellipse(const BoneShare& share, std::span<const EllipseOffsets> tried) {
  BodyEllipse best;
  double highest = 0;
  for (const EllipseOffsets& offsets : tried)
    for (int v = offsets.radius_mm + 2; v <= offsets.radius_mm + 18; v += 2)
      for (int u = -10; u <= 10; u += 2) {
        const auto inside = mean_share(share, offsets.inside, u, v);
        const auto ring = mean_share(share, offsets.ring, u, v);
        if (!inside) continue;
        const double contrast = (*inside - ring.value_or(0.2)) * std::sqrt(offsets.radius_mm / 15.0);
        const double score = contrast - sideways_cost * u * u;
        if (score <= highest) continue;
        highest = score;
        best = {u, v, offsets.radius_mm, contrast};
      }
  return best;
}

/// Place of the ellipse with that radius, or the nearest to it, among all.
std::size_t nearest(double radius_mm) {
  const double place = (radius_mm - least_body_radius_mm) / radius_step_mm;
  constexpr int last = (largest_radius_mm - least_body_radius_mm) / radius_step_mm;
  return static_cast<std::size_t>(std::clamp(static_cast<int>(std::lround(place)), 0, last));
}

template <class TriedAt>
std::vector<BodyEllipse> best_ellipses(const std::vector<BoneShare>& shares, const TriedAt& tried_at) {
  std::vector<BodyEllipse> found(shares.size());
  tbb::parallel_for(std::size_t{0}, shares.size(),
                    [&](std::size_t s) { found[s] = best_ellipse(shares[s], tried_at(s)); });
  return found;
}

}  // namespace

BoneShare::BoneShare(const StraightSpine& straight, int s) : side_(straight.extent().side_mm) {
  const int first = std::max(0, s - half_window_mm);
  const int last = std::min(straight.planes() - 1, s + half_window_mm);
  const auto count = static_cast<std::size_t>((2 * side_ + 1) * (straight.extent().front_mm + 1));
  bone_.assign(count, 0);
  in_view_.assign(count, 0);
  for (int plane = first; plane <= last; ++plane)
    for (int v = 0; v <= straight.extent().front_mm; ++v)
      for (int u = -side_; u <= side_; ++u) {
        bone_[index(u, v)] += straight.is_bone(plane, u, v) ? 1.0F : 0.0F;
        in_view_[index(u, v)] += straight.is_inside(plane, u, v) ? 1.0F : 0.0F;
      }
}

BodyEllipses::BodyEllipses(const StraightSpine& straight) {
  const auto count = static_cast<std::size_t>(straight.planes());
  shares_.resize(count);
  tbb::parallel_for(std::size_t{0}, count,
                    [&](std::size_t s) { shares_[s] = BoneShare(straight, static_cast<int>(s)); });
}

std::vector<BodyEllipse> BodyEllipses::of_any_depth() const {
  const std::vector<EllipseOffsets> all = all_offsets();
  return best_ellipses(shares_, [&](std::size_t) { return std::span(all); });
}

std::vector<BodyEllipse> BodyEllipses::of_depth(const std::vector<double>& radius_mm) const {
  const std::vector<EllipseOffsets> all = all_offsets();
  return best_ellipses(shares_,
                       [&](std::size_t s) { return std::span(all).subspan(nearest(radius_mm[s]), 1); });
}

}  // namespace osteosign
