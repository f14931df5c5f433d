#pragma once
#include "features/vertebra/lytic_region.h"

namespace osteosign {

/// Regions that look lytic and are none (methods A3.4):
/// haemangioma: region and what it encloses narrowly: by the standard deviation of the native HU, noise taken
/// off, above `strut_sd_hu` with fat (a tenth below `strut_fat_hu`), or above `strut_fine_sd_hu` with struts,
/// that is densities alike along the axis of the vertebra but not across; Schmorl node: open to the disc
/// (endplate missing where the region reaches it), widest there, and not deeper than two fifths of the body.
enum class Haemangioma { none, struts, fat };
Haemangioma haemangioma_in(const LysisField& field, const LyticRegion& region, double noise_hu,
                           const LysisParameters& parameters);
bool is_schmorl_node(const LysisField& field, const LyticRegion& region, const LysisParameters& parameters);

}  // namespace osteosign
