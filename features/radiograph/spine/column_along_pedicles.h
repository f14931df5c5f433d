#pragma once
#include <optional>

#include "features/radiograph/spine/straightened_column.h"
#include "features/radiograph/spine/vertebra_chain.h"

namespace osteosign {

/// A column at the width that its pedicles let expect.
struct ColumnAlongPedicles {
  StraightenedColumn column;
  double width_px = 0;
};

/// Straightens the column again along a smooth line midway between its pedicles, at the width of bodies whose
/// pedicles lie that far apart: the strip that stands out is half as wide again with the transverse
/// processes, and leaves a curved column. Nothing when there are fewer than three levels.
std::optional<ColumnAlongPedicles> column_along_pedicles(const Radiograph& film,
                                                         const StraightenedColumn& column,
                                                         const std::vector<ExpectedPedicles>& levels);

}  // namespace osteosign
