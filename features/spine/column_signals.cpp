#include "features/spine/column_signals.h"

#include <tbb/parallel_for.h>

#include <array>
#include <numbers>
#include <optional>

namespace osteosign {
namespace {

constexpr double nothing = -1000;  // HU of a place outside of the CT, or air
constexpr double steepest_forward = 0.7, steepest_left = 0.4, slope_step = 0.1;
constexpr double width_to_depth = 1.2;
constexpr double least_in_view = 0.3;

/// Mean density of the body and of its cortex in planes of one tilt, for each s.
struct TiltedProfile {
  double slope_forward;
  double slope_left;
  std::vector<double> inner;   ///< mean over 70 % of the body
  std::vector<double> cortex;  ///< mean over directions of the brightest place near its surface
  std::vector<double> bone;    ///< share of bone in 70 % of the body
};

double hu_or_nothing(const StraightSpine& straight, int s, int u, int v) {
  if (!straight.contains(s, u, v)) return nothing;
  return std::max<double>(straight.hu(s, u, v), nothing);
}

class TiltedPlanes {
 public:
  TiltedPlanes(const StraightSpine& straight, const BodyAxis& axis, double slope_forward, double slope_left)
      : straight_(straight), axis_(axis), forward_(slope_forward), left_(slope_left) {}

  struct Inner {
    double hu;
    double bone;
  };
  std::optional<Inner> inner(int s) const {
    const double radius = 0.7 * axis_.radius_mm[static_cast<std::size_t>(s)];
    Inner sum{0, 0};
    int count = 0, all = 0;
    for (int v = -static_cast<int>(radius); v <= radius; v += 2)
      for (int u = -static_cast<int>(radius * width_to_depth); u <= radius * width_to_depth; u += 2) {
        if (std::hypot(u / width_to_depth, v) > radius) continue;
        ++all;
        const double hu = at(s, u, v);
        if (hu <= -500) continue;
        sum.hu += std::min(hu, 800.0);
        sum.bone += straight_.is_bone(plane(s, u, v), u, v) ? 1 : 0;
        ++count;
      }
    if (3 * count < all) return std::nullopt;
    return Inner{sum.hu / count, sum.bone / count};
  }
  std::optional<double> cortex(int s) const {
    const double radius = axis_.radius_mm[static_cast<std::size_t>(s)];
    double sum = 0;
    int count = 0;
    for (int i = -8; i <= 8; ++i) {  // the front and the sides
      const double angle = i * std::numbers::pi / 15;
      double brightest = nothing;
      for (double r = radius - 5; r <= radius + 4; r += 1)
        brightest =
            std::max(brightest, at(s, static_cast<int>(std::lround(r * std::sin(angle) * width_to_depth)),
                                   static_cast<int>(std::lround(r * std::cos(angle)))));
      if (brightest <= -500) continue;
      sum += std::min(brightest, 800.0);
      ++count;
    }
    if (count < 5) return std::nullopt;
    return sum / count;
  }

