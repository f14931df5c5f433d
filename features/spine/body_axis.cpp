#include "features/spine/body_axis.h"

#include <tbb/parallel_for.h>

#include <array>
#include <optional>

#include "features/profile/smooth_curve.h"

namespace osteosign {
namespace {

constexpr StraightExtent extent{0, 62, 44};
constexpr int half_window_mm = 10;  // more than half of a disc, less than a vertebra
constexpr int least_radius_mm = 8, largest_radius_mm = 24, ring_mm = 4;
constexpr double width_to_depth = 1.2;  // of a vertebral body
constexpr double wave_mm = 90;          // of the axis, about three vertebrae
constexpr double beyond_mm = 25;

/// Share of bone at each (u, v), over a window along the canal.
class BoneShare {
 public:
  BoneShare(const StraightSpine& straight, int s) : side_(straight.extent().side_mm) {
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
  float bone(int u, int v) const { return bone_[index(u, v)]; }
  float in_view(int u, int v) const { return in_view_[index(u, v)]; }

 private:
  std::size_t index(int u, int v) const { return static_cast<std::size_t>(u + side_ + (2 * side_ + 1) * v); }
  int side_;
  std::vector<float> bone_;
  std::vector<float> in_view_;
};

struct Ellipse {
  int u = 0;
  int v = 0;
  int radius_mm = least_radius_mm;  ///< front to back
  double contrast = 0;              ///< share of bone within it less the one in the ring around
};

/// Offsets of an ellipse and of the ring around it.
struct EllipseOffsets {
  int radius_mm;
  std::vector<std::array<int, 2>> inside;
  std::vector<std::array<int, 2>> ring;
};

std::vector<EllipseOffsets> all_offsets() {
  std::vector<EllipseOffsets> all;
  for (int radius = least_radius_mm; radius <= largest_radius_mm; radius += 2) {
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
    if (std::abs(u + du) > extent.side_mm || v + dv < 0 || v + dv > extent.front_mm) continue;
    bone += share.bone(u + du, v + dv);
    in_view += share.in_view(u + du, v + dv);
    places += share.in_view(u + du, v + dv) > 0 ? 1 : 0;
  }
  if (3 * places < static_cast<int>(offsets.size())) return std::nullopt;
  return bone / in_view;
}

Ellipse best_ellipse(const BoneShare& share, const std::vector<EllipseOffsets>& all) {
  Ellipse best;
  for (const EllipseOffsets& offsets : all)
    for (int v = offsets.radius_mm + 2; v <= offsets.radius_mm + 18; v += 2)
      for (int u = -10; u <= 10; u += 2) {
        const auto inside = mean_share(share, offsets.inside, u, v);
        const auto ring = mean_share(share, offsets.ring, u, v);
        if (!inside) continue;
        const double score = (*inside - ring.value_or(0.2)) * std::sqrt(offsets.radius_mm / 15.0);
        if (score > best.contrast) best = {u, v, offsets.radius_mm, score};
      }
  return best;
}

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
std::vector<CanalPoint> lengthened(std::vector<CanalPoint> canal, const SpineImage& image) {
  const CtSampler sampler(image.ct);
  const auto beyond = [&](const CanalPoint& end, double direction) {
    std::vector<CanalPoint> points;
    for (double way = 1; way <= beyond_mm; way += 1) {
      CanalPoint point = end;
      point.centre_mm += direction * way * end.tangent;
      if (!sampler.contains(point.centre_mm + 20 * end.forward)) break;
      points.push_back(point);
    }
    return points;
  };
  std::vector<CanalPoint> above = beyond(canal.front(), 1);
  const std::vector<CanalPoint> below = beyond(canal.back(), -1);
  std::ranges::reverse(above);
  canal.insert(canal.begin(), above.begin(), above.end());
  canal.insert(canal.end(), below.begin(), below.end());
  return canal;
}

struct PlaneRange {
  std::size_t first;
  std::size_t end;
};

/// Without the ends at which no body was seen: a curve drawn on from there would turn anywhere.
PlaneRange planes_with_bodies(const std::vector<double>& weights) {
  constexpr double least_weight = 0.09;  // square of the contrast
  constexpr std::size_t kept_beyond = 5, least_count = 3;
  PlaneRange range{0, weights.size()};
  while (range.first < range.end && weights[range.first] < least_weight) ++range.first;
  while (range.end > range.first && weights[range.end - 1] < least_weight) --range.end;
  if (range.end - range.first < least_count) return {0, weights.size()};
  return {range.first - std::min(range.first, kept_beyond),
          std::min(weights.size(), range.end + kept_beyond)};
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

BodyAxis find_body_axis(const std::vector<CanalPoint>& canal, const SpineImage& image) {
  const std::vector<CanalPoint> longer = lengthened(canal, image);
  const StraightSpine straight(image, longer, extent);
  const auto count = static_cast<std::size_t>(straight.planes());
  std::vector<double> u(count), v(count), radius(count), weights(count);
  const std::vector<EllipseOffsets> all = all_offsets();
  tbb::parallel_for(std::size_t{0}, count, [&](std::size_t s) {
    const Ellipse ellipse = best_ellipse(BoneShare(straight, static_cast<int>(s)), all);
    u[s] = ellipse.u;
    v[s] = ellipse.v;
    radius[s] = ellipse.radius_mm;
    weights[s] = ellipse.contrast * ellipse.contrast;
  });
  const double stiffness = stiffness_of_wave(wave_mm, 1);
  u = robustly_smoothed(u, weights, stiffness, 1);
  v = robustly_smoothed(v, weights, stiffness, 1);
  radius = robustly_smoothed(radius, weights, stiffness, 1);
  const PlaneRange seen = planes_with_bodies(weights);
  std::vector<Eigen::Vector3d> axis_mm, canal_mm;
  for (std::size_t s = seen.first; s < seen.end; ++s) {
    canal_mm.push_back(longer[s].centre_mm);
    axis_mm.emplace_back(longer[s].centre_mm + u[s] * left_of(longer[s]) + v[s] * longer[s].forward);
  }
  const auto part = [&](const std::vector<double>& values) {
    return std::vector<double>(values.begin() + static_cast<std::ptrdiff_t>(seen.first),
                               values.begin() + static_cast<std::ptrdiff_t>(seen.end));
  };
  return evenly_spaced(smoothed_curve(axis_mm, part(weights)), canal_mm, part(radius));
}

}  // namespace osteosign
