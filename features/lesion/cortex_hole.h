#pragma once
#include <vector>

#include "features/lesion/cortex_beside.h"

namespace osteosign {

/// A place in or beside a hole, with the part of its cortex that is missing.
struct MissingPart {
  std::size_t place;
  std::size_t point;
  double area_mm2;
  double part;
  double part_sd;
};

/// A patch without cortex with its blurred border.
struct CortexHole {
  std::vector<MissingPart> parts;
  bool has_rim;  ///< cortex goes on round it, where the undamaged surface is thought to be

  double area_mm2() const {
    double area = 0;
    for (const MissingPart& part : parts) area += part.part * part.area_mm2;
    return area;
  }
};

/// The hole round a patch of places without cortex. The whole is the mass of its rim, or that of the
/// reference where the rim has less than half of it. The rim must show cortex within 2 mm of the surface,
/// or be seen nearly all round that of a tube (an eroded bone lies deeper);
/// where that surface is bridged, in each of six sectors round the patch: a surface that strays into the
/// marrow does so from one side.
CortexHole hole_of(const CortexRays& rays, const CortexBeside& cortex, const std::vector<std::size_t>& patch,
                   double border_mm, const ReferenceCortex& reference);

}  // namespace osteosign
