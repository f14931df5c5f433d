#pragma once
#include <optional>
#include <vector>

#include "features/prepare/image_quality.h"
#include "features/vertebra/canal.h"
#include "features/vertebra/pedicle_parameters.h"

namespace osteosign {

/// Definition: one pedicle in the region where it is expected, whether it is there or not: an elliptic
/// cylinder from the posterior wall to the rear third of the canal, placed by the pedicle itself, or by that
/// of the other side or of the neighbours when it is smaller than half of them. `volume`: bone in it;
/// `isthmus_area`: its least cross-section, marrow filled; `ring_completeness`: part of 36 sectors round the
/// isthmus with cortex; `mean_hu`: of all that lies in the region; `volume_ratio` and `isthmus_ratio`: to the
/// other side and the levels up to two away. Unit: mm3, mm2, fraction, HU, 1. Unknown when: body or canal is;
/// the border of the volume cuts the region; nothing tells where the pedicle should be or how large; the ring
/// also on scans too coarse for it. Reference: methods A9.3, A2.4.
struct Pedicle {
  MeasuredQuantity volume = Unknown{"not measured"};
  MeasuredQuantity volume_ratio = Unknown{"not measured"};
  MeasuredQuantity isthmus_area = Unknown{"not measured"};
  MeasuredQuantity isthmus_ratio = Unknown{"not measured"};
  MeasuredQuantity ring_completeness = Unknown{"not measured"};
  MeasuredQuantity mean_hu = Unknown{"not measured"};
  std::optional<Eigen::Vector3d> isthmus_in_patient_mm;
};
struct Pedicles {
  Pedicle left;
  Pedicle right;
};

/// One for each vertebra, in the same order.
std::vector<Pedicles> measure_pedicles(const CtVolume& ct, const Spine& spine,
                                       const std::vector<VertebraGeometry>& vertebrae,
                                       const std::vector<CanalAtLevel>& canals,
                                       const std::vector<PosteriorWall>& walls, const ImageQuality& quality,
                                       const PedicleParameters& parameters);

}  // namespace osteosign
