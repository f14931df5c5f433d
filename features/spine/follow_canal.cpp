#include "features/spine/follow_canal.h"

#include <Eigen/Geometry>
#include <numbers>
#include <optional>

#include "features/spine/ct_sampler.h"

namespace osteosign {
namespace {

constexpr int ray_count = 24;
constexpr double step_mm = 3;
constexpr double direction_reach_mm = 24;  // way over which the direction at an end is taken
constexpr double centring_reach_mm = 12;
constexpr int most_unseen_steps = 6;  // a disc and a foramen
constexpr double least_enclosure = 0.6;
constexpr double least_radius_mm = 2.5;
// Chosen on development phantoms with a wedged vertebra: 20 degrees over a disc and a foramen.
constexpr double largest_shift_mm = 3, shift_per_unseen_mm = 0.3;
constexpr double lamina_mm = 12, least_closed_behind = 0.6;
constexpr double clear_enclosure = 0.85,
                 clear_closed_behind = 0.8;  // chosen there: 0.87 and more within arches

/// A plane across the canal.
struct Across {
  Eigen::Vector3d behind;
  Eigen::Vector3d beside;
  explicit Across(const Eigen::Vector3d& cranial) {
    behind = cranial.cross(Eigen::Vector3d::UnitX()).normalized();
    beside = cranial.cross(behind);
  }
};

/// What the rays from a point across the canal see.
struct View {
  double enclosure;
  double radius_mm;
  double closed_behind;   ///< share of the rays backward that soon meet bone: not so within a disc
  Eigen::Vector3d shift;  ///< to the middle of what they see
};

View view_from(const Eigen::Vector3d& point, const Across& plane, const CtSampler& sampler,
               const SpineImage& image, double reach_mm) {
  View view{0, reach_mm, 0, Eigen::Vector3d::Zero()};
  double behind = 0;
  for (int i = 0; i < ray_count; ++i) {
    const double angle = 2 * std::numbers::pi * i / ray_count;
    const Eigen::Vector3d ray = std::cos(angle) * plane.behind + std::sin(angle) * plane.beside;
    double length = 1;
    while (length <= reach_mm && !sampler.is_in(image.mineral, point + length * ray)) length += 1;
    if (length <= reach_mm) view.enclosure += 1.0 / ray_count;
    view.radius_mm = std::min(view.radius_mm, length);
    if (std::cos(angle) > 0.7 && length <= lamina_mm) view.closed_behind += 1;
    behind += std::cos(angle) > 0.7 ? 1 : 0;
    view.shift += std::min(length, centring_reach_mm) / ray_count * ray;
  }
  view.closed_behind /= behind;
  return view;
}

/// The middle of the canal within some mm of `point`, if it is one; a clear one lies within twice as many.
std::optional<Eigen::Vector3d> middle_near(const Eigen::Vector3d& point, double within_mm,
                                           const Across& plane, const CtSampler& sampler,
                                           const SpineImage& image, double reach_mm) {
  Eigen::Vector3d at = point;
  for (int pass = 0; pass < 3; ++pass) at += view_from(at, plane, sampler, image, reach_mm).shift;
  const View view = view_from(at, plane, sampler, image, reach_mm);
  if (view.enclosure < least_enclosure || view.radius_mm < least_radius_mm ||
      view.closed_behind < least_closed_behind)
    return std::nullopt;
  const bool is_clear = view.enclosure >= clear_enclosure && view.closed_behind >= clear_closed_behind;
  if ((at - point).norm() > (is_clear ? 2 : 1) * within_mm) return std::nullopt;
  return at;
}

/// Along the canal towards the head, whichever way is followed.
Eigen::Vector3d cranial_of(const Eigen::Vector3d& direction) {
  return direction.z() < 0 ? Eigen::Vector3d(-direction) : direction;
}

/// Puts the points after `first` evenly on the line from it to the last one.
void straighten_from(std::size_t first, std::vector<Eigen::Vector3d>& points) {
  const Eigen::Vector3d start = points[first], way = points.back() - start;
  const auto steps = static_cast<double>(points.size() - 1 - first);
  for (std::size_t i = first + 1; i < points.size(); ++i)
    points[i] = start + static_cast<double>(i - first) / steps * way;
}

/// Points beyond the end of `points` (the last one).
std::vector<Eigen::Vector3d> beyond(std::vector<Eigen::Vector3d> points, const SpineImage& image,
                                    double reach_mm) {
  const CtSampler sampler(image.ct);
  const std::size_t known = points.size();
  std::size_t seen = known;
  int unseen_steps = 0;
  while (unseen_steps < most_unseen_steps) {
    std::size_t from = points.size() - 1;
    while (from > 0 && (points.back() - points[from]).norm() < direction_reach_mm) --from;
    const Eigen::Vector3d way = points.back() - points[from];
    if (way.norm() < direction_reach_mm / 3) break;
    const Eigen::Vector3d direction = way.normalized();
    const Eigen::Vector3d next = points.back() + step_mm * direction;
    if (!sampler.contains(next)) break;
    const double within_mm = largest_shift_mm + shift_per_unseen_mm * step_mm * unseen_steps;
    const auto middle = middle_near(next, within_mm, Across(cranial_of(direction)), sampler, image, reach_mm);
    points.push_back(!middle ? next : unseen_steps > 0 ? *middle : 0.5 * (next + *middle));
    if (middle) straighten_from(seen - 1, points);
    unseen_steps = middle ? 0 : unseen_steps + 1;
    if (middle) seen = points.size();
  }
  return {points.begin() + static_cast<std::ptrdiff_t>(known),
          points.begin() + static_cast<std::ptrdiff_t>(seen)};
}

}  // namespace

CanalChain followed_beyond(const CanalChain& chain, const SpineImage& image,
                           const CanalCandidateParameters& parameters) {
  constexpr double weight = 0.3;
  const std::vector<Eigen::Vector3d> cranial = beyond(chain.points_mm, image, parameters.ray_mm);
  std::vector<Eigen::Vector3d> turned(chain.points_mm.rbegin(), chain.points_mm.rend());
  std::vector<Eigen::Vector3d> caudal = beyond(std::move(turned), image, parameters.ray_mm);
  std::ranges::reverse(caudal);
  CanalChain longer{caudal, std::vector<double>(caudal.size(), weight), chain.score};
  longer.points_mm.insert(longer.points_mm.end(), chain.points_mm.begin(), chain.points_mm.end());
  longer.weights.insert(longer.weights.end(), chain.weights.begin(), chain.weights.end());
  longer.points_mm.insert(longer.points_mm.end(), cranial.begin(), cranial.end());
  longer.weights.insert(longer.weights.end(), cranial.size(), weight);
  return longer;
}

}  // namespace osteosign
