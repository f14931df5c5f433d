#include "features/vertebra/epidural_lines.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace osteosign {
namespace {

constexpr int levels_compared = 2;
constexpr std::array<int, 5> near_octants{0, 1, 7, 2, 6};  // in front, obliquely in front, left, right

/// The nearest other level above or below that shows this octant of this window.
const CanalDepths* neighbour(const CanalComparison& with, std::size_t own, int direction, std::size_t window,
                             std::size_t octant) {
  for (auto i = static_cast<std::ptrdiff_t>(own) + direction;
       i >= 0 && i < static_cast<std::ptrdiff_t>(with.contents.size()); i += direction) {
    const auto other = static_cast<std::size_t>(i);
    if (std::abs(with.vertebrae[other].label - with.vertebrae[own].label) > levels_compared) break;
    const auto& depths = with.contents[other].windows[window][octant];
    if (depths && !depths->hu.empty()) return &*depths;
  }
  return nullptr;
}

/// Nothing when it was not seen here, or by no neighbour. The fat of two neighbours is averaged, that of one
/// alone is expected as it is.
std::optional<CanalLineEnd> line_end(const CanalComparison& with, std::size_t own, std::size_t window,
                                     std::size_t octant) {
  constexpr double least_bone_share = 0.5;
  const auto& here = with.contents[own].windows[window][octant];
  if (!here || here->hu.empty()) return std::nullopt;
  CanalLineEnd end{.here = &*here,
                   .fat_mm = fat_thickness_mm(*here, with.densities),
                   .radius_mm = here->radius_mm,
                   .closed = true};
  for (const int direction : {-1, 1})
    if (const CanalDepths* const depths = neighbour(with, own, direction, window, octant)) {
      ++end.neighbours;
      end.expected_mm += fat_thickness_mm(*depths, with.densities);
      end.expected_radius_mm += depths->radius_mm;
      end.closed = end.closed && depths->bone_share >= least_bone_share;
    }
  if (end.neighbours == 0) return std::nullopt;
  end.expected_mm /= end.neighbours;
  end.expected_radius_mm /= end.neighbours;
  return end;
}

/// Where the canal is open to the sides, fat goes on into the foramina. Behind, ligaments close it.
bool in_bony_canal(const CanalLineFat& line) {
  const bool front_to_back = line.octant == 0;
  return front_to_back || (line.near.closed && line.far.closed);
}

bool shows_enough_fat(const CanalLineFat& line, const EpiduralParameters& parameters) {
  return line.expected_mm() >= parameters.least_fat_mm &&
         line.near.expected_mm >= parameters.least_near_fat_mm;
}

}  // namespace

double CanalLineFat::missing_mm() const {
  constexpr double lost_at_near_end = 0.5;
  const double bone_mm =
      std::max(0.0, near.expected_radius_mm + far.expected_radius_mm - near.radius_mm - far.radius_mm);
  const bool moves_sac = near.missing_mm() >= lost_at_near_end * near.expected_mm;
  const double at_far_end_mm = moves_sac ? far.missing_mm() : std::min(0.0, far.missing_mm());
  return std::clamp(near.missing_mm() + at_far_end_mm - bone_mm, 0.0, expected_mm());
}

int CanalLinesOfLevel::all() const {
  int count = 0;
  for (const Direction& direction : directions) count += direction.all;
  return count;
}

double CanalLinesOfLevel::told_part(int direction) const {
  const Direction& told = directions[static_cast<std::size_t>(direction)];
  return told.all == 0 ? 1 : static_cast<double>(told.assessed) / told.all;
}

int CanalLinesOfLevel::least_told() const {
  return *std::ranges::min_element(near_octants, {}, [&](int octant) { return told_part(octant); });
}

CanalLinesOfLevel compare_canal_lines(const CanalComparison& with, std::size_t own) {
  constexpr double at_wall_mm = 1.5;
  CanalLinesOfLevel lines;
  for (std::size_t window = 0; window < canal_windows; ++window)
    for (const int octant : near_octants) {
      const auto near = line_end(with, own, window, static_cast<std::size_t>(octant));
      const auto far =
          line_end(with, own, window, static_cast<std::size_t>((octant + canal_octants / 2) % canal_octants));
      if (!near || !far) continue;
      const CanalLineFat line{octant, *near, *far};
      if (!in_bony_canal(line)) continue;
      CanalLinesOfLevel::Direction& direction = lines.directions[static_cast<std::size_t>(octant)];
      ++direction.all;
      direction.most_expected_mm = std::max(direction.most_expected_mm, line.expected_mm());
      if (!shows_enough_fat(line, with.parameters)) continue;
      if (density_at_wall_hu(*near->here, at_wall_mm) > with.parameters.tissue_highest_hu) {
        lines.dense = true;
        continue;
      }
      ++direction.assessed;
      lines.assessed.push_back(line);
    }
  return lines;
}

}  // namespace osteosign
