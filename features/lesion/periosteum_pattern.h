#pragma once
#include "features/lesion/periosteum_patches.h"
#include "features/values/periosteal_pattern.h"
#include "io/values/quantity.h"

namespace osteosign {

/// Patches of new bone, and what they are read from.
struct Reaction {
  const PeriosteumShell& shell;
  const std::vector<PlaceReading>& readings;
  const PeriosteumParameters& parameters;
  std::vector<ReactionPatch> patches;

  double area(NewBone kind) const;
  double area() const;
};

/// The most aggressive pattern that is there; the order is that of methods A6 and C1, P6. Unknown where the
/// blur may hide layers in thickened bone.
Measured<PeriostealPattern> pattern_of(const Reaction& reaction);

/// The most frequent number of layers over the layered part.
MeasuredQuantity layers_of(const Reaction& reaction, const Measured<PeriostealPattern>& pattern);

/// Median angle between the normal of plates and that of the bone.
MeasuredQuantity plate_angle_of(const Reaction& reaction);

}  // namespace osteosign
