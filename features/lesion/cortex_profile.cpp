#include "features/lesion/cortex_profile.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace osteosign {
namespace {

constexpr double search_outward_mm = 4;     // methods A5.1: |x0| < 4 mm
constexpr double foot_mm = 4;               // of tissue beyond the half height
constexpr double tissue_mm = 1.5;           // of it that tells its density
constexpr double other_structure_hu = 150;  // rise behind a valley that belongs to something else
constexpr double least_ridge_hu = 60;
constexpr double least_ridge_in_noise = 4;
constexpr double half_surface_mm = 1;
constexpr double thickest_mm = 10;
constexpr double thick_in_blurs = 4;         // methods A5.1
constexpr double thick_in_own_blurs = 3;     // with the blur free, chosen on the development phantoms
constexpr double likely_thick_in_blurs = 2;  // below, the fit is not tried
constexpr double largest_density_sd = 0.05;
constexpr double elsewhere_mm = 4;
constexpr double dense_part = 0.4;
constexpr double step_uncertainty_mm = 0.3;
constexpr double inner_face_part = 0.5;  // half height: what is denser on the inner side is still cortex

int index_of(const Profile& profile, double position) {
  return static_cast<int>(std::lround(position / profile.step)) - profile.first;
}

double value(const Profile& profile, int index) { return profile.values[static_cast<std::size_t>(index)]; }

int last_index(const Profile& profile) { return static_cast<int>(profile.size()) - 1; }

/// Walks from the peak to one side: where the profile has come down half way, and where its tissue ends.
struct Side {
  int half;
  int end;
};

Side side_of(const Profile& profile, int peak, int direction) {
  const int border = direction > 0 ? last_index(profile) : 0;
  const auto rises_behind = [&](int i, int valley) {
    return value(profile, i) > value(profile, valley) + other_structure_hu;
  };
  int valley = peak;
  for (int i = peak; i != border + direction && !(valley != peak && rises_behind(i, valley)); i += direction)
    if (value(profile, i) < value(profile, valley)) valley = i;
  const double half_height = 0.5 * (value(profile, peak) + value(profile, valley));
  int half = peak;
  while (half != valley && value(profile, half) > half_height) half += direction;
  const int foot = half + direction * static_cast<int>(std::lround(foot_mm / profile.step));
  int end = direction > 0 ? std::min(foot, border) : std::max(foot, border);
  // Behind the valley another structure may rise: stop before it.
  int last = half;
  while (last != end && !((last - valley) * direction > 0 && rises_behind(last, valley))) last += direction;
  return {half, last};
}

double mean_of(const Profile& profile, int first, int count) {
  const auto begin = profile.values.begin() + first;
  return std::accumulate(begin, begin + count, 0.0) / count;
}

/// The stretch of a profile that holds one cortex, and the tissue on its sides.
struct Stretch {
  int first;
  int last;
  double middle_mm;
  double inside_hu;
  double outside_hu;
};

Stretch stretch_of(const Profile& profile, int first, int last, double middle_mm) {
  const int count = std::clamp(static_cast<int>(std::lround(tissue_mm / profile.step)), 1, last - first + 1);
  return {first, last, middle_mm, mean_of(profile, first, count), mean_of(profile, last - count + 1, count)};
}

/// The ray comes out of the cortex on its inner side. Where a ray runs along a crest it does not.
bool has_inner_face(double inside_hu, double outside_hu, const CortexKnowledge& known) {
  return inside_hu - outside_hu < inner_face_part * (known.density_hu - outside_hu);
}

/// All that is bone where there is no inner face: the least that the mass can be.
Estimate mass_of(const Profile& profile, Stretch stretch, const CortexKnowledge& known) {
  const double contrast = known.density_hu - stretch.outside_hu;
  if (!has_inner_face(stretch.inside_hu, stretch.outside_hu, known)) stretch.inside_hu = stretch.outside_hu;
  double sum = 0;
  for (int i = stretch.first; i <= stretch.last; ++i) {
    const double position = profile.position(static_cast<std::size_t>(i));
    sum += value(profile, i) - (position < stretch.middle_mm ? stretch.inside_hu : stretch.outside_hu);
  }
  const double length = (stretch.last - stretch.first + 1) * profile.step;
  const double correlated_mm = 3.5 * known.blur_mm;  // 2 sqrt(pi) sigma
  const double by_noise = known.noise_hu * std::sqrt(length * correlated_mm);
  const double by_step = step_uncertainty_mm * std::abs(stretch.inside_hu - stretch.outside_hu);
  return {sum * profile.step / contrast, std::hypot(by_noise, by_step) / contrast};
}

/// The ridge of the cortex; none where nothing rises above both sides.
std::optional<Stretch> ridge(const Profile& profile, const CortexKnowledge& known) {
  const int lowest = std::max(0, index_of(profile, -search_outward_mm - known.thickness_mm));
  const int highest = std::min(last_index(profile), index_of(profile, search_outward_mm));
  if (lowest >= highest) return std::nullopt;
  const auto begin = profile.values.begin();
  const int peak = static_cast<int>(std::max_element(begin + lowest, begin + highest + 1) - begin);
  const Side inner = side_of(profile, peak, -1);
  const Side outer = side_of(profile, peak, 1);
  const Stretch found = stretch_of(profile, inner.end, outer.end,
                                   0.5 * (profile.position(static_cast<std::size_t>(inner.half)) +
                                          profile.position(static_cast<std::size_t>(outer.half))));
  const double height = value(profile, peak) - std::max(found.inside_hu, found.outside_hu);
  if (height < std::max(least_ridge_hu, least_ridge_in_noise * known.noise_hu)) return std::nullopt;
  return found;
}

/// Density of a cortex thick enough to show it, whatever the blur: both are left to the fit.
std::optional<double> own_density_hu(const Profile& part, const CortexParameters& parameters) {
  const Measured<ShellFit> free = fit_shell(part, {.density = {}, .sigma = {}});
  if (!free.known() || free.value().curve.r_squared < parameters.cortex_least_r_squared) return std::nullopt;
  const ShellFit& shell = free.value();
  const bool thick = shell.thickness.value > thick_in_own_blurs * shell.sigma.value;
  const bool certain = shell.density.sd < largest_density_sd * shell.density.value;
  if (!thick || !certain) return std::nullopt;
  return shell.density.value;
}

void add_fit(CortexProfile& seen, const Profile& profile, const Stretch& stretch,
             const CortexKnowledge& known, const CortexParameters& parameters) {
  const Profile part = cut(profile, profile.position(static_cast<std::size_t>(stretch.first)),
                           profile.position(static_cast<std::size_t>(stretch.last)));
  Measured<ShellFit> fit = fit_shell(part, {.density = known.density_hu, .sigma = known.blur_mm});
  const auto accepted = [&](const Measured<ShellFit>& one) {
    return one.known() && one.value().curve.r_squared >= parameters.cortex_least_r_squared &&
           one.value().thickness.value <= thickest_mm &&
           has_inner_face(one.value().inside.value, one.value().outside.value, known);
  };
  if (fit.known() && fit.value().thickness.value > thick_in_blurs * known.blur_mm) {
    const Measured<ShellFit> freed = fit_shell(part, {.density = {}, .sigma = known.blur_mm});
    if (accepted(freed)) fit = freed;
  }
  if (!accepted(fit)) return;
  seen.may_show_density = fit.value().thickness.value > likely_thick_in_blurs * known.blur_mm;
  if (seen.may_show_density && known.density_is_assumed)
    seen.own_density_hu = own_density_hu(part, parameters);
  if (known.density_is_assumed) seen.stretch = part;
  seen.thickness_mm = fit.value().thickness;
  seen.outer_edge_mm = fit.value().outer_edge();
}

/// Then the undamaged surface is not where it was thought to be.
bool dense_elsewhere(const Profile& profile, const CortexKnowledge& known) {
  const double dense_hu = dense_part * known.density_hu;
  for (std::size_t i = 0; i < profile.size(); ++i) {
    const double beyond = std::max(profile.position(i) - search_outward_mm,
                                   -search_outward_mm - known.thickness_mm - profile.position(i));
    if (beyond > 0 && beyond <= elsewhere_mm && profile.values[i] > dense_hu) return true;
  }
  return false;
}

}  // namespace