 private:
  int plane(int s, int u, int v) const { return s + static_cast<int>(std::lround(forward_ * v + left_ * u)); }
  double at(int s, int u, int v) const { return hu_or_nothing(straight_, plane(s, u, v), u, v); }
  const StraightSpine& straight_;
  const BodyAxis& axis_;
  double forward_;
  double left_;
};

/// A profile along s; planes out of view repeat the nearest one in view.
std::vector<double> filled(const std::vector<std::optional<double>>& values) {
  std::vector<double> result(values.size(), 0);
  std::optional<double> last;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (values[i]) last = values[i];
    if (last) result[i] = *last;
  }
  for (std::size_t i = values.size(); i-- > 0;) {
    if (values[i]) last = values[i];
    if (!values[i] && i + 1 < values.size() && last) result[i] = result[i + 1];
  }
  return result;
}

TiltedProfile tilted_profile(const StraightSpine& straight, const BodyAxis& axis, double slope_forward,
                             double slope_left) {
  const TiltedPlanes planes(straight, axis, slope_forward, slope_left);
  std::vector<std::optional<double>> inner, cortex, bone;
  for (int s = 0; s < straight.planes(); ++s) {
    const auto inside = planes.inner(s);
    inner.push_back(inside ? std::optional(inside->hu) : std::nullopt);
    bone.push_back(inside ? std::optional(inside->bone) : std::nullopt);
    cortex.push_back(planes.cortex(s));
  }
  return {slope_forward, slope_left, filled(inner), filled(cortex), filled(bone)};
}

/// Mean of values[first..last], as far as they exist.
double mean_between(const std::vector<double>& values, int first, int last) {
  first = std::max(first, 0);
  last = std::min(last, static_cast<int>(values.size()) - 1);
  double sum = 0;
  for (int i = first; i <= last; ++i) sum += values[static_cast<std::size_t>(i)];
  return last >= first ? sum / (last - first + 1) : 0;
}

/// Two bright ridges (endplates, or the rims of the cortex) on both sides of a plane: how much the darker one
/// is brighter than what lies between them and beyond them, for the best distance of the ridges. That
/// distance is limited by the size of the body, since in a small osteopenic body the marrow between its own
/// endplates looks the same.
double ridge_pair(const std::vector<double>& profile, int s, double radius_mm) {
  const int farthest = std::max(2, static_cast<int>(std::lround(0.45 * radius_mm)));
  double best = -1e9;
  for (int half = 1; half <= farthest; ++half) {
    const double between = mean_between(profile, s - half + 1, s + half - 1);
    const double above = mean_between(profile, s - half - 1, s - half);
    const double below = mean_between(profile, s + half, s + half + 1);
    const double beyond = (mean_between(profile, s - half - 6, s - half - 3) +
                           mean_between(profile, s + half + 3, s + half + 6)) /
                          2;
    best = std::max(best, std::min(above, below) - 0.7 * between - 0.3 * beyond);
  }
  return best;
}

/// A gap in the bone: share of bone on both sides less the one between.
double bone_gap(const std::vector<double>& bone, int s, double radius_mm) {
  constexpr int flank_mm = 4;
  const int widest = std::max(2, static_cast<int>(std::lround(0.45 * radius_mm)));
  double best = 0;
  for (int half = 1; half <= widest; ++half) {
    const double gap = mean_between(bone, s - half + 1, s + half - 1);
    const double above = mean_between(bone, s - half - flank_mm, s - half);
    const double below = mean_between(bone, s + half, s + half + flank_mm);
    best = std::max(best, std::min(above, below) - gap);
  }
  return best;
}

/// How much the planes of one tilt look like discs, for each s.
std::vector<double> disc_strengths(const TiltedProfile& profile, const BodyAxis& axis) {
  constexpr double full_contrast_hu = 120, gap_weight = 0.5, steepness_cost = 0.3;
  const double steepness = std::hypot(profile.slope_forward, 1.5 * profile.slope_left);
  std::vector<double> strengths;
  for (std::size_t i = 0; i < profile.inner.size(); ++i) {
    const int s = static_cast<int>(i);
    const double radius = axis.radius_mm[i];
    const double ridges = (ridge_pair(profile.inner, s, radius) + ridge_pair(profile.cortex, s, radius)) / 2;
    strengths.push_back(ridges / full_contrast_hu + gap_weight * bone_gap(profile.bone, s, radius) -
                        steepness_cost * steepness * steepness);
  }
  return strengths;
}

std::vector<DiscSign> disc_signs(const StraightSpine& straight, const BodyAxis& axis) {
  std::vector<std::array<double, 2>> tilts;
  for (double forward = -steepest_forward; forward <= steepest_forward + 1e-6; forward += slope_step)
    for (double left = -steepest_left; left <= steepest_left + 1e-6; left += slope_step)
      tilts.push_back({forward, left});
  std::vector<std::vector<double>> strengths(tilts.size());
  tbb::parallel_for(std::size_t{0}, tilts.size(), [&](std::size_t i) {
    strengths[i] = disc_strengths(tilted_profile(straight, axis, tilts[i][0], tilts[i][1]), axis);
  });
  std::vector<DiscSign> signs(static_cast<std::size_t>(straight.planes()));
  for (std::size_t s = 0; s < signs.size(); ++s) {
    signs[s].strength = -1;
    for (std::size_t i = 0; i < tilts.size(); ++i)
      if (strengths[i][s] > signs[s].strength) signs[s] = {strengths[i][s], tilts[i][0], tilts[i][1]};
    signs[s].strength = std::clamp(signs[s].strength, -0.5, 1.2);
  }
  return signs;
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
  for (int v = -14; v <= 8; v += 2)
    for (int r = 4; r <= 22; r += 2, ++all) {
      const int u = side * (static_cast<int>(radius_mm * width_to_depth) + r);
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

ColumnSignals column_signals(const StraightSpine& straight, const BodyAxis& axis, const SpineScene& scene) {
  constexpr double bone_above_growth_hu = 200;
  ColumnSignals signals;
  signals.discs = disc_signs(straight, axis);
  const std::size_t count = signals.discs.size();
  signals.pedicle.resize(count);
  signals.sacral.resize(count);
  signals.body_in_view.resize(count);
  tbb::parallel_for(std::size_t{0}, count, [&](std::size_t i) {
    const int s = static_cast<int>(i);
    signals.pedicle[i] = closed_at_sides(straight, s, axis.to_canal_mm[i], scene.growth_hu,
                                         scene.growth_hu + bone_above_growth_hu);
    signals.sacral[i] = sacral_share(straight, s, axis.radius_mm[i]);
    signals.body_in_view[i] = share_in_view(straight, s, axis.radius_mm[i]);
    const int reach = static_cast<int>(axis.radius_mm[i] * 0.3);  // both sides of a disc must be in view
    if (share_in_view(straight, s - reach, axis.radius_mm[i]) < least_in_view ||
        share_in_view(straight, s + reach, axis.radius_mm[i]) < least_in_view)
      signals.discs[i].strength = std::min(signals.discs[i].strength, 0.0);
  });
  return signals;
}

}  // namespace osteosign
