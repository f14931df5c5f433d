#pragma once
#include "features/vertebra/geometry.h"
#include "features/vertebra/heights.h"
#include "tests/features/vertebra/analytic_column.h"

namespace osteosign::test {

/// The geometry of one analytic vertebra alone.
inline VertebraGeometry geometry_of_only(const AnalyticVertebra& vertebra, const ColumnScan& scan) {
  const AnalyticColumn column = make_column({vertebra}, scan);
  return find_geometry(column.ct, column.spine, column.spine.found.front(), column.quality, {});
}

/// The largest error of its five heights, of parallel plates this far apart.
inline double worst_height_error_mm(const VertebraGeometry& geometry, double truth_mm) {
  const VertebraHeights heights = measure_heights(geometry, {});
  double worst = 0;
  for (const MeasuredQuantity* height :
       {&heights.anterior, &heights.middle, &heights.posterior, &heights.left, &heights.right})
    worst = std::max(worst, std::abs(height->value().value - truth_mm));
  return worst;
}

}  // namespace osteosign::test
