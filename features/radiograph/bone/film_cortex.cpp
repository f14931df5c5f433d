#include "features/radiograph/bone/film_cortex.h"
#include "features/profile/order_statistics.h"
#include "features/radiograph/in_millimetres.h"

#include <algorithm>
#include <cmath>
#include <functional>

namespace osteosign {
namespace {

using Figures = std::vector<std::optional<double>>;

/// A side that the lesion touches.
struct TouchedSide {
  const CortexSide* side;
  TouchedStretch stretch;
  std::vector<Interruption> interruptions;
};

/// A figure and where it was found.
struct Found {
  double value;
  double sd;
  Eigen::Vector2d pixel;
};

/// The largest value that a figure keeps up along `length` points of the stretch, and the middle of them.
/// Points without a figure end a run.
std::optional<Found> kept_up(const CortexSide& side, const TouchedStretch& stretch, const Figures& figures,
                             std::size_t length) {
  std::optional<Found> best;
  for (std::size_t first = stretch.first; first + length <= stretch.last + 1; ++first) {
    double least = INFINITY;
    for (std::size_t i = first; i < first + length; ++i)
      least = figures[i] ? std::min(least, *figures[i]) : -INFINITY;
    if (std::isinf(least) || (best && least <= best->value)) continue;
    best = Found{least, 0, side.points[first + length / 2].outer_px};
  }
  return best;
}

/// The same beyond the stretch: what the figure does by nature.
double kept_up_beyond(const TouchedSide& touched, const Figures& figures, std::size_t length) {
  Figures beyond = figures;
  for (std::size_t i = touched.stretch.first; i <= touched.stretch.last; ++i) beyond[i] = std::nullopt;
  const auto found = kept_up(*touched.side, {0, figures.size() - 1}, beyond, length);
  return found ? std::max(0.0, found->value) : 0;
}

class CortexOnFilm {
 public:
  CortexOnFilm(const TracedBone& bone, const RadiographLesionOutline& lesion, const FilmCortexParameters& p)
      : bone_(bone), p_(p) {
    for (const CortexSide* side : {&bone.left, &bone.right}) {
      const auto stretch = touched_stretch(*side, lesion, p.touch_widths * bone.width_px);
      if (!stretch) continue;
      sides_.push_back({side, *stretch, interruptions(*side, *stretch, bone.width_px, p.interruption)});
    }
  }

  bool touches() const { return !sides_.empty(); }
  /// Of a side that was not traced it is not known whether the lesion touches it.
  std::optional<Unknown> untraced() const {
    for (const CortexSide* side : {&bone_.left, &bone_.right})
      if (!side->band_spread.known()) return side->band_spread.unknown();
    return std::nullopt;
  }

  double assessed_points() const {
    return count([&](const TouchedSide& touched, std::size_t i) { return assessed(touched, i); });
  }
  double touched_points() const {
    return count([](const TouchedSide&, std::size_t) { return true; });
  }

  void set_interruptions(FilmCortex& cortex) const {
    double number = 0, interrupted_points = 0, longest = 0;
    for (const TouchedSide& touched : sides_)
      for (const Interruption& each : touched.interruptions) {
        number += 1;
        interrupted_points += static_cast<double>(each.last - each.first + 1);
        if (each.length_px <= longest) continue;
        longest = each.length_px;
        cortex.interruption_px = touched.side->points[(each.first + each.last) / 2].outer_px;
      }
    if (number == 0) cortex.interruption_px = Unknown{"there is no interruption"};
    const double end_px = 1;  // either end is blurred by about a pixel
    cortex.interruptions = Quantity{number, Unit::count};
    cortex.interruption_pixels = Quantity{longest, Unit::pixel, end_px, method};
    cortex.interruption_to_width =
        Quantity{longest / bone_.width_px, Unit::one, end_px / bone_.width_px, method};
    cortex.interrupted_fraction = Quantity{interrupted_points / touched_points(), Unit::fraction};
  }

  void set_erosion(FilmCortex& cortex) const {
    std::optional<Found> deepest;
    std::optional<std::string> why;
    for (const TouchedSide& touched : sides_) {
      const Measured<Found> depth = erosion_of(touched);
      if (!depth.known())
        why = depth.reason();
      else if (!deepest || depth.value().value > deepest->value)
        deepest = depth.value();
    }
    // The shallower of two sides says nothing while the other is not known, the deeper does.
    if (!deepest || (why && deepest->value < shallow)) {
      cortex.erosion_depth = Unknown{why.value_or("no length of cortex beside the lesion was traced")};
      cortex.erosion_px = cortex.erosion_depth.unknown();
      return;
    }
    cortex.erosion_depth =
        Quantity{std::clamp(deepest->value, 0.0, 1.0), Unit::fraction, deepest->sd, method};
    cortex.erosion_px = deepest->pixel;
  }

  void set_expansion(FilmCortex& cortex) const {
    std::optional<Found> farthest;
    for (const TouchedSide& touched : sides_) {
      const std::optional<Found> each = expansion_of(touched);
      if (each && (!farthest || each->value > farthest->value)) farthest = each;
    }
    if (farthest)
      cortex.expansion_pixels = Quantity{std::max(0.0, farthest->value), Unit::pixel, farthest->sd, method};
    else
      cortex.expansion_pixels = Unknown{"no length of cortex beside the lesion was traced"};
  }

 private:
  static constexpr double shallow = 1.0 / 3;  // of the thickness: less is none (ACR Bone-RADS 2023)
  static constexpr const char* method = "traced outer and inner edges against those beyond the lesion";

