#pragma once
#include <optional>
#include <vector>

#include "features/vertebra/epidural_fat.h"

namespace osteosign {

/// The canals of a column, each held against those above and below it.
struct CanalComparison {
  const std::vector<VertebraGeometry>& vertebrae;
  const std::vector<CanalContent>& contents;  ///< one for each vertebra
  CanalDensities densities;
  const EpiduralParameters& parameters;
};

/// One end of a line across the canal: the fat below the wall there, and as the neighbours let expect.
struct CanalLineEnd {
  const CanalDepths* here = nullptr;
  double fat_mm = 0, expected_mm = 0;
  double radius_mm = 0, expected_radius_mm = 0;
  bool closed = false;  ///< the neighbours have bone there
  int neighbours = 0;   ///< that were compared with: 1 or 2
  double missing_mm() const { return expected_mm - fat_mm; }
};

/// A line across the canal. A mass at its near end, in front or on one side, first takes the fat there; then
/// it moves the sac, and fat of the far end is missing too.
struct CanalLineFat {
  int octant = 0;  ///< of its near end
  CanalLineEnd near, far;

  double expected_mm() const { return near.expected_mm + far.expected_mm; }
  /// Fat that a mass at the near end has taken, without what bone has taken of the canal. What is missing at
  /// the far end counts where at least half is missing at the near one: fat behind the sac differs from level
  /// to level by itself. More fat than expected at the far end is a sac that only lies elsewhere.
  double missing_mm() const;
};

/// The lines of one level on which a loss of fat could be told, out of all that lie in the bony canal.
struct CanalLinesOfLevel {
  struct Direction {
    int all = 0, assessed = 0;
    double most_expected_mm = 0;
  };
  std::vector<CanalLineFat> assessed;
  std::array<Direction, canal_octants> directions{};  ///< by the near end
  bool dense = false;  ///< on some line, what lies in the place of the fat is denser than soft tissue

  int all() const;
  /// The direction of which the least part of the lines could be told; of equal ones the first. There is a
  /// line.
  int least_told() const;
  double told_part(int direction) const;
};

CanalLinesOfLevel compare_canal_lines(const CanalComparison& with, std::size_t own);

}  // namespace osteosign
