#pragma once
#include <optional>
#include <vector>

#include "features/lesion/matrix_levels.h"
#include "features/lesion/matrix_mineral.h"
#include "features/lesion/matrix_nidus.h"
#include "features/lesion/matrix_tissue.h"
#include "features/values/matrix_kind.h"

namespace osteosign {

/// All that the kind of a matrix is named from.
struct MatrixSigns {
  ErodedLesion core;
  LesionMineral mineral;
  double ring_arc_score = 0;
  LesionTissue tissue;
  Measured<std::vector<FluidLevel>> levels = Unknown{"not looked for"};
  std::optional<Nidus> nidus;
  bool with_contrast = false;  ///< stated by the header; the standard demands the statement where it was used
  /// Empty when small mineral would be seen, else why not.
  std::string too_coarse;
};

/// The kind by the rules of methods A7.2, in the order nidus, gas, chondroid, osteoid, fat, fluid levels,
/// ground glass; none only when each of these could be seen and is not there.
Measured<MatrixKind> name_matrix(const MatrixSigns& signs, const MatrixParameters& parameters);

}  // namespace osteosign
