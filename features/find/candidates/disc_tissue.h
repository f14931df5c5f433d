#pragma once
#include <vector>

#include "features/spine/spine.h"
#include "features/values/lesion.h"

namespace osteosign {

/// Whether a region is disc: its middle lies between or in the bodies of the column, in front of the canal,
/// and less than half of it is bone. The search closes gaps of bone and takes discs in; beside a dense lesion
/// they are less dense than the bone round them. Lost bone of an arch lies behind the bodies.
bool is_disc(const CtLesionOutline& region, const LabelMap& bones, const std::vector<FoundVertebra>& found);

}  // namespace osteosign
