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
constexpr double ring_middle_mm = 1.5;  // planes this near to the middle of the ring are averaged

std::vector<CanalPoint> points_of_level(const std::vector<CanalPoint>& canal, const VertebraGeometry& vertebra) {
  std::vector<CanalPoint> points;
  if (!vertebra.superior.known() || !vertebra.inferior.known()) return points;
  constexpr double no_reach = 0;  // the plates end before the canal: their planes go on
  for (const CanalPoint& point : canal) {
    const Eigen::Vector3d local = vertebra.frame.local_from_patient(point.centre_mm);
    if (local.norm() > 80) continue;
    if (local.z() < endplate_height_mm(vertebra, vertebra.superior.value(), local.x(), local.y(), no_reach) &&
        local.z() > endplate_height_mm(vertebra, vertebra.inferior.value(), local.x(), local.y(), no_reach))
      points.push_back(point);
  }
  return points;
}

MeasuredQuantity least_area(const std::vector<CanalSection>& sections) {
  if (sections.size() < 3) return Unknown{"no canal was seen at this level"};
  double least = -1;
  for (std::size_t i = 1; i + 1 < sections.size(); ++i) {
    const double area = (sections[i - 1].area_mm2 + sections[i].area_mm2 + sections[i + 1].area_mm2) / 3;
    if (least < 0 || area < least) least = area;
  }
  return Quantity{least, Unit::mm2, {}, fmt::format("{} planes", sections.size())};
}

/// Area in the middle of the longest run of planes that bone closes all round.
MeasuredQuantity pedicle_area(const std::vector<CanalSection>& sections, double ring_closed_fraction) {
  std::size_t best_first = 0;
  std::size_t best_count = 0;
  std::size_t count = 0;
  for (std::size_t i = 0; i < sections.size(); ++i) {
    count = sections[i].closed_fraction >= ring_closed_fraction ? count + 1 : 0;
    if (count > best_count) {
      best_count = count;
      best_first = i + 1 - count;
    }
  }
  if (best_count == 0) return Unknown{"the pedicles do not close the canal in any plane"};
  const double middle = static_cast<double>(best_first) + (static_cast<double>(best_count) - 1) / 2;
  double sum = 0;
  int planes = 0;
  for (std::size_t i = best_first; i < best_first + best_count; ++i) {
    if (std::abs(static_cast<double>(i) - middle) > ring_middle_mm) continue;
    sum += sections[i].area_mm2;
    ++planes;
  }
  return Quantity{sum / planes, Unit::mm2, {}, fmt::format("{} planes", planes)};
}

CanalAtLevel see_canal(const CtVolume& ct, const std::vector<CanalPoint>& canal, const VertebraGeometry& vertebra,
                       const CanalParameters& parameters) {
  CanalAtLevel level;
  for (const CanalPoint& point : points_of_level(canal, vertebra)) {
    const Measured<CanalSection> section = canal_section(ct, point, parameters);
    if (section.known()) level.sections.push_back(section.value());
  }
  level.least_area = least_area(level.sections);
  level.pedicle_area = pedicle_area(level.sections, parameters.ring_closed_fraction);
  return level;
}

bool intact(const PosteriorWall& wall, const CanalParameters& parameters) {
  return !wall.bulge.known() || wall.bulge.value().value < parameters.intact_below_bulge_mm;
}

/// Area between the pedicles of the nearest intact vertebra in one direction.
std::optional<double> nearest_area(const std::vector<CanalAtLevel>& canals,
                                   const std::vector<VertebraGeometry>& vertebrae,
                                   const std::vector<PosteriorWall>& walls, std::size_t own, int direction,
                                   const CanalParameters& parameters) {
  for (auto i = static_cast<std::ptrdiff_t>(own) + direction;
       i >= 0 && i < static_cast<std::ptrdiff_t>(canals.size()); i += direction) {
    const auto other = static_cast<std::size_t>(i);
    if (std::abs(vertebrae[other].label - vertebrae[own].label) > levels_compared) break;
    if (canals[other].pedicle_area.known() && intact(walls[other], parameters))
      return canals[other].pedicle_area.value().value;
  }
  return std::nullopt;
}

}  // namespace

std::vector<CanalAtLevel> see_canals(const CtVolume& ct, const Spine& spine,
                                     const std::vector<VertebraGeometry>& vertebrae,
                                     const CanalParameters& parameters) {
  std::vector<CanalAtLevel> levels(vertebrae.size());
  tbb::parallel_for(std::size_t{0}, vertebrae.size(), [&](std::size_t i) {
    levels[i] = see_canal(ct, spine.canal, vertebrae[i], parameters);
  });
  return levels;
}

std::vector<MeasuredQuantity> canal_narrowings(const std::vector<CanalAtLevel>& canals,
                                               const std::vector<VertebraGeometry>& vertebrae,
                                               const std::vector<PosteriorWall>& walls,
                                               const CanalParameters& parameters) {
  std::vector<MeasuredQuantity> narrowings;
  for (std::size_t i = 0; i < canals.size(); ++i) {
    if (!canals[i].least_area.known()) {
      narrowings.push_back(canals[i].least_area);
      continue;
    }
    const std::optional<double> above = nearest_area(canals, vertebrae, walls, i, -1, parameters);
    const std::optional<double> below = nearest_area(canals, vertebrae, walls, i, 1, parameters);
    if (!above && !below) {
      narrowings.push_back(Unknown{"no intact neighbour has a canal"});
      continue;
    }
    const double usual = (above.value_or(*(below ? below : above)) + below.value_or(*(above ? above : below))) / 2;
    const double narrowing = std::max(0.0, 1 - canals[i].least_area.value().value / usual);
    narrowings.push_back(Quantity{narrowing, Unit::fraction, {}, above && below ? "two neighbours" : "one neighbour"});
  }
  return narrowings;
}

}  // namespace osteosign
