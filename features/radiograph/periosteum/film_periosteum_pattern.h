#pragma once
#include "features/radiograph/periosteum/film_layers.h"
#include "features/radiograph/periosteum/spicule_lines.h"
#include "features/values/periosteal_pattern.h"

namespace osteosign {

/// What was read of the new bone on one side of a bone.
struct NewBoneReading {
  NewBone bone;
  FilmLayers layers;
  SpiculeLines spicules;
};

/// The form by the names of the field. Unknown when layers cannot be resolved, when the cortex itself was
/// pushed out, or when the film is too coarse to show that there is nothing. Reference: methods B6.4 to B6.7.
Measured<PeriostealPattern> film_pattern_of(const NewBoneReading& reading, const PeriosteumBand& band,
                                            const FilmPeriosteumParameters& parameters);

}  // namespace osteosign
