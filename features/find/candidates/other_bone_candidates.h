#pragma once
#include "features/find/candidates/candidate.h"
#include "features/find/candidates/mirror_side.h"
#include "features/find/candidates/neighbour_vertebrae.h"
#include "features/find/candidates/region_signs.h"

namespace osteosign {

struct BoneExplanationParameters {
  double other_side_share = 0.65;
  double neighbour_share = 0.5;
  double tube_length_to_width = 4;
  double border_mm = 4;
  double cortex_roundness = 0.02;
  double clear_roundness = 0.3;
  double clear_bounded = 0.85;
  double clear_contrast = 1.5;
};

template <class Visitor>
void describe(BoneExplanationParameters& p, Visitor&& visit) {
  visit(
      ParameterDescription{"other_side_share",
                           "A region is anatomy when the other side differs from the expectation by this "
                           "share of what the region does",
                           "methods A3.1: both comparisons must agree; chosen on the development "
                           "insertions, patients left out: the mirrored place is blurred by a lesion's width",
                           0.1, 1},
      p.other_side_share);
  visit(ParameterDescription{"neighbour_share",
                             "or when most of the vertebrae above and below differ by this share",
                             "methods A3.1: both comparisons must agree", 0.1, 1},
        p.neighbour_share);
  visit(ParameterDescription{"tube_length_to_width", "Longer and thinner regions are canals",
                             "methods A3.4: nutrient canals are tubular", 1.5, 20},
        p.tube_length_to_width);
  visit(ParameterDescription{"border_mm", "Nearer to the border of the scanned field bone is not whole",
                             "two blocks", 0, 20},
        p.border_mm);
  visit(ParameterDescription{"cortex_roundness",
                             "Regions whose largest ball takes less of them are the cortex of a whole bone",
                             "chosen on the development insertions: no lesion is", 0, 1},
        p.cortex_roundness);
  visit(
      ParameterDescription{
          "clear_roundness",
          "Whatever was learned, a region is a candidate whose largest ball takes this share",
          "chosen on the development insertions: 0.14 false ones per scan with the next two", 0, 1},
      p.clear_roundness);
  visit(ParameterDescription{"clear_bounded",
                             "that ends in this share of the directions, in blocks and in voxels",
                             "as clear_roundness", 0, 1},
        p.clear_bounded);
  visit(ParameterDescription{"clear_contrast", "and that differs by this many times what would just be seen",
                             "as clear_roundness", 1, 10},
        p.clear_contrast);
}

/// A region with what tells lesions from anatomy, on the grid of the series.
struct SignedRegion {
  CtLesionOutline outline;
  InscribedBall ball;
  RegionSigns signs;
  bool is_cortex = false;           ///< of a whole bone: not looked at any further
  bool clear = false;               ///< round, bounded and of much contrast: needs nothing that was learned
  std::string explained_by;         ///< the rule by which it is no lesion; empty when nothing explains it
  bool other_side_differs = false;  ///< it is there, and as expected
  std::string other_side;           ///< what the other side shows, as a text for the reasons
};

/// Places of the patient that should look as a region does.
struct ComparedPlaces {
  MirrorSide mirror;
  NeighbourVertebrae neighbours;
};

/// Each region with its signs; what methods A3.4 explain is told: alike on the other side or in the vertebrae
/// above and below (at least two and most of those that tell, each by `neighbour_share`; nothing that is
/// clear), tubular, smaller than 0.1 cm3. The same for any number of threads.
std::vector<SignedRegion> signed_regions(const SignedScene& scene, const std::vector<BoneRegion>& regions,
                                         const ComparedPlaces& compared,
                                         const BoneExplanationParameters& parameters);

/// Regions as candidates with the confidence that was learned for their signs (learned_confidence.h), or that
/// of confidence.h where the region is clear and that is higher. Those that are cortex are none.
std::vector<BoneCandidate> other_bone_candidates(const std::vector<BoneRegion>& regions,
                                                 std::vector<SignedRegion> with_signs);

}  // namespace osteosign
