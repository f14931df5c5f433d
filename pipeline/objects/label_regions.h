#pragma once
#include <map>

#include "io/images/label_map.h"
#include "io/images/region_set.h"

namespace osteosign {

/// The region of each label of a map, cut to its box.
std::map<std::uint16_t, Region> label_regions(const LabelMap& labels);

}  // namespace osteosign
