#pragma once
#include "features/find/candidates/candidate.h"
#include "features/find/candidates/mirror_side.h"

namespace osteosign {

struct BoneExplanationParameters {
  double symmetric_share = 0.5;
  double tube_length_to_width = 4;
  double least_roundness = 0.2;
  double border_mm = 4;
};

template <class Visitor>
void describe(BoneExplanationParameters& p, Visitor&& visit) {
  visit(ParameterDescription{"symmetric_share",
                             "A region is anatomy when the other side differs from the expectation by this "
                             "share of what the region does",
                             "methods A3.1: both comparisons must agree", 0.1, 1},
        p.symmetric_share);
  visit(ParameterDescription{"tube_length_to_width", "Longer and thinner regions are canals",
                             "methods A3.4: nutrient canals are tubular", 1.5, 20},
        p.tube_length_to_width);
  visit(
      ParameterDescription{
          "least_roundness",
          "Regions whose largest ball takes less of them are sheets of cortex or gaps between "
          "struts",
          "chosen on untouched real scans: most regions there take 2 to 20 %, a ball of eight voxels has 52 "
          "%",
          0, 1},
      p.least_roundness);
  visit(ParameterDescription{"border_mm", "Nearer to the border of the scanned field bone is not whole",
                             "two blocks", 0, 20},
        p.border_mm);
}

/// Regions of bones other than vertebrae as candidates, those that methods A3.4 explain left out: alike on
/// the other side, tubular, at the border of the scanned field. Their outlines are the regions on the grid of
/// the series.
std::vector<BoneCandidate> other_bone_candidates(const CtVolume& ct, const CoarseBone& bone,
                                                 const std::vector<BoneRegion>& regions,
                                                 const MirrorSide& mirror,
                                                 const BoneExplanationParameters& parameters);

}  // namespace osteosign
