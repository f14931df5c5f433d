#pragma once
#include <vector>

#include "sample_data/phantom/spine/spine_truth.h"

namespace osteosign::phantom {

/// A smooth curve through the middles of the canal at all vertebrae (Catmull and Rom 1974), in patient space,
/// in steps of about 1 mm.
std::vector<CanalPoint> canal_truth(const SpineCt& scanned);

}  // namespace osteosign::phantom
