#pragma once
#include <optional>

#include "features/lesion/matrix_parameters.h"
#include "features/prepare/image_quality.h"
#include "features/values/lesion.h"
#include "features/values/matrix_kind.h"
#include "io/images/ct_volume.h"
#include "io/images/label_map.h"
#include "io/values/quantity.h"

namespace osteosign {

/// The matrix of a lesion: what it is made of.
/// Definition: of the voxels 1.5 mm and two sigmas of the blur inside of the surface (gaps of the outline
/// closed), without pieces of mineral that continue as dense into the bone outside. Mineral, its pieces, how
/// fine they are and whether they form rings; fat; gas; fluid levels along gravity; evenness; a nidus. Kinds
/// are named by the rules of methods A7.2. Unit: HU, mm, fractions, a count, and a kind by name. Unknown
/// when: noise or blur is not known or the lesion is too small; the kind also when the slices are thicker
/// than `matrix_largest_slice_mm` (fat, gas, levels and a nidus are still named), when the mineral fits no
/// rule or cannot be told from reactive bone, contrast medium or cement, and `none` when fluid levels could
/// not be looked for. Reference: methods A7.2.
struct LesionMatrix {
  Measured<MatrixKind> kind = Unknown{"not measured"};
  MeasuredQuantity mineral_fraction = Unknown{"not measured"};
  MeasuredQuantity mineral_hu = Unknown{"not measured"};
  MeasuredQuantity mineral_components = Unknown{"not measured"};
  MeasuredQuantity largest_mineral_share = Unknown{"not measured"};
  MeasuredQuantity fine_mineral_share = Unknown{"not measured"};
  MeasuredQuantity ring_arc_score = Unknown{"not measured"};
  MeasuredQuantity fat_fraction = Unknown{"not measured"};
  MeasuredQuantity gas_fraction = Unknown{"not measured"};
  MeasuredQuantity fluid_level_step = Unknown{"not measured"};
  MeasuredQuantity spread = Unknown{"not measured"};
  MeasuredQuantity nidus_diameter = Unknown{"not measured"};
  std::optional<Eigen::Vector3d> place_in_patient_mm;  ///< of what the kind was named from
};
LesionMatrix measure_matrix(const CtVolume& ct, const LabelMap& bones, const CtLesionOutline& outline,
                            const ImageQuality& quality, const MatrixParameters& parameters);

}  // namespace osteosign
