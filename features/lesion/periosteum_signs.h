#pragma once
#include <optional>

#include "features/lesion/periosteum_patches.h"
#include "features/values/periosteal_pattern.h"

namespace osteosign {

/// Signs of the shape of patches, each on its own (methods A6).

/// A knob of bone: high against its shorter extent on the bone, with upright walls, and no spicules.
bool is_outgrowth(const ReactionPatch& patch, const PeriosteumShell& shell,
                  const std::vector<PlaceReading>& readings, const PeriosteumParameters& parameters);

/// Lines, or plates, that stand upright on the cortex.
bool is_spiculated(const ReactionPatch& patch, const PeriosteumShell& shell,
                   const std::vector<PlaceReading>& readings);

/// A plate that rises steadily along the bone, by 10 to 45 degrees, and behind whose high end there is none.
bool is_codman(const ReactionPatch& patch, const PeriosteumShell& shell,
               const std::vector<PlaceReading>& readings, const PeriosteumParameters& parameters);

/// Two plates, one behind the other along the bone, more than `periosteum_gap_mm` apart, whose ends that face
/// each other do not come down to the bone.
bool are_interrupted(const ReactionPatch& one, const ReactionPatch& other, const PeriosteumShell& shell,
                     const std::vector<PlaceReading>& readings, const PeriosteumParameters& parameters);

/// Spicules that lean away from one place: sunburst; else hair on end.
PeriostealPattern form_of_spicules(const std::vector<ReactionPatch>& patches, const PeriosteumShell& shell,
                                   const std::vector<PlaceReading>& readings);

}  // namespace osteosign
