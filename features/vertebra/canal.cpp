#include "features/vertebra/canal.h"

#include <fmt/format.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "features/vertebra/endplate_height.h"

namespace osteosign {
namespace {

constexpr int levels_compared = 3;

/// Whether a point of the canal lies between the planes of the endplates.
bool at_level(const VertebraGeometry& vertebra, const Eigen::Vector3d& point_mm) {
  constexpr double reach_of_level_mm = 80;
  constexpr double no_reach = 0;  // the plates end before the canal: their planes go on
  const Eigen::Vector3d local = vertebra.frame.local_from_patient(point_mm);
  if (local.norm() > reach_of_level_mm) return false;
  return local.z() <
             endplate_height_mm(vertebra, vertebra.superior.value(), local.x(), local.y(), no_reach) &&
         local.z() > endplate_height_mm(vertebra, vertebra.inferior.value(), local.x(), local.y(), no_reach);
}

MeasuredQuantity least_area(const std::vector<CanalCrossSection>& sections) {
  if (sections.size() < 3) return Unknown{"no canal was seen at this level"};
  double least = -1;
  for (std::size_t i = 1; i + 1 < sections.size(); ++i) {
    const double area = (sections[i - 1].area_mm2 + sections[i].area_mm2 + sections[i + 1].area_mm2) / 3;
    if (least < 0 || area < least) least = area;
  }
  return Quantity{least, Unit::mm2, {}, fmt::format("{} planes", sections.size())};
}

Measured<std::vector<CanalStar>> stars_of_level(const CtVolume& ct, const std::vector<CanalPoint>& canal,
                                                const VertebraGeometry& vertebra,
                                                const CanalAreaParameters& parameters) {
  if (!vertebra.superior.known()) return Unknown{"superior endplate: " + vertebra.superior.reason()};
  if (!vertebra.inferior.known()) return Unknown{"inferior endplate: " + vertebra.inferior.reason()};
  std::vector<CanalStar> stars;
  for (const CanalPoint& point : canal) {
    if (!at_level(vertebra, point.centre_mm)) continue;
    const Measured<CanalStar> star = look_round_canal(ct, point, parameters);
    if (star.known()) stars.push_back(star.value());
  }
  return stars;
}

/// The ring of the vertebra itself, else that of the nearest one that has a ring.
std::optional<CanalRadii> nearest_ring(const std::vector<std::optional<CanalRadii>>& rings,
                                       const std::vector<VertebraGeometry>& vertebrae, std::size_t own) {
  std::optional<std::size_t> nearest;
  const auto distance = [&](std::size_t i) { return std::abs(vertebrae[i].label - vertebrae[own].label); };
  for (std::size_t i = 0; i < rings.size(); ++i)
    if (rings[i] && distance(i) <= levels_compared && (!nearest || distance(i) < distance(*nearest)))
      nearest = i;
  return nearest ? rings[*nearest] : std::nullopt;
}

CanalAtLevel close_level(const Measured<std::vector<CanalStar>>& stars, const std::optional<CanalRadii>& ring,
                         const CanalAreaParameters& parameters) {
  CanalAtLevel level;
  if (!stars.known()) {
    level.least_area = stars.unknown();
    return level;
  }
  for (const CanalStar& star : stars.value()) {
    const Measured<CanalCrossSection> section = close_canal(star, ring, parameters);
    if (section.known()) level.sections.push_back(section.value());
  }
  level.least_area = least_area(level.sections);
  return level;
}

bool intact(const PosteriorWall& wall, const CanalAreaParameters& parameters) {
  return !wall.bulge.known() || wall.bulge.value().value < parameters.intact_below_bulge_mm;
}

/// Least area of the nearest intact vertebra in one direction.
std::optional<double> nearest_area(const std::vector<CanalAtLevel>& canals,
                                   const std::vector<VertebraGeometry>& vertebrae,
                                   const std::vector<PosteriorWall>& walls, std::size_t own, int direction,
                                   const CanalAreaParameters& parameters) {
  for (auto i = static_cast<std::ptrdiff_t>(own) + direction;
       i >= 0 && i < static_cast<std::ptrdiff_t>(canals.size()); i += direction) {
    const auto other = static_cast<std::size_t>(i);
    if (std::abs(vertebrae[other].label - vertebrae[own].label) > levels_compared) break;
    if (canals[other].least_area.known() && intact(walls[other], parameters))
      return canals[other].least_area.value().value;
  }
  return std::nullopt;
}

}  // namespace

std::vector<CanalAtLevel> see_canals(const CtVolume& ct, const Spine& spine,
                                     const std::vector<VertebraGeometry>& vertebrae,
                                     const CanalAreaParameters& parameters) {
  std::vector<Measured<std::vector<CanalStar>>> stars(vertebrae.size(), Unknown{"not looked at"});
  tbb::parallel_for(std::size_t{0}, vertebrae.size(), [&](std::size_t i) {
    stars[i] = stars_of_level(ct, spine.canal, vertebrae[i], parameters);
  });
  std::vector<std::optional<CanalRadii>> rings;
  for (const auto& level : stars)
    rings.push_back(level.known() ? ring_of_pedicles(level.value(), parameters) : std::nullopt);
  std::vector<CanalAtLevel> levels;
  for (std::size_t i = 0; i < vertebrae.size(); ++i)
    levels.push_back(close_level(stars[i], nearest_ring(rings, vertebrae, i), parameters));
  return levels;
}

std::vector<MeasuredQuantity> canal_narrowings(const std::vector<CanalAtLevel>& canals,
                                               const std::vector<VertebraGeometry>& vertebrae,
                                               const std::vector<PosteriorWall>& walls,
                                               const CanalAreaParameters& parameters) {
  std::vector<MeasuredQuantity> narrowings;
  for (std::size_t i = 0; i < canals.size(); ++i) {
    if (!canals[i].least_area.known()) {
      narrowings.push_back(canals[i].least_area);
      continue;
    }
    std::vector<double> usual;
    for (const int direction : {-1, 1})
      if (const auto area = nearest_area(canals, vertebrae, walls, i, direction, parameters))
        usual.push_back(*area);
    if (usual.empty()) {
      narrowings.push_back(Unknown{"no intact neighbour has a canal"});
      continue;
    }
    const double usual_mm2 = (usual.front() + usual.back()) / 2;
    narrowings.push_back(Quantity{std::max(0.0, 1 - canals[i].least_area.value().value / usual_mm2),
                                  Unit::fraction,
                                  {},
                                  fmt::format("{} of 2 neighbours", usual.size())});
  }
  return narrowings;
}

}  // namespace osteosign
