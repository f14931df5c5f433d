#pragma once
#include "features/spine/canal_chain.h"
#include "features/spine/canal_ends.h"
#include "features/spine/canal_outline.h"

namespace osteosign {

struct CanalParameters {
  CanalCandidateParameters candidates;
  CanalChainParameters chain;
  CanalOutlineParameters outline;
  double wave_mm = 40;
  double closed_share = 0.85;
  double longest_closed_mm = 50;
  CanalEndParameters ends;
};

template <class Visitor>
void describe(CanalParameters& p, Visitor&& visit) {
  describe(p.candidates, visit);
  describe(p.chain, visit);
  describe(p.outline, visit);
  visit(ParameterDescription{"wave_mm", "Waves of the middle of the canal that are smoothed by half",
                             "methods A2.1 (control points every 15 mm)", 10, 200},
        p.wave_mm);
  visit(
      ParameterDescription{
          "closed_share", "Share of the wall from which on a section is closed",
          "chosen: a marrow cavity shows 0.94 and more, a canal 0.9 and less in most sections", 0.5, 1},
      p.closed_share);
  visit(ParameterDescription{"longest_closed_mm",
                             "A tube that is closed over a longer way is the marrow cavity of a long bone",
                             "foramina open a canal at every level, at the latest after one lumbar vertebra "
                             "(methods A2.2)",
                             20, 1000},
        p.longest_closed_mm);
  describe(p.ends, visit);
}

/// The spinal canal: its middle from cranial to caudal and its wall. Both empty when none is in view.
struct Canal {
  std::vector<CanalPoint> points;
  std::vector<CanalSection> sections;  ///< one for each point
  double score = 0;                    ///< of the chain that it was drawn through
};

/// Methods A2.1: places enclosed by bone, chained from plane to plane, followed beyond the ends across the
/// canal's own direction, drawn through the middles of its sections. A tube without foramina is no canal: the
/// next best one is looked at. Ends that run out of the canal are cut off. In fine scans walls as
/// thin as one voxel count where that makes the way along the canal worth much more (osteoporosis).
Canal find_canal(const SpineImage& image, const CanalParameters& parameters);

}  // namespace osteosign
