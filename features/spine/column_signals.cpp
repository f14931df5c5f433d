#include "features/spine/column_signals.h"

#include <tbb/parallel_for.h>

#include <array>
#include <numbers>
#include <numeric>
#include <optional>

namespace osteosign {
namespace {

constexpr double nothing = -1000;  // HU of a place outside of the CT, or air
constexpr double least_in_view = 0.3;

double hu_or_nothing(const StraightSpine& straight, int s, int u, int v) {
  if (!straight.contains(s, u, v)) return nothing;
  return std::max<double>(straight.hu(s, u, v), nothing);
}

/// How far rays sideways from the middle of the canal meet bone, on one side (-1 right, 1 left); nothing when
/// the side is out of view.
std::optional<double> closed_at_side(const StraightSpine& straight, int s, double to_canal_mm, int side,
                                     double soft_hu, double bone_hu) {
  constexpr double nearest_mm = 6, farthest_mm = 17;
  double sum = 0;
  int count = 0;
  for (double angle = 60; angle <= 100; angle += 8) {
    const double rad = angle * std::numbers::pi / 180;
    double brightest = nothing;
    for (double r = nearest_mm; r <= farthest_mm; r += 1)
      brightest = std::max(brightest,
                           hu_or_nothing(straight, s, static_cast<int>(std::lround(side * r * std::sin(rad))),
                                         static_cast<int>(std::lround(r * std::cos(rad) - to_canal_mm))));
    if (brightest <= nothing) continue;
    sum += std::clamp((brightest - soft_hu) / (bone_hu - soft_hu), 0.0, 1.0);
    ++count;
  }
  if (count == 0) return std::nullopt;
  return sum / count;
}

double closed_at_sides(const StraightSpine& straight, int s, double to_canal_mm, double soft_hu,
                       double bone_hu) {
  const auto left = closed_at_side(straight, s, to_canal_mm, 1, soft_hu, bone_hu);
  const auto right = closed_at_side(straight, s, to_canal_mm, -1, soft_hu, bone_hu);
  if (left && right) return (*left + *right) / 2;
  return left ? *left : right.value_or(0.5);
}

/// Share of bone beside the body on one side; nothing when less than half of that is in view.
std::optional<double> bone_beside(const StraightSpine& straight, int s, double radius_mm, int side) {
  int bone = 0, in_view = 0, all = 0;
  for (int v = -22; v <= 12; v += 2)
    for (int r = 4; r <= 20; r += 2, ++all) {
      const int u = side * (static_cast<int>(radius_mm * body_width_to_depth) + r);
      if (!straight.contains(s, u, v) || !straight.is_inside(s, u, v)) continue;
      ++in_view;
      bone += straight.is_bone(s, u, v) ? 1 : 0;
    }
  if (2 * in_view < all) return std::nullopt;
  return static_cast<double>(bone) / in_view;
}

double sacral_share(const StraightSpine& straight, int s, double radius_mm) {
  const auto left = bone_beside(straight, s, radius_mm, 1);
  const auto right = bone_beside(straight, s, radius_mm, -1);
  if (left && right) return std::min(*left, *right);
  return left ? *left : right.value_or(0);
}

double share_in_view(const StraightSpine& straight, int s, double radius_mm) {
  int in_view = 0, all = 0;
  for (int v = -static_cast<int>(radius_mm); v <= radius_mm; v += 2)
    for (int u = -static_cast<int>(radius_mm); u <= radius_mm; u += 2, ++all)
      in_view += straight.contains(s, u, v) && straight.is_inside(s, u, v) ? 1 : 0;
  return static_cast<double>(in_view) / all;
}

}  // namespace

namespace {

/// The body of the sacrum is about as wide as the last vertebra, whatever is seen of it.
double widest_above(const BodyAxis& axis, std::size_t s) {
  constexpr std::size_t reach_mm = 60;
  const auto begin = axis.radius_mm.begin() + static_cast<std::ptrdiff_t>(s - std::min(s, reach_mm));
  return *std::max_element(begin, axis.radius_mm.begin() + static_cast<std::ptrdiff_t>(s) + 1);
}

/// The lateral mass is long: a transverse process fills less than 0.12 of such a window, the sacrum 0.2 to
/// 0.4 (development data).
int first_sacral(const std::vector<double>& sacral, const BodyAxis& axis) {
  constexpr std::size_t window_mm = 20, least_mm = 8;  // less where the CT ends within the sacrum
  constexpr double least_in_window = 0.15, least_share = 0.08;
  // The articular pillars of a neck fill the window as much, beside bodies half as deep as L5 (phantoms: 7 to
  // 9 mm there, 10 to 12 mm at T1 to T4, 15 to 20 mm at L5).
  constexpr double least_radius_mm = 13;
  for (std::size_t first = 0; first + least_mm <= sacral.size(); ++first) {
    if (widest_above(axis, first) < least_radius_mm) continue;
    const auto begin = sacral.begin() + static_cast<std::ptrdiff_t>(first);
    const auto end = begin + static_cast<std::ptrdiff_t>(std::min(window_mm, sacral.size() - first));
    if (std::accumulate(begin, end, 0.0) < least_in_window * window_mm) continue;
    return static_cast<int>(std::find_if(begin, end, [](double share) { return share >= least_share; }) -
                            sacral.begin());
  }
  return static_cast<int>(sacral.size());
}

}  // namespace

ColumnSignals column_signals(const StraightSpine& straight, const BodyAxis& axis, const SpineImage& image) {
  constexpr double bone_above_growth_hu = 200;
  ColumnSignals signals;
  signals.discs = disc_signs(straight, axis);
  const std::size_t count = signals.discs.size();
  signals.pedicle.resize(count);
  signals.sacral.resize(count);
  signals.body_in_view.resize(count);
  tbb::parallel_for(std::size_t{0}, count, [&](std::size_t i) {
    const int s = static_cast<int>(i);
    signals.pedicle[i] = closed_at_sides(straight, s, axis.to_canal_mm[i], image.growth_hu,
                                         image.growth_hu + bone_above_growth_hu);
    signals.sacral[i] = sacral_share(straight, s, widest_above(axis, i));
    signals.body_in_view[i] = share_in_view(straight, s, axis.radius_mm[i]);
    const int reach = static_cast<int>(axis.radius_mm[i] * 0.3);  // both sides of a disc must be in view
    if (share_in_view(straight, s - reach, axis.radius_mm[i]) < least_in_view ||
        share_in_view(straight, s + reach, axis.radius_mm[i]) < least_in_view)
      signals.discs[i].strength = std::min(signals.discs[i].strength, 0.0);
  });
  signals.sacral_from = first_sacral(signals.sacral, axis);
  return signals;
}

}  // namespace osteosign
