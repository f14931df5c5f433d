#include "features/spine/body_axis.h"

#include <algorithm>

#include "features/profile/order_statistics.h"
#include "features/profile/smooth_curve.h"
#include "features/spine/body_ellipses.h"

namespace osteosign {
namespace {

constexpr double wave_mm = 90;  // of the axis, about three vertebrae
constexpr double beyond_mm = 25;
// Chosen on development phantoms of poor marrow: depths of T1 to L5 as
// sample_data/phantom/spine/vertebra_size has them grow by 0.07 to 0.27 % of themselves each millimetre; the
// sacrum is less deep than L5.
constexpr double most_growth_per_mm = 0.003, most_decline_per_mm = 0.002;

/// Frames of a curve through the bodies, with the canal behind.
void set_frames(std::vector<CanalPoint>& axis, const std::vector<Eigen::Vector3d>& canal_mm) {
  const std::size_t count = axis.size();
  for (std::size_t i = 0; i < count; ++i) {
    const Eigen::Vector3d along =
        axis[i > 0 ? i - 1 : i].centre_mm - axis[std::min(i + 1, count - 1)].centre_mm;
    axis[i].tangent = along.normalized();
    const Eigen::Vector3d forward = axis[i].centre_mm - canal_mm[i];
    axis[i].forward = (forward - forward.dot(axis[i].tangent) * axis[i].tangent).normalized();
    axis[i].arc_mm = i == 0 ? 0 : axis[i - 1].arc_mm + (axis[i].centre_mm - axis[i - 1].centre_mm).norm();
  }
}

/// The canal made longer at both ends along its direction, as far as the bodies beside it are in the volume.
std::vector<CanalPoint> lengthened(std::vector<CanalPoint> canal, const SpineImage& image, ColumnTop top) {
  const CtSampler sampler(image.ct);
  const auto beyond = [&](const CanalPoint& end, double direction, double longest_mm) {
    std::vector<CanalPoint> points;
    for (double way = 1; way <= longest_mm; way += 1) {
      CanalPoint point = end;
      point.centre_mm += direction * way * end.tangent;
      if (!sampler.contains(point.centre_mm + 20 * end.forward)) break;
      points.push_back(point);
    }
    return points;
  };
  std::vector<CanalPoint> above = beyond(canal.front(), 1, top == ColumnTop::open ? beyond_mm : 0);
  const std::vector<CanalPoint> below = beyond(canal.back(), -1, beyond_mm);
  std::ranges::reverse(above);
  canal.insert(canal.begin(), above.begin(), above.end());
  canal.insert(canal.end(), below.begin(), below.end());
  return canal;
}

std::vector<double> smoothed_along(const std::vector<BodyEllipse>& ellipses, int BodyEllipse::*member) {
  std::vector<double> values, weights;
  for (const BodyEllipse& ellipse : ellipses) {
    values.push_back(ellipse.*member);
    weights.push_back(ellipse.weight());
  }
  return robustly_smoothed(values, weights, stiffness_of_wave(wave_mm, 1), 1);
}

struct PlaneRange {
  std::size_t first;
  std::size_t end;
};

double median_contrast(const std::vector<BodyEllipse>& ellipses) {
  std::vector<double> contrasts;
  for (const BodyEllipse& ellipse : ellipses) contrasts.push_back(ellipse.contrast);
  return median(std::move(contrasts));
}

/// Without the ends at which no body was seen: a curve drawn on from there would turn anywhere. Bodies of
/// poor marrow stand out little over the whole column (0.25 to 0.38 on a development phantom), so that the
/// limit cut their last vertebra off.
PlaneRange planes_with_bodies(const std::vector<BodyEllipse>& ellipses) {
  constexpr double clear_contrast = 0.3, share_of_column = 0.6;
  const double least_contrast = std::min(clear_contrast, share_of_column * median_contrast(ellipses));
  // A body at the bare end of a column stands out only up to its middle, as half of the window is empty
  // there.
  constexpr std::size_t kept_beyond = 15, least_count = 3;
  PlaneRange range{0, ellipses.size()};
  while (range.first < range.end && ellipses[range.first].contrast < least_contrast) ++range.first;
  while (range.end > range.first && ellipses[range.end - 1].contrast < least_contrast) --range.end;
  if (range.end - range.first < least_count) return {0, ellipses.size()};
  return {range.first - std::min(range.first, kept_beyond),
          std::min(ellipses.size(), range.end + kept_beyond)};
}

/// Half the depth of the bodies. Where marrow is poor and cortex too thin to be seen, the ellipse shrinks to
/// what is left of the bone: a body is no less deep than those above and below it allow.
std::vector<double> radii_of(const std::vector<BodyEllipse>& ellipses, const PlaneRange& seen) {
  std::vector<double> radius = smoothed_along(ellipses, &BodyEllipse::radius_mm);
  for (std::size_t s = seen.first + 1; s < seen.end; ++s)
    radius[s] = std::max(radius[s], (1 - most_decline_per_mm) * radius[s - 1]);
  for (std::size_t s = seen.end - 1; s > seen.first; --s)
    radius[s - 1] = std::max(radius[s - 1], (1 - most_growth_per_mm) * radius[s]);
  return radius;
}

/// A last smoothing in space: places and directions were smoothed apart from each other.
std::vector<Eigen::Vector3d> smoothed_curve(std::vector<Eigen::Vector3d> points,
                                            std::vector<double> weights) {
  for (double& weight : weights) weight = std::clamp(weight, 0.05, 1.0);
  for (int axis = 0; axis < 3; ++axis) {
    std::vector<double> values;
    for (const Eigen::Vector3d& point : points) values.push_back(point[axis]);
    values = smoothed(values, weights, stiffness_of_wave(wave_mm, 1) / 2);
    for (std::size_t i = 0; i < points.size(); ++i) points[i][axis] = values[i];
  }
  return points;
}

/// Points 1 mm apart along a curve, and what belongs to them.
BodyAxis evenly_spaced(const std::vector<Eigen::Vector3d>& axis_mm,
                       const std::vector<Eigen::Vector3d>& canal_mm, const std::vector<double>& radius_mm) {
  BodyAxis even;
  std::vector<Eigen::Vector3d> canal_beside;
  double next = 0, way = 0;
  for (std::size_t i = 0; i + 1 < axis_mm.size(); ++i) {
    const double step = (axis_mm[i + 1] - axis_mm[i]).norm();
    for (; next < way + step; next += 1) {
      const double share = (next - way) / step;
      CanalPoint point;
      point.centre_mm = axis_mm[i] + share * (axis_mm[i + 1] - axis_mm[i]);
      even.points.push_back(point);
      canal_beside.push_back(canal_mm[i] + share * (canal_mm[i + 1] - canal_mm[i]));
      even.radius_mm.push_back((1 - share) * radius_mm[i] + share * radius_mm[i + 1]);
      even.to_canal_mm.push_back((point.centre_mm - canal_beside.back()).norm());
    }
    way += step;
  }
  set_frames(even.points, canal_beside);
  return even;
}

}  // namespace

BodyAxis find_body_axis(const std::vector<CanalPoint>& canal, const SpineImage& image, ColumnTop top) {
  const std::vector<CanalPoint> longer = lengthened(canal, image, top);
  const StraightSpine straight(image, longer, ellipse_extent);
  const BodyEllipses ellipses(straight);
  const std::vector<BodyEllipse> free = ellipses.of_any_depth();
  const PlaneRange seen = planes_with_bodies(free);
  const std::vector<double> radius = radii_of(free, seen);
  const std::vector<BodyEllipse> of_that_depth = ellipses.of_depth(radius);
  const std::vector<double> u = smoothed_along(of_that_depth, &BodyEllipse::u);
  const std::vector<double> v = smoothed_along(of_that_depth, &BodyEllipse::v);
  std::vector<Eigen::Vector3d> axis_mm, canal_mm;
  std::vector<double> weights;
  for (std::size_t s = seen.first; s < seen.end; ++s) {
    canal_mm.push_back(longer[s].centre_mm);
    axis_mm.emplace_back(longer[s].centre_mm + u[s] * left_of(longer[s]) + v[s] * longer[s].forward);
    weights.push_back(of_that_depth[s].weight());
  }
  const std::vector<double> radius_seen(radius.begin() + static_cast<std::ptrdiff_t>(seen.first),
                                        radius.begin() + static_cast<std::ptrdiff_t>(seen.end));
  return evenly_spaced(smoothed_curve(axis_mm, weights), canal_mm, radius_seen);
}

}  // namespace osteosign
