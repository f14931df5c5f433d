#include "features/spine/canal_outline.h"

#include <tbb/parallel_for.h>

#include <limits>
#include <numbers>
#include <numeric>

namespace osteosign {
namespace {

constexpr std::size_t rays = CanalSection::ray_count;
constexpr double step_mm = 0.5;
constexpr double inside_bone_cost = 0.15;  // of each step that lies in bone
constexpr double turn_cost = 0.15;         // of each step by which neighbouring rays differ
constexpr int largest_turn = 2;

/// Costs of the wall at each radius (columns) of each ray (rows), and the edge there.
struct RadiusCosts {
  std::size_t count;  ///< of radii
  std::vector<float> cost;
  std::vector<float> edge;
};

RadiusCosts radius_costs(const CanalPoint& point, const CtSampler& sampler, double bone_hu,
                         const CanalOutlineParameters& parameters) {
  const auto samples = static_cast<std::size_t>((parameters.largest_radius_mm + 2) / step_mm) + 1;
  RadiusCosts costs{samples, std::vector<float>(rays * samples, 1e3F), std::vector<float>(rays * samples, 0)};
  std::vector<double> hu(samples);
  for (std::size_t ray = 0; ray < rays; ++ray) {
    const Eigen::Vector3d direction = CanalSection::direction(point, ray);
    for (std::size_t i = 0; i < samples; ++i) {
      const Eigen::Vector3d at = point.centre_mm + static_cast<double>(i) * step_mm * direction;
      hu[i] = std::max(-200.0F, sampler.hu_at(at));
    }
    double in_bone = 0;
    for (std::size_t i = 2; i + 2 < samples; ++i) {
      if (hu[i] > bone_hu) in_bone += inside_bone_cost;
      if (static_cast<double>(i) * step_mm < parameters.least_radius_mm) continue;
      const bool rises_to_bone = std::max(hu[i + 1], hu[i + 2]) > bone_hu;
      const double rise = rises_to_bone ? (hu[i + 1] + hu[i + 2] - hu[i - 1] - hu[i - 2]) / 2 : 0;
      const double edge = std::clamp(rise / parameters.edge_hu, 0.0, 1.0);
      costs.edge[ray * samples + i] = static_cast<float>(edge);
      costs.cost[ray * samples + i] = static_cast<float>(in_bone - edge);
    }
  }
  return costs;
}

/// The cheapest outline over two turns; the middle of them is closed.
std::vector<std::size_t> cheapest_outline(const RadiusCosts& costs) {
  constexpr std::size_t turns = 3;
  const std::size_t count = costs.count;
  std::vector<float> best(costs.cost.begin(), costs.cost.begin() + static_cast<std::ptrdiff_t>(count));
  std::vector<std::int8_t> came(turns * rays * count, 0);
  for (std::size_t step = 1; step < turns * rays; ++step) {
    std::vector<float> next(count, std::numeric_limits<float>::max());
    for (std::size_t i = 0; i < count; ++i)
      for (int turn = -largest_turn; turn <= largest_turn; ++turn) {
        const auto from = static_cast<std::ptrdiff_t>(i) + turn;
        if (from < 0 || from >= static_cast<std::ptrdiff_t>(count)) continue;
        const float cost = best[static_cast<std::size_t>(from)] +
                           static_cast<float>(turn_cost * std::abs(turn)) +
                           costs.cost[step % rays * count + i];
        if (cost >= next[i]) continue;
        next[i] = cost;
        came[step * count + i] = static_cast<std::int8_t>(turn);
      }
    best = std::move(next);
  }
  auto at = static_cast<std::size_t>(std::ranges::min_element(best) - best.begin());
  std::vector<std::size_t> outline(rays);
  for (std::size_t step = turns * rays - 1; step >= rays; --step) {
    if (step < 2 * rays) outline[step % rays] = at;
    at = static_cast<std::size_t>(static_cast<int>(at) + came[step * count + at]);
  }
  return outline;
}

/// Carries the radii along the canal: each becomes the mean of its neighbours by edge and nearness.
std::vector<CanalSection> carried_along(const std::vector<CanalSection>& sections, double sigma_mm) {
  const auto reach = static_cast<std::ptrdiff_t>(3 * sigma_mm);
  const auto count = static_cast<std::ptrdiff_t>(sections.size());
  std::vector<CanalSection> result = sections;
  for (std::ptrdiff_t s = 0; s < count; ++s)
    for (std::size_t ray = 0; ray < rays; ++ray) {
      double sum = 0, weights = 0;
      for (std::ptrdiff_t near = std::max<std::ptrdiff_t>(0, s - reach);
           near <= std::min(count - 1, s + reach); ++near) {
        const CanalSection& other = sections[static_cast<std::size_t>(near)];
        const double far = static_cast<double>(near - s) / std::max(sigma_mm, 0.1);
        const double weight = std::exp(-far * far / 2) * (0.01 + other.edge[ray]);
        sum += weight * other.radius_mm[ray];
        weights += weight;
      }
      CanalSection& section = result[static_cast<std::size_t>(s)];
      const double own = section.edge[ray];
      section.radius_mm[ray] = static_cast<float>(own * section.radius_mm[ray] + (1 - own) * sum / weights);
    }
  return result;
}

}  // namespace

Eigen::Vector3d CanalSection::direction(const CanalPoint& point, std::size_t ray) {
  const double angle = 2 * std::numbers::pi * static_cast<double>(ray) / ray_count;
  return std::cos(angle) * point.forward + std::sin(angle) * left_of(point);
}

std::vector<CanalSection> canal_sections(const std::vector<CanalPoint>& canal, const SpineImage& image,
                                         const CanalOutlineParameters& parameters) {
  const CtSampler sampler(image.ct);
  std::vector<CanalSection> sections(canal.size());
  tbb::parallel_for(std::size_t{0}, canal.size(), [&](std::size_t s) {
    const RadiusCosts costs = radius_costs(canal[s], sampler, image.growth_hu, parameters);
    const std::vector<std::size_t> outline = cheapest_outline(costs);
    for (std::size_t ray = 0; ray < rays; ++ray) {
      sections[s].radius_mm[ray] = static_cast<float>(static_cast<double>(outline[ray]) * step_mm);
      sections[s].edge[ray] = costs.edge[ray * costs.count + outline[ray]];
    }
  });
  return carried_along(sections, parameters.smooth_along_mm);
}

std::vector<Eigen::Vector3d> section_middles(const std::vector<CanalPoint>& canal,
                                             const std::vector<CanalSection>& sections) {
  std::vector<Eigen::Vector3d> middles(canal.size());
  for (std::size_t s = 0; s < canal.size(); ++s) {
    Eigen::Vector3d moment = Eigen::Vector3d::Zero();
    double area = 0;
    for (std::size_t ray = 0; ray < rays; ++ray) {
      const double radius = sections[s].radius_mm[ray];
      moment += radius * radius * radius / 3 * CanalSection::direction(canal[s], ray);
      area += radius * radius / 2;
    }
    middles[s] = canal[s].centre_mm + moment / area;
  }
  return middles;
}

double seen_share(const CanalSection& section) {
  return std::accumulate(section.edge.begin(), section.edge.end(), 0.0) / static_cast<double>(rays);
}

Eigen::Vector3d seen_opposite_shares(const CanalPoint& point, const CanalSection& section) {
  Eigen::Vector3d seen = Eigen::Vector3d::Zero(), all = Eigen::Vector3d::Zero();
  const Eigen::Vector3d along = point.tangent.cwiseAbs2() / 2;
  for (std::size_t ray = 0; ray < rays; ++ray) {
    const Eigen::Vector3d parts = CanalSection::direction(point, ray).cwiseAbs2() + along;
    seen += std::min(section.edge[ray], section.edge[(ray + rays / 2) % rays]) * parts;
    all += parts;
  }
  return seen.cwiseQuotient(all);
}

}  // namespace osteosign
