#include "features/spine/peg_section.h"

#include <array>
#include <numbers>

namespace osteosign {
namespace {

constexpr int ray_count = 24;  // the first forward, the next ones turning to the left
constexpr double step_mm = 0.5, reach_mm = 24;
constexpr auto step_count = static_cast<std::size_t>(reach_mm / step_mm);
constexpr double least_edge_mm = 3, farthest_edge_mm = 9;
constexpr double cortex_above_growth_hu = 150;
constexpr double fall = 0.6;  // of the cortex: the gaps of the joint are narrow and blurred
constexpr double least_size_mm = 7, largest_size_mm = 14.5;

/// Density along one ray, every half millimetre from its start.
using Profile = std::array<float, step_count>;

Profile profile_of(const Eigen::Vector3d& from_mm, const Eigen::Vector3d& direction,
                   const Eigen::Vector3d& tangent, const CtSampler& sampler) {
  constexpr double beside_mm = 0.7;  // along the dens, against noise
  Profile profile{};
  for (std::size_t i = 0; i < step_count; ++i) {
    const Eigen::Vector3d at = from_mm + step_mm * static_cast<double>(i) * direction;
    profile[i] = (sampler.hu_at(at - beside_mm * tangent) + sampler.hu_at(at) +
                  sampler.hu_at(at + beside_mm * tangent)) /
                 3;
  }
  return profile;
}

/// Where the bone that a ray starts in ends.
struct BoneEdge {
  std::size_t step;
  float cortex_hu;
};

std::size_t steps(double way_mm) { return static_cast<std::size_t>(std::lround(way_mm / step_mm)); }

/// The first fall below the cortex before it. Marrow may be as dark, but then brighter cortex follows.
std::optional<BoneEdge> edge_of(const Profile& profile, double growth_hu) {
  constexpr double brighter = 1.3, look_ahead_mm = 2;
  float brightest = 0;
  for (std::size_t i = 1; i <= steps(farthest_edge_mm); ++i) {
    if (i >= steps(least_edge_mm) && brightest > growth_hu + cortex_above_growth_hu &&
        profile[i] < fall * brightest) {
      const auto begin = profile.begin() + static_cast<std::ptrdiff_t>(i);
      const float next = *std::max_element(begin, begin + static_cast<std::ptrdiff_t>(steps(look_ahead_mm)));
      if (next < brighter * brightest) return BoneEdge{i, brightest};
    }
    brightest = std::max(brightest, profile[i]);
  }
  return std::nullopt;
}

/// The first step at which bone as dense as that before the edge comes again, within `from_mm` to `to_mm` of
/// it.
std::optional<std::size_t> bone_beyond(const Profile& profile, const BoneEdge& edge, double from_mm,
                                       double to_mm, double growth_hu) {
  const double bone_hu = std::max(growth_hu + cortex_above_growth_hu / 2, fall * edge.cortex_hu);
  for (std::size_t i = edge.step + steps(from_mm); i <= edge.step + steps(to_mm) && i < step_count; ++i)
    if (profile[i] >= bone_hu) return i;
  return std::nullopt;
}

/// All rays from a place within the plane across a point of the canal.
struct Fan {
  std::array<Profile, ray_count> profiles;
  std::array<std::optional<BoneEdge>, ray_count> edges;
  double edge_mm(int ray) const {
    const auto& edge = edges[static_cast<std::size_t>((ray + ray_count) % ray_count)];
    return edge ? step_mm * static_cast<double>(edge->step) : farthest_edge_mm;
  }
  /// Mean of three neighbouring rays.
  double around_mm(int ray) const { return (edge_mm(ray - 1) + edge_mm(ray) + edge_mm(ray + 1)) / 3; }
  int rays_with_edge() const {
    return static_cast<int>(std::ranges::count_if(edges, [](const auto& edge) { return edge.has_value(); }));
  }
};

Eigen::Vector3d ray_direction(const CanalPoint& point, int ray) {
  const double angle = 2 * std::numbers::pi * ray / ray_count;
  return std::cos(angle) * point.forward + std::sin(angle) * left_of(point);
}

Fan fan_from(const Eigen::Vector3d& from_mm, const CanalPoint& point, const CtSampler& sampler,
             double growth_hu) {
  Fan fan;
  for (int ray = 0; ray < ray_count; ++ray) {
    const auto i = static_cast<std::size_t>(ray);
    fan.profiles[i] = profile_of(from_mm, ray_direction(point, ray), point.tangent, sampler);
    fan.edges[i] = edge_of(fan.profiles[i], growth_hu);
  }
  return fan;
}

constexpr int quarter = ray_count / 4, half = ray_count / 2;

bool is_round_peg(const Fan& fan) {
  constexpr int fewest_edges = 22;
  constexpr double longest_to_shortest = 2.2;
  if (fan.rays_with_edge() < fewest_edges) return false;
  double shortest_mm = farthest_edge_mm, longest_mm = 0;
  for (int ray = 0; ray < ray_count; ++ray) {
    shortest_mm = std::min(shortest_mm, fan.around_mm(ray));
    longest_mm = std::max(longest_mm, fan.around_mm(ray));
  }
  const double width_mm = fan.around_mm(quarter) + fan.around_mm(-quarter);
  const double depth_mm = fan.around_mm(0) + fan.around_mm(half);
  return longest_mm <= longest_to_shortest * shortest_mm &&
         std::clamp(width_mm, least_size_mm, largest_size_mm) == width_mm &&
         std::clamp(depth_mm, least_size_mm, largest_size_mm) == depth_mm;
}

/// Part of the rays round `middle` for which `holds`.
template <class Holds>
double share_of_rays(const Fan& fan, int middle, int beside, Holds&& holds) {
  int count = 0;
  for (int ray = middle - beside; ray <= middle + beside; ++ray) {
    const auto i = static_cast<std::size_t>((ray + ray_count) % ray_count);
    if (fan.edges[i] && holds(fan.profiles[i], *fan.edges[i])) ++count;
  }
  return static_cast<double>(count) / (2 * beside + 1);
}

/// Anterior arch in front with soft tissue or air before it, lateral masses at both sides, an open canal
/// behind.
bool is_within_ring(const Fan& fan, double growth_hu) {
  constexpr double gap_mm = 0.5, widest_gap_mm = 6, thickest_arch_mm = 11;
  const auto has_arch = [&](const Profile& profile, const BoneEdge& edge) {
    const auto arch = bone_beyond(profile, edge, gap_mm, widest_gap_mm, growth_hu);
    if (!arch) return false;
    const auto begin = profile.begin() + static_cast<std::ptrdiff_t>(*arch);
    const auto end =
        begin + static_cast<std::ptrdiff_t>(std::min(steps(thickest_arch_mm), step_count - *arch));
    return std::any_of(begin, end, [&](float hu) { return hu < growth_hu; });
  };
  const auto has_mass = [&](const Profile& profile, const BoneEdge& edge) {
    return bone_beyond(profile, edge, 1, 14, growth_hu).has_value();
  };
  const auto has_canal = [&](const Profile& profile, const BoneEdge& edge) {
    return !bone_beyond(profile, edge, 1, 9, growth_hu);
  };
  return share_of_rays(fan, 0, 2, has_arch) >= 0.8 && share_of_rays(fan, quarter, 2, has_mass) >= 0.5 &&
         share_of_rays(fan, -quarter, 2, has_mass) >= 0.5 && share_of_rays(fan, half, 2, has_canal) >= 0.8;
}

/// The middle of the edges on opposite rays.
Eigen::Vector3d centred(const Eigen::Vector3d& from_mm, const CanalPoint& point, const Fan& fan) {
  Eigen::Vector3d shift = Eigen::Vector3d::Zero();
  for (int ray = 0; ray < ray_count; ++ray)
    shift += 2 * fan.edge_mm(ray) / ray_count * ray_direction(point, ray);
  return from_mm + shift;
}

}  // namespace

std::optional<PegSection> free_peg(const CanalPoint& point, const SpineImage& image) {
  constexpr int passes = 3;
  const CtSampler sampler(image.ct);
  for (const double forward_mm : {10.0, 13.0, 16.0, 19.0, 22.0})
    for (const double left_mm : {0.0, -4.0, 4.0}) {
      Eigen::Vector3d middle = point.centre_mm + forward_mm * point.forward + left_mm * left_of(point);
      if (!sampler.contains(middle)) continue;
      Fan fan = fan_from(middle, point, sampler, image.growth_hu);
      for (int pass = 0; pass < passes && fan.rays_with_edge() > ray_count / 2; ++pass) {
        middle = centred(middle, point, fan);
        fan = fan_from(middle, point, sampler, image.growth_hu);
      }
      if (!is_round_peg(fan) || !is_within_ring(fan, image.growth_hu)) continue;
      return PegSection{middle, fan.around_mm(quarter) + fan.around_mm(-quarter),
                        fan.around_mm(0) + fan.around_mm(half)};
    }
  return std::nullopt;
}

double width_of_bone_mm(const Eigen::Vector3d& middle_mm, const CanalPoint& point, const SpineImage& image) {
  const CtSampler sampler(image.ct);
  if (!sampler.contains(middle_mm)) return 0;
  double width_mm = 0;
  for (const int ray : {quarter, -quarter}) {
    const auto edge =
        edge_of(profile_of(middle_mm, ray_direction(point, ray), point.tangent, sampler), image.growth_hu);
    width_mm += edge ? step_mm * static_cast<double>(edge->step) : farthest_edge_mm;
  }
  return width_mm;
}

}  // namespace osteosign
