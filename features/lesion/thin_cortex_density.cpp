#include "features/lesion/thin_cortex_density.h"

#include <fmt/format.h>

#include <Eigen/Cholesky>
#include <cmath>
#include <optional>
#include <span>

#include "features/profile/fit_shell.h"
#include "features/profile/order_statistics.h"

namespace osteosign {
namespace {

constexpr double start_hu = 1500;
constexpr double lowest_hu = 800, highest_hu = 2500;
constexpr double least_thickness_in_blurs = 1.8;  // thinner, densities were off by a quarter
constexpr double lowest_factor = 0.6, highest_factor = 1.5;
constexpr std::size_t fewest_places = 40, most_places = 400, groups = 8;
constexpr double largest_sd = 0.1, model_sd = 0.04;
constexpr int most_steps = 100;
constexpr double least_gain = 1e-8;

/// What belongs to one place: inside, outside, position, log of the thickness.
struct Place {
  const CortexStretch* stretch;
  Eigen::Vector4d own;
};

/// What all places share.
struct Shared {
  double density_hu = start_hu;
  double log_factor = 0;
};

FitVector parameters_of(const Place& place, const Shared& shared) {
  FitVector p(6);
  p << place.own, std::log(place.stretch->blur_mm) + shared.log_factor, shared.density_hu;
  return p;
}

double cost_of(const std::vector<Place>& places, const Shared& shared) {
  double sum = 0;
  for (const Place& place : places) {
    const FitVector p = parameters_of(place, shared);
    const Profile& profile = place.stretch->profile;
    for (std::size_t i = 0; i < profile.size(); ++i)
      sum += std::pow(profile.values[i] - shell_curve(p, profile.position(i)).value, 2);
  }
  return sum;
}

/// Normal equations of one place, damped: its own block, what joins it to the shared parameters, and those.
struct Equations {
  Eigen::Matrix4d own = Eigen::Matrix4d::Zero();
  Eigen::Matrix<double, 4, 2> mixed = Eigen::Matrix<double, 4, 2>::Zero();
  Eigen::Matrix2d shared = Eigen::Matrix2d::Zero();
  Eigen::Vector4d own_slope = Eigen::Vector4d::Zero();
  Eigen::Vector2d shared_slope = Eigen::Vector2d::Zero();
};

Equations equations_of(const Place& place, const Shared& shared, double damping) {
  Equations sum;
  const FitVector p = parameters_of(place, shared);
  const Profile& profile = place.stretch->profile;
  for (std::size_t i = 0; i < profile.size(); ++i) {
    const CurvePoint at = shell_curve(p, profile.position(i));
    const double residual = profile.values[i] - at.value;
    const Eigen::Vector4d own = at.gradient.head<4>();
    const Eigen::Vector2d common(at.gradient[5], at.gradient[4]);
    sum.own += own * own.transpose();
    sum.mixed += own * common.transpose();
    sum.shared += common * common.transpose();
    sum.own_slope += residual * own;
    sum.shared_slope += residual * common;
  }
  sum.own.diagonal() *= 1 + damping;
  sum.shared.diagonal() *= 1 + damping;
  return sum;
}

/// One damped step of all parameters.
std::pair<std::vector<Place>, Shared> stepped(const std::vector<Place>& places, const Shared& shared,
                                              double damping) {
  Eigen::Matrix2d reduced = Eigen::Matrix2d::Zero();
  Eigen::Vector2d slope = Eigen::Vector2d::Zero();
  std::vector<Equations> equations;
  std::vector<Eigen::LDLT<Eigen::Matrix4d>> solvers;
  for (const Place& place : places) {
    const Equations& one = equations.emplace_back(equations_of(place, shared, damping));
    const auto& own = solvers.emplace_back(one.own);
    reduced += one.shared - one.mixed.transpose() * own.solve(one.mixed);
    slope += one.shared_slope - one.mixed.transpose() * own.solve(one.own_slope);
  }
  const Eigen::Vector2d step = reduced.ldlt().solve(slope);
  std::vector<Place> moved = places;
  for (std::size_t i = 0; i < moved.size(); ++i)
    moved[i].own += solvers[i].solve(equations[i].own_slope - equations[i].mixed * step);
  return {std::move(moved), {shared.density_hu + step[0], shared.log_factor + step[1]}};
}

/// Median of the thicknesses, each by the blur of its ray.
double thickness_in_blurs(const std::vector<Place>& places, double factor) {
  std::vector<double> thicknesses;
  for (const Place& place : places)
    thicknesses.push_back(std::exp(place.own[3]) / (factor * place.stretch->blur_mm));
  return median(thicknesses);
}

/// None where the best is no compact bone, or a blur far from what it is thought to be, or the cortex is so
/// thin that only density times thickness is determined.
std::optional<double> density_of(std::vector<Place> places) {
  Shared shared;
  double damping = 1e-3, cost = cost_of(places, shared);
  for (int i = 0; i < most_steps && damping < 1e8; ++i) {
    auto [moved, next] = stepped(places, shared, damping);
    const double reached = cost_of(moved, next);
    if (!(reached < cost)) {
      damping *= 10;
      continue;
    }
    const bool done = cost - reached < least_gain * cost;
    places = std::move(moved);
    shared = next;
    cost = reached;
    damping = std::max(damping / 10, 1e-9);
    if (done) break;
  }
  const double factor = std::exp(shared.log_factor);
  if (shared.density_hu < lowest_hu || shared.density_hu > highest_hu || factor < lowest_factor ||
      factor > highest_factor || thickness_in_blurs(places, factor) < least_thickness_in_blurs)
    return std::nullopt;
  return shared.density_hu;
}

}  // namespace

Measured<Estimate> density_of_thin_cortex(const std::vector<CortexStretch>& stretches) {
  std::vector<Place> places;
  const std::size_t every = stretches.size() / most_places + 1;
  for (std::size_t i = 0; i < stretches.size(); i += every) {
    const CortexStretch& one = stretches[i];
    const Measured<ShellFit> fit = fit_shell(one.profile, {.density = start_hu, .sigma = one.blur_mm});
    if (!fit.known()) continue;
    const ShellFit& shell = fit.value();
    places.push_back({&one, Eigen::Vector4d(shell.inside.value, shell.outside.value, shell.position.value,
                                            std::log(shell.thickness.value))});
  }
  if (places.size() < fewest_places)
    return Unknown{fmt::format("{} places of cortex, {} needed", places.size(), fewest_places)};
  const std::optional<double> best = density_of(places);
  if (!best) return Unknown{"the profiles do not tell density and blur apart"};
  double sum = 0;
  const std::span<const Place> all(places);
  for (std::size_t g = 0; g < groups; ++g) {
    const std::size_t first = g * places.size() / groups, end = (g + 1) * places.size() / groups;
    const auto group = all.subspan(first, end - first);
    const std::optional<double> other = density_of({group.begin(), group.end()});
    if (!other) return Unknown{"the profiles of a part of the places do not tell density and blur apart"};
    sum += (*other - *best) * (*other - *best);
  }
  const double sd = std::sqrt(sum / (groups - 1) / groups);
  if (sd > largest_sd * *best)
    return Unknown{
        fmt::format("parts of the cortex differ: {:.0f} HU with a standard deviation of {:.0f}", *best, sd)};
  return Estimate{*best, std::hypot(sd, model_sd * *best)};
}

}  // namespace osteosign
