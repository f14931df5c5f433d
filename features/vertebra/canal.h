#pragma once
#include <vector>

#include "features/vertebra/canal_section.h"
#include "features/vertebra/posterior_wall.h"

namespace osteosign {

/// The canal at one vertebra.
struct CanalAtLevel {
  std::vector<CanalCrossSection> sections;  ///< between the endplates, from cranial to caudal
  MeasuredQuantity least_area = Unknown{"not measured"};
};

/// Definition: area of the bony canal in planes across it, about 1 mm apart between the endplates, foramina
/// closed; `least_area` is the least mean of three planes. Unit: mm2. Unknown when: no canal was seen at this
/// level. Soft tissue in the canal is not looked at. Reference: methods A9.2.
std::vector<CanalAtLevel> see_canals(const CtVolume& ct, const Spine& spine,
                                     const std::vector<VertebraGeometry>& vertebrae,
                                     const CanalAreaParameters& parameters);

/// Definition: 1 less the ratio of the least area to the mean of the least areas of the nearest intact level
/// above and below, at most three levels away; 0 when it is wider. Least areas of both, since that of a
/// healthy level lies below the area between its pedicles. Unit: fraction. Unknown when: no such neighbour.
/// Reference: methods A9.2.
std::vector<MeasuredQuantity> canal_narrowings(const std::vector<CanalAtLevel>& canals,
                                               const std::vector<VertebraGeometry>& vertebrae,
                                               const std::vector<PosteriorWall>& walls,
                                               const CanalAreaParameters& parameters);

}  // namespace osteosign
