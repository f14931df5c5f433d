#pragma once
#include <cstddef>
#include <optional>

#include "features/spine/level_model.h"

namespace osteosign {

/// The vertebra of the lowest pair of ribs, told by the heads of its ribs: they lie half way down its body,
/// and those of the vertebra above near its upper end (rib_heads.h). The vertebra below is in view, too, and
/// shows no rib. Nothing where this is not seen, as in spines whose last two pairs lie alike.
std::optional<std::size_t> lowest_ribs(const LevelEvidence& evidence, const LevelParameters& parameters);

/// Whether anything in view counts from a fixed point (methods A2.5): the dens, the sacrum, an end of the
/// ribs with two vertebrae to either side of it (one alone may be a rib that was missed), the heads of the
/// lowest ribs, or a whole row of twelve with ribs. Lengths alone do not.
bool has_landmark(const LevelEvidence& evidence, const LevelParameters& parameters);

/// What the levels were estimated from, in words: "sacrum and ribs", "dens", "size trend".
std::string landmarks_in_view(const LevelEvidence& evidence, const LevelParameters& parameters);

}  // namespace osteosign