Measured<CortexProfile> look_at_cortex(const Profile& profile, const CortexKnowledge& known,
                                       const CortexParameters& parameters) {
  constexpr double beyond_mm = 3;
  const double reach_mm = known.thickness_mm + beyond_mm;
  if (profile.values.empty() || profile.position(0) > -reach_mm ||
      profile.position(profile.size() - 1) < beyond_mm)
    return Unknown{"the ray ends within 3 mm of the cortex"};
  const std::optional<Stretch> found = ridge(profile, known);
  const Stretch stretch = found.value_or(stretch_of(profile, index_of(profile, -reach_mm),
                                                    index_of(profile, beyond_mm), -0.5 * known.thickness_mm));
  CortexProfile seen{mass_of(profile, stretch, known), 0,     {}, {},
                     dense_elsewhere(profile, known),  false, {}, {}};
  const int middle = std::clamp(index_of(profile, stretch.middle_mm), 0, last_index(profile));
  const int half = static_cast<int>(std::lround(half_surface_mm / profile.step));
  const int first = std::max(0, middle - half);
  seen.surface_hu = mean_of(profile, first, std::min(last_index(profile), middle + half) - first + 1);
  if (found) add_fit(seen, profile, stretch, known, parameters);
  return seen;
}

}  // namespace osteosign
