#include "features/segment/outlines_from_mask.h"

#include <fmt/format.h>

#include "io/values/errors.h"

namespace osteosign {
namespace {

constexpr std::size_t most_lesions = 64;

void check_size(int mask_columns, int mask_rows, int columns, int rows) {
  if (mask_columns == columns && mask_rows == rows) return;
  throw InputError(
      fmt::format("the mask has {} x {} pixels, the image {} x {}", mask_columns, mask_rows, columns, rows),
      FailureKind::not_usable);
}

RadiographLesionOutline empty_outline(int columns, int rows) {
  return {columns, rows,
          std::vector<std::uint8_t>(static_cast<std::size_t>(columns) * static_cast<std::size_t>(rows), 0)};
}

void check_number_of(const std::map<std::uint16_t, RadiographLesionOutline>& outlines) {
  if (outlines.empty()) throw InputError("the mask is empty: every pixel is 0", FailureKind::not_usable);
}

}  // namespace

std::map<std::uint16_t, RadiographLesionOutline> outlines_from_mask(const MaskPicture& mask, int columns,
                                                                    int rows) {
  check_size(mask.columns, mask.rows, columns, rows);
  std::map<std::uint16_t, RadiographLesionOutline> outlines;
  for (std::size_t pixel = 0; pixel < mask.labels.size(); ++pixel) {
    const std::uint16_t label = mask.labels[pixel];
    if (label == 0) continue;
    RadiographLesionOutline& outline = outlines[label];
    if (outline.inside.empty()) outline = empty_outline(columns, rows);
    outline.inside[pixel] = 1;
    if (outlines.size() > most_lesions)
      throw InputError(fmt::format("the mask has more than {} values besides 0: shades of grey, not regions",
                                   most_lesions),
                       FailureKind::not_usable);
  }
  check_number_of(outlines);
  return outlines;
}

std::map<std::uint16_t, RadiographLesionOutline> outlines_from_mask(const RegionSet& regions, int columns,
                                                                    int rows) {
  check_size(regions.grid.size[0], regions.grid.size[1], columns, rows);
  std::map<std::uint16_t, RadiographLesionOutline> outlines;
  for (const Region& region : regions.regions) {
    if (region.inside.empty()) continue;
    RadiographLesionOutline outline = empty_outline(columns, rows);
    for (int row = 0; row < rows; ++row)
      for (int column = 0; column < columns; ++column)
        if (region.contains(column, row, 0)) outline.inside[regions.grid.index(column, row, 0)] = 1;
    outlines.emplace(region.number, std::move(outline));
  }
  check_number_of(outlines);
  return outlines;
}

}  // namespace osteosign
