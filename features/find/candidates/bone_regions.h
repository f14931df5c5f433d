#pragma once
#include <vector>

#include "features/find/candidates/block_places.h"
#include "features/find/candidates/coarse_bone.h"
#include "features/find/candidates/density_expectation.h"
#include "features/values/lesion.h"
#include "io/values/described.h"

namespace osteosign {

struct BoneRegionParameters {
  CoarseBoneParameters coarse;
  double bone_drop_hu = 60;
  double bone_drop_in_spreads = 0.8;
  double bone_rise_hu = 150;
  double bone_rise_in_spreads = 1.0;
  double bone_dense_from_hu = 300;
  double bone_soft_from_hu = 0;
  double bone_soft_to_hu = 110;
  double bone_fat_below_hu = -20;
  double bone_soft_with_contrast_to_hu = 150;
  double bone_cortex_from_hu = 600;
  double bone_cortex_drop_hu = 200;
  double bone_cortex_drop_in_spreads = 1.5;
  double bone_depth_mm = 2;
  double bone_lysis_depth_mm = 0.9;
  double bone_opening_mm = 0;
  double bone_least_core_mm3 = 40;
  double bone_growth_mm = 3.5;
  double bone_part_radius_mm = 2.5;
  double opened_region_share = 0.3;
};

template <class Visitor>
void describe_density(BoneRegionParameters& p, Visitor&& visit) {
  visit(ParameterDescription{"bone_drop_hu", "Lysis lies at least this far below the bone round it",
                             "methods A3.2: E - 60", 10, 500},
        p.bone_drop_hu);
  visit(
      ParameterDescription{
          "bone_drop_in_spreads", "and this many of its spreads",
          "chosen on the development insertions: few lesions may be lost here, what is learned of "
          "their signs (learned_confidence.h) tells them from anatomy",
          0.5, 10},
      p.bone_drop_in_spreads);
  visit(
      ParameterDescription{"bone_rise_hu", "Sclerosis lies at least this far above the bone round it",
                           "methods A3.2: E + 100; half more outside of the vertebrae, where cortex is thick",
                           10, 1000},
      p.bone_rise_hu);
  visit(ParameterDescription{"bone_rise_in_spreads", "and this many of its spreads",
                             "chosen on real scans as bone_drop_in_spreads", 0.5, 10},
        p.bone_rise_in_spreads);
  visit(ParameterDescription{"bone_dense_from_hu", "and is denser than this",
                             "methods A3.2: 250; 50 more outside of the vertebrae", 50, 1000},
        p.bone_dense_from_hu);
  visit(ParameterDescription{"bone_soft_from_hu", "Soft tissue is denser than this; fat is not",
                             "methods A3.2: fatty marrow is below 0 HU", -100, 50},
        p.bone_soft_from_hu);
  visit(ParameterDescription{"bone_fat_below_hu",
                             "Where less is expected the marrow is fat, and lysis is denser than it",
                             "methods A3.2: fatty marrow is below 0 HU, with a reserve for the noise", -150,
                             50},
        p.bone_fat_below_hu);
  visit(ParameterDescription{"bone_soft_to_hu", "Soft tissue without contrast medium is less dense",
                             "methods A3.2: 110", 50, 200},
        p.bone_soft_to_hu);
  visit(ParameterDescription{"bone_soft_with_contrast_to_hu",
                             "Soft tissue with contrast medium is less dense", "methods A3.2: 150", 50, 300},
        p.bone_soft_with_contrast_to_hu);
}

template <class Visitor>
void describe_in_cortex(BoneRegionParameters& p, Visitor&& visit) {
  visit(ParameterDescription{"bone_cortex_from_hu",
                             "Where at least this is expected the bone is compact, and lysis may be denser "
                             "than soft tissue",
                             "chosen: between trabecular bone (mostly below 400 HU) and cortex (above 800)",
                             300, 2000},
        p.bone_cortex_from_hu);
  visit(ParameterDescription{"bone_cortex_drop_hu", "Lysis in compact bone lies this far below it",
                             "chosen: what blur takes off a cortex of 4 mm stays below", 50, 1000},
        p.bone_cortex_drop_hu);
  visit(ParameterDescription{"bone_cortex_drop_in_spreads", "and this many of its spreads",
                             "chosen: the border of cortex to marrow has wide spreads", 0.5, 10},
        p.bone_cortex_drop_in_spreads);
}

template <class Visitor>
void describe(BoneRegionParameters& p, Visitor&& visit) {
  describe(p.coarse, visit);
  describe_density(p, visit);
  describe_in_cortex(p, visit);
  visit(ParameterDescription{"bone_depth_mm",
                             "The core of a dense region lies this deep below the bone's surface",
                             "one block: the surface itself is half soft tissue", 0, 15},
        p.bone_depth_mm);
  visit(ParameterDescription{"bone_lysis_depth_mm", "The core of a lytic region lies this deep",
                             "the middle of the outermost block of 2 mm: a lesion of cortex takes all of it; "
                             "chosen on the development insertions, patients left out",
                             0, 15},
        p.bone_lysis_depth_mm);
  visit(ParameterDescription{"bone_opening_mm", "Radius of the opening of the core",
                             "none: an opening takes lesions of 0.3 cm3 away whose rim is blurred", 0, 10},
        p.bone_opening_mm);
  visit(ParameterDescription{"bone_least_core_mm3", "Smaller cores are noise",
                             "five blocks; the region grown from it has 0.1 cm3 (methods A3.2)", 0, 10000},
        p.bone_least_core_mm3);
  visit(ParameterDescription{"bone_growth_mm", "How far a region may reach beyond its core",
                             "what opening and blur take off", 0, 20},
        p.bone_growth_mm);
  visit(ParameterDescription{"bone_part_radius_mm",
                             "Places of a core this deep below its surface are looked at for themselves",
                             "three blocks across: the core of a lesion of 0.3 cm3", 1, 20},
        p.bone_part_radius_mm);
  visit(ParameterDescription{"opened_region_share",
                             "A region of marrow behind a hole of the cortex has this share outside of the "
                             "bone that is searched without it",
                             "chosen: the others are found there, too", 0, 1},
        p.opened_region_share);
}

/// A region of coarse bone that is not as dense as the bone round it.
struct BoneRegion {
  DensityClass density = DensityClass::lytic;
  BlockPlaces blocks;
  double median_hu = 0;
  double expected_hu = 0;
  double spread_hu = 0;
  double limit_hu = 0;  ///< difference from the expectation at which it would just be seen
  double depth_mm = 0;  ///< of its deepest voxel below the surface of the bone
  double volume_mm3 = 0;
  bool against_shaft = false;  ///< the expectation is that of the shaft above and below
};

/// Lytic regions: soft tissue where the bone round it is denser, or where its marrow is fat, and what is less
/// dense than the compact bone round it (ground glass, fibrous tissue with mineral); dense ones:
/// denser than the bone round it (methods A3.2). A core of enough volume, opened, grown to the middle between
/// its own and the expected density.
std::vector<BoneRegion> lytic_bone_regions(const CoarseBone& bone, const DensityExpectation& density,
                                           double brightest_soft_hu, const BoneRegionParameters& p);
std::vector<BoneRegion> dense_bone_regions(const CoarseBone& bone, const DensityExpectation& density,
                                           const BoneRegionParameters& p);

}  // namespace osteosign