  double count(const std::function<bool(const TouchedSide&, std::size_t)>& counts) const {
    double number = 0;
    for (const TouchedSide& touched : sides_)
      for (std::size_t i = touched.stretch.first; i <= touched.stretch.last; ++i)
        number += counts(touched, i) ? 1 : 0;
    return number;
  }

  static bool interrupted(const TouchedSide& touched, std::size_t i) {
    return std::ranges::any_of(touched.interruptions,
                               [&](const Interruption& each) { return i >= each.first && i <= each.last; });
  }

  /// The edge is seen, or that it is missing is.
  bool assessed(const TouchedSide& touched, std::size_t i) const {
    const CortexPoint& point = touched.side->points[i];
    return point.seen &&
           ((point.traced && point.band_left >= p_.interruption.band_fraction) || interrupted(touched, i));
  }

  std::size_t run_points() const {
    return static_cast<std::size_t>(std::max(3.0, p_.erosion_length_widths * bone_.width_px));
  }

  /// Shorter stretches than the run are looked at as a whole.
  std::size_t run_points(const TouchedSide& touched) const {
    return std::min(run_points(), touched.stretch.count());
  }

  /// Part of the thickness lost at each point. None where the cortex is pushed out or in (a shell that grew
  /// thin was not eroded), and where the inner face seems nearer but the cortex is as dense as ever.
  Figures depths(const TouchedSide& touched) const {
    const std::vector<CortexPoint>& points = touched.side->points;
    const double in_place_px = std::max(1.5, p_.in_place_widths * bone_.width_px);
    Figures depth(points.size());
    for (std::size_t i = 0; i < points.size(); ++i) {
      if (!points[i].seen || !points[i].traced || interrupted(touched, i)) continue;
      if (std::abs(points[i].beyond_ghost_px) > in_place_px) continue;
      const double lost = 1 - points[i].thickness_px / std::max(1.0, points[i].expected_thickness_px);
      const bool darker =
          1 - points[i].inner_left > p_.least_inner_spreads * touched.side->inner_spread.value();
      if (lost < shallow || darker) depth[i] = lost;
    }
    return depth;
  }

  Measured<Found> erosion_of(const TouchedSide& touched) const {
    const std::vector<CortexPoint>& points = touched.side->points;
    const Figures depth = depths(touched);
    std::vector<double> expected;
    for (std::size_t i = touched.stretch.first; i <= touched.stretch.last; ++i)
      expected.push_back(points[i].expected_thickness_px);
    const double usual = median(expected);
    if (usual < p_.fewest_thickness_px)
      return Unknown{"the cortex has too few pixels across to tell an erosion"};
    const double spread = touched.side->thickness_spread_px.value() / usual;
    if (spread > p_.greatest_thickness_spread)
      return Unknown{"the inner face of the cortex is not seen clearly enough to tell an erosion"};
    std::optional<Found> deepest = kept_up(*touched.side, touched.stretch, depth, run_points(touched));
    if (!deepest) return Unknown{"no length of cortex beside the lesion was traced in its place"};
    deepest->sd = std::max(spread, kept_up_beyond(touched, depth, run_points(touched)));
    return *deepest;
  }

  std::optional<Found> expansion_of(const TouchedSide& touched) const {
    const std::vector<CortexPoint>& points = touched.side->points;
    Figures beyond(points.size());
    std::vector<double> elsewhere;
    for (std::size_t i = 0; i < points.size(); ++i) {
      if (!points[i].seen || !points[i].traced) continue;
      beyond[i] = points[i].beyond_ghost_px;
      if (i < touched.stretch.first || i > touched.stretch.last)
        elsewhere.push_back(std::abs(points[i].beyond_ghost_px));
    }
    std::optional<Found> farthest = kept_up(*touched.side, touched.stretch, beyond, run_points(touched));
    constexpr double sd_of_mad = 1.4826;
    if (farthest && !elsewhere.empty()) farthest->sd = sd_of_mad * median(elsewhere);
    return farthest;
  }

  const TracedBone& bone_;
  const FilmCortexParameters& p_;
  std::vector<TouchedSide> sides_;
};

FilmCortex unknown_cortex(const Unknown& reason) {
  return {reason, reason, reason, reason, reason, reason, reason, reason, reason, reason, reason};
}

}  // namespace

FilmCortex measure_film_cortex(const Measured<TracedBone>& bone, const RadiographLesionOutline& lesion,
                               const Measured<PixelSpacing>& spacing,
                               const FilmCortexParameters& parameters) {
  if (!bone.known()) return unknown_cortex(bone.unknown());
  const CortexOnFilm seen(bone.value(), lesion, parameters);
  if (!seen.touches())
    return unknown_cortex(
        seen.untraced().value_or(Unknown{"the lesion does not reach a cortex that this view shows edge-on"}));
  if (seen.assessed_points() == 0)
    return unknown_cortex(Unknown{"no place of the cortex beside the lesion could be judged"});
  FilmCortex cortex;
  seen.set_interruptions(cortex);
  seen.set_erosion(cortex);
  seen.set_expansion(cortex);
  cortex.interruption = in_millimetres(cortex.interruption_pixels, 1, spacing);
  cortex.expansion = in_millimetres(cortex.expansion_pixels, 1, spacing);
  if (const auto reason = seen.untraced())
    cortex.assessed_fraction = *reason;
  else
    cortex.assessed_fraction = Quantity{seen.assessed_points() / seen.touched_points(), Unit::fraction};
  return cortex;
}

}  // namespace osteosign
