#pragma once
#include "features/spine/spine.h"
#include "sample_data/phantom/spine/spine_column.h"

namespace osteosign::phantom {

/// Which part of its vertebra a point of bone belongs to: body in front of the posterior wall; pedicle behind
/// it, in front of the posterior third of the canal and within 2 mm of the pedicle's tube; the rest is
/// posterior.
VertebraPart part_of(const VertebraModel& vertebra, const Eigen::Vector3d& local_mm);

}  // namespace osteosign::phantom
