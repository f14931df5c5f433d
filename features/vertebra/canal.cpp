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

/// Height of a point above the inferior endplate as a part of the height of the vertebra there.
std::optional<double> share_of_height(const VertebraGeometry& vertebra, const Eigen::Vector3d& point_mm) {
  constexpr double reach_of_level_mm = 80;
  constexpr double no_reach = 0;  // the plates end before the canal: their planes go on
  const Eigen::Vector3d local = vertebra.frame.local_from_patient(point_mm);
  if (local.norm() > reach_of_level_mm) return std::nullopt;
  const double top = endplate_height_mm(vertebra, vertebra.superior.value(), local.x(), local.y(), no_reach);
  const double bottom = endplate_height_mm(vertebra, vertebra.inferior.value(), local.x(), local.y(), no_reach);
  if (top <= bottom || local.z() <= bottom || local.z() >= top) return std::nullopt;
  return (local.z() - bottom) / (top - bottom);
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

CanalAtLevel see_canal(const CtVolume& ct, const std::vector<CanalPoint>& canal, const VertebraGeometry& vertebra,
                       const BonyCanalParameters& parameters) {
  CanalAtLevel level;
  if (!vertebra.superior.known() || !vertebra.inferior.known()) {
    level.least_area = vertebra.superior.known() ? Unknown{"inferior endplate: " + vertebra.inferior.reason()}
                                                 : Unknown{"superior endplate: " + vertebra.superior.reason()};
    return level;
  }
  for (const CanalPoint& point : canal) {
    const std::optional<double> share = share_of_height(vertebra, point.centre_mm);
    if (!share) continue;
    const Measured<CanalCrossSection> section = canal_section(ct, point, parameters);
    if (!section.known()) continue;
    level.sections.push_back(section.value());
    level.shares.push_back(*share);
  }
  level.least_area = least_area(level.sections);
  return level;
}

/// Mean area of the planes within a tenth of the height; nothing without one.
std::optional<double> area_at(const CanalAtLevel& level, double share) {
  constexpr double within_share = 0.08;  // three to five planes
  double sum = 0;
  int planes = 0;
  for (std::size_t i = 0; i < level.sections.size(); ++i) {
    if (std::abs(level.shares[i] - share) > within_share) continue;
    sum += level.sections[i].area_mm2;
    ++planes;
  }
  return planes == 0 ? std::nullopt : std::optional(sum / planes);
}

bool intact(const PosteriorWall& wall, const BonyCanalParameters& parameters) {
  return !wall.bulge.known() || wall.bulge.value().value < parameters.intact_below_bulge_mm;
}

/// The nearest intact vertebra in one direction whose canal was seen.
const CanalAtLevel* nearest_intact(const std::vector<CanalAtLevel>& canals,
                                   const std::vector<VertebraGeometry>& vertebrae,
                                   const std::vector<PosteriorWall>& walls, std::size_t own, int direction,
                                   const BonyCanalParameters& parameters) {
  for (auto i = static_cast<std::ptrdiff_t>(own) + direction;
       i >= 0 && i < static_cast<std::ptrdiff_t>(canals.size()); i += direction) {
    const auto other = static_cast<std::size_t>(i);
    if (std::abs(vertebrae[other].label - vertebrae[own].label) > levels_compared) break;
    if (canals[other].least_area.known() && intact(walls[other], parameters)) return &canals[other];
  }
  return nullptr;
}

/// The largest narrowing over the height against the mean of one or two neighbours.
double largest_narrowing(const CanalAtLevel& own, const std::vector<const CanalAtLevel*>& neighbours) {
  constexpr int heights = 20;
  double largest = 0;
  for (int height = 1; height < heights; ++height) {
    const double share = static_cast<double>(height) / heights;
    const std::optional<double> area = area_at(own, share);
    double usual = 0;
    int seen = 0;
    for (const CanalAtLevel* neighbour : neighbours)
      if (const std::optional<double> there = area_at(*neighbour, share)) {
        usual += *there;
        ++seen;
      }
    if (area && seen > 0) largest = std::max(largest, 1 - *area * seen / usual);
  }
  return largest;
}

}  // namespace

std::vector<CanalAtLevel> see_canals(const CtVolume& ct, const Spine& spine,
                                     const std::vector<VertebraGeometry>& vertebrae,
                                     const BonyCanalParameters& parameters) {
  std::vector<CanalAtLevel> levels(vertebrae.size());
  tbb::parallel_for(std::size_t{0}, vertebrae.size(), [&](std::size_t i) {
    levels[i] = see_canal(ct, spine.canal, vertebrae[i], parameters);
  });
  return levels;
}

std::vector<MeasuredQuantity> canal_narrowings(const std::vector<CanalAtLevel>& canals,
                                               const std::vector<VertebraGeometry>& vertebrae,
                                               const std::vector<PosteriorWall>& walls,
                                               const BonyCanalParameters& parameters) {
  std::vector<MeasuredQuantity> narrowings;
  for (std::size_t i = 0; i < canals.size(); ++i) {
    if (!canals[i].least_area.known()) {
      narrowings.push_back(canals[i].least_area);
      continue;
    }
    std::vector<const CanalAtLevel*> neighbours;
    for (const int direction : {-1, 1})
      if (const CanalAtLevel* near = nearest_intact(canals, vertebrae, walls, i, direction, parameters))
        neighbours.push_back(near);
    if (neighbours.empty())
      narrowings.push_back(Unknown{"no intact neighbour has a canal"});
    else
      narrowings.push_back(Quantity{largest_narrowing(canals[i], neighbours), Unit::fraction, {},
                                    fmt::format("{} neighbours", neighbours.size())});
  }
  return narrowings;
}

}  // namespace osteosign
