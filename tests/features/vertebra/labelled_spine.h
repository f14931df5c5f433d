#pragma once
#include <cstdint>
#include <vector>

#include "features/spine/spine.h"

namespace osteosign::test {

/// A label of a map and the level that it stands for.
struct LabelledLevel {
  std::uint16_t label;
  std::string level;
};

/// A spine made of a label map alone: `levels` from cranial to caudal. The middle of a body is taken where
/// the label is thickest; the axis from the neighbours, forward from the whole label to its body. No canal.
Spine spine_from_labels(const LabelMap& labels, const std::vector<LabelledLevel>& levels);

/// Labels of TotalSegmentator v2 or VerSe that are vertebrae from C1 to L6, in the order of the column.
std::vector<LabelledLevel> totalsegmentator_levels();
std::vector<LabelledLevel> verse_levels();

}  // namespace osteosign::test
