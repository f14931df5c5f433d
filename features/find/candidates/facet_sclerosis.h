#pragma once
#include <vector>

#include "features/find/candidates/candidate.h"
#include "features/spine/spine.h"
#include "features/values/vertebral_region.h"
#include "io/images/ct_volume.h"
#include "io/values/described.h"

namespace osteosign {

struct FacetSclerosisParameters {
  double facet_reach_mm = 6;
  double facet_share = 0.9;
  double facet_flatness = 1.5;
  double facet_joint_mm = 5;
  double facet_gap = 0.6;
};

template <class Visitor>
void describe(FacetSclerosisParameters& p, Visitor&& visit) {
  visit(
      ParameterDescription{"facet_reach_mm",
                           "Sclerosis of a facet joint reaches no deeper than this from the joint; 0 "
                           "explains none",
                           "methods A3.4: within 4 mm; one more for the blur, one that regions grow into it",
                           0, 15},
      p.facet_reach_mm);
  visit(ParameterDescription{"facet_share", "with at least this share of it",
                             "as for endplates (dense_region.h): nearly all", 0.5, 1},
        p.facet_share);
  visit(
      ParameterDescription{"facet_flatness", "It is this many times as long as deep",
                           "chosen: a facet is 10 to 16 mm long, dense bone 4 mm deep and its blur 6", 0, 10},
      p.facet_flatness);
  visit(ParameterDescription{"facet_joint_mm",
                             "and dense bone of the next vertebra lies across a gap no wider than this",
                             "Weishaupt 1999: a healthy joint has 2 to 4 mm; one more for regions that begin "
                             "below the surface",
                             1, 10},
        p.facet_joint_mm);
  visit(
      ParameterDescription{"facet_gap", "in which the density falls below this share of that of either side",
                           "chosen: a joint of 1.5 mm between cortices of 1000 HU keeps 0.4 after blur", 0.1,
                           1},
      p.facet_gap);
}

/// How dense bone lies to other dense bone across a joint.
struct FacetView {
  double gap_mm = 0;        ///< between both (5 % of the region lies nearer)
  double share = 0;         ///< of the region that lies no deeper than `facet_reach_mm` behind that
  double depth_mm = 0;      ///< of the region, from there to its deepest 5 %
  double length_mm = 0;     ///< of the region, along its longest axis
  double parted_share = 0;  ///< of its nearest part: between that and the other bone the density falls
};
FacetView view_across_joint(const CtVolume& ct, const BoneCandidate& region, const VertebralRegion& other,
                            const FacetSclerosisParameters& parameters);

/// Sclerosis of a facet joint (methods A3.4): a dense region of an articular process, nearly all of it
/// (`facet_share`) within `facet_reach_mm` of the joint, flat, with dense bone of the process across the
/// joint. Dense is what the atlas of the vertebrae found denser than the other side and the neighbours
/// (`of_atlas`: sclerotic ones that nothing explains, be they too thin or too small for a lesion). A
/// metastasis of one process is dense on one side alone. Both must be parted by the gap of the joint in the
/// picture, not by labels, which may end some millimetres within either process. Candidates that would be
/// listed and are it are left out by it. Nothing is explained where the gap is not seen (fused joints, joints
/// too thin for the voxels), no canal was seen, a single vertebra is near, or before the middle of the canal
/// and within 5 mm of the midline, where bodies and spinous processes meet.
/// References: Pathria 1987 (Radiology 164:227), sclerosis as a sign of arthrosis of facets on CT; Weishaupt
/// 1999 (Skeletal Radiol 28:215), widths of the joint.
void leave_out_facet_sclerosis(const CtVolume& ct, const Spine& spine,
                               const std::vector<VertebralRegion>& of_atlas, double least_confidence,
                               const FacetSclerosisParameters& parameters,
                               std::vector<BoneCandidate>& candidates);

}  // namespace osteosign
