#pragma once
#include <optional>

#include "features/shape/tubular_surface.h"
#include "features/values/lesion.h"
#include "io/values/quantity.h"

namespace osteosign {

/// Size of a lesion in parts of the diameter of a tubular bone, as Mirels' score asks for it.
/// Definition: sections across the axis of the undamaged bone, 1 mm apart. In each, of the part of the lesion
/// that lies within the undamaged surface, the extent in each of 36 directions by the extent of the bone in
/// the same direction: what a film taken along the section would show. The largest of these ratios. How much
/// of the circumference is involved is another figure (cortex_circumference.h). Unit: fraction, 0 to 1. SD:
/// outline at membership 0.35 and 0.65, and how far the tube is from the bone. Unknown when: the bone is no
/// tube, the lesion reaches beyond the part that is, or lies outside of the bone. Reference: Mirels, Clin
/// Orthop 1989;249:256; the directions are chosen, since two films see two of them.
MeasuredQuantity bone_diameter_share(const CtLesionOutline& outline,
                                     const std::optional<TubularSurface>& undamaged);

}  // namespace osteosign
