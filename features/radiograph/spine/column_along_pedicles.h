#pragma once
#include <optional>

#include "features/radiograph/spine/pedicle_rings.h"
#include "features/radiograph/spine/straightened_column.h"

namespace osteosign {

/// A column at the width that its pedicles let expect, and where they lie on it.
struct ColumnAlongPedicles {
  StraightenedColumn column;
  double width_px = 0;
  std::vector<ExpectedPedicles> levels;
};

/// Straightens the column again along a smooth line midway between its pedicles, where the strip that stood
/// out is wider or narrower than bodies are whose pedicles lie that far apart: with the transverse processes
/// it is half as wide again, and sizes of rings are held to the width. Nothing when the width fits to a
/// tenth, or there are fewer than three levels.
std::optional<ColumnAlongPedicles> column_along_pedicles(const Radiograph& film,
                                                         const StraightenedColumn& column,
                                                         const std::vector<PedicleRings>& levels);

}  // namespace osteosign
