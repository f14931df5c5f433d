#include "features/segment/table.h"

#include <algorithm>
#include <map>

#include "features/prepare/mask_components.h"
#include "features/prepare/mask_morphology.h"

namespace osteosign {
namespace {

constexpr double least_length_mm = 40, skin_depth_mm = 12, least_width_mm = 150, greatest_height_mm = 60;
constexpr double persistent_fraction = 0.8;  // of slices, for a place of the cross-section
constexpr double table_fraction = 0.7;       // of the piece's voxels

bool runs_through(const Component& piece, const ImageGrid& grid) {
  return piece.lowest[2] == 0 && piece.highest[2] == grid.size[2] - 1 &&
         grid.size[2] * grid.spacing_mm.z() >= least_length_mm;
}

/// Share of voxels at places (x, y) that the piece fills in nearly all slices.
double persistence(const std::vector<const ComponentRun*>& runs, const ImageGrid& grid) {
  std::map<std::pair<int, int>, int> slices_at;
  double voxels = 0;
  for (const ComponentRun* run : runs)
    for (int x = run->first_x; x <= run->last_x; ++x) {
      ++slices_at[{x, run->y}];
      ++voxels;
    }
  double persistent = 0;
  for (const auto& [place, slices] : slices_at)
    if (slices > persistent_fraction * grid.size[2]) persistent += slices;
  return voxels > 0 ? persistent / voxels : 0;
}

bool is_wide_band(const Component& piece, const ImageGrid& grid) {
  const double width = (piece.highest[0] - piece.lowest[0] + 1) * grid.spacing_mm.x();
  const double height = (piece.highest[1] - piece.lowest[1] + 1) * grid.spacing_mm.y();
  return width >= least_width_mm && height <= greatest_height_mm;
}

}  // namespace

VoxelMask find_table(const VoxelMask& candidates, const VoxelMask& body) {
  const ImageGrid& grid = candidates.grid();
  const MaskComponents pieces = find_components(candidates, Neighbours::volume);
  std::vector<bool> table(pieces.components.size(), false);
  std::vector<std::vector<const ComponentRun*>> runs(pieces.components.size());
  for (const ComponentRun& run : pieces.runs)
    if (runs_through(pieces.components[run.component], grid)) runs[run.component].push_back(&run);
  if (std::all_of(runs.begin(), runs.end(), [](const auto& some) { return some.empty(); }))
    return VoxelMask(grid);
  const VoxelMask skin = body - erode(body, Reach::disc(skin_depth_mm));
  const bool air_around = !skin.empty();
  const std::vector<std::size_t> under_skin = pieces.overlap(skin);
  for (std::size_t i = 0; i < table.size(); ++i) {
    if (runs[i].empty()) continue;
    const Component& piece = pieces.components[i];
    const bool placed =
        air_around ? static_cast<double>(under_skin[i]) > table_fraction * static_cast<double>(piece.voxels)
                   : is_wide_band(piece, grid);
    table[i] = placed && persistence(runs[i], grid) > table_fraction;
  }
  return pieces.select(table);
}

}  // namespace osteosign
