#pragma once
#include <span>
#include <vector>

#include "features/prepare/voxel_mask.h"
#include "features/segment/bone_thresholds.h"
#include "io/values/described.h"

namespace osteosign {

struct ContrastPoolParameters {
  double core_radius_mm = 3;
  double least_core_mm3 = 200;
  double brightest_hu = 700;
  double bone_step_hu = 150;
  double bone_step_noise = 5;
  double even_mad_noise = 1.2;
  double least_total_mm3 = 2000;
  double same_blood_hu = 60;
  double same_blood_mad = 1.3;
  double rim_rise_hu = 50;
  double rim_rise_noise = 3;
  double least_open_fraction = 0.6;
  double coarse_voxel_mm = 2;
  double least_length_mm = 50;
  double least_width_mm = 80;
  double short_mad_noise = 0.85;
  double bone_round = 0.5;
  double blood_round = 0.1;
};

template <class Visitor>
void describe(ContrastPoolParameters& p, Visitor&& visit) {
  visit(ParameterDescription{"core_radius_mm",
                             "An even ball of this radius above the bone threshold may be contrast medium",
                             "thinner than an iliac artery, thicker than trabeculae and most cortex", 1, 10},
        p.core_radius_mm);
  visit(ParameterDescription{"least_core_mm3", "Smallest core of a pool",
                             "methods A1.5 (smallest piece of bone)", 0, 10000},
        p.least_core_mm3);
  visit(ParameterDescription{"brightest_hu", "Above this an even region is taken for dense bone",
                             "arterial opacification stays below 600 HU at 100 to 120 kVp", 300, 3000},
        p.brightest_hu);
  visit(ParameterDescription{"bone_step_hu", "A voxel this much above a pool is bone", "methods A1.8 (ii)",
                             50, 1000},
        p.bone_step_hu);
  visit(ParameterDescription{"bone_step_noise", "or this many noise sd above it", "methods A1.8 (ii)", 1, 20},
        p.bone_step_noise);
  visit(
      ParameterDescription{
          "rim_rise_hu",
          "Where a ray gets this much brighter before it leaves a region, the region has a cortex",
          "blurred vertebral cortex stands 50 HU above young marrow (226 HU, methods A1.4)", 10, 500},
      p.rim_rise_hu);
  visit(ParameterDescription{"rim_rise_noise", "or this many sd of the region, whichever is more",
                             "3 sd: the brightest of five voxels stays below in 99 %", 1, 20},
        p.rim_rise_noise);
  visit(ParameterDescription{"even_mad_noise", "Largest MAD of a pool, in noise sd",
                             "noise alone has 0.67, mixing blood up to 1.1, most marrow more", 0.5, 10},
        p.even_mad_noise);
  visit(ParameterDescription{"least_total_mm3",
                             "Cores of all pools together, below which nothing is contrast medium",
                             "30 mm of a 15-mm vessel, its core", 0, 100000},
        p.least_total_mm3);
  visit(ParameterDescription{"same_blood_hu", "Regions this close to a pool may be half as open",
                             "methods A1.8 (i)", 0, 200},
        p.same_blood_hu);
  visit(ParameterDescription{"same_blood_mad", "when their MAD is at most this multiple of the pool's",
                             "chosen on the development phantoms: marrow as bright as blood has 1.5 and more",
                             1, 10},
        p.same_blood_mad);
  visit(
      ParameterDescription{
          "least_open_fraction",
          "Share of rays from a pool that leave it without a bright rim and meet no bone behind",
          "half way between a lesion inside bone (below 0.2) and the aorta on the spine (above 0.8)", 0, 1},
      p.least_open_fraction);
  visit(ParameterDescription{"coarse_voxel_mm",
                             "With larger voxels, which show no cortex, only long regions are pools",
                             "methods 0.3.2", 0.5, 10},
        p.coarse_voxel_mm);
  visit(ParameterDescription{"least_length_mm", "Length along the patient of a region that no vertebra has",
                             "a lumbar body with its blurred endplates is below 40 mm high", 20, 300},
        p.least_length_mm);
  visit(ParameterDescription{"least_width_mm", "or its width across the patient",
                             "chosen: large lumbar bodies are up to 60 mm wide", 20, 500},
        p.least_width_mm);
  visit(ParameterDescription{"short_mad_noise", "Largest MAD of a shorter pool, in noise sd",
                             "between noise alone (0.67) and marrow under a cortex too thin to be seen (from "
                             "1.0 on the development phantoms)",
                             0.5, 10},
        p.short_mad_noise);
  visit(ParameterDescription{"bone_round",
                             "A shorter region is no pool when this share of what lies 2 to 5 mm round it is "
                             "as dense as bone and no blood",
                             "between dense lesions painted into the CT angiography (0.6) and its superior "
                             "vena cava (0.4)",
                             0, 1},
        p.bone_round);
  visit(ParameterDescription{"blood_round", "and less than this share is blood",
                             "between those lesions (0) and that vein (0.15)", 0, 1},
        p.blood_round);
}

/// One connected pool of contrast medium.
struct ContrastPool {
  double median_hu;
  double mad_hu;
  double core_volume_mm3;
  double
      open_fraction;  ///< share of its rays that leave it without a bright rim and meet no bone within 15 mm
  bool is_long;       ///< or wide, beyond any vertebra, or from the first slice to the last
};

struct ContrastPools {
  VoxelMask region;  ///< the pools up to their blurred border
  std::vector<ContrastPool> pools;
  /// HU that blood does not reach: brighter is bone, or inflow. Meaningless without pools.
  double brightest_possible_hu = 0;
  /// Whether so much was found that the blood is enhanced throughout.
  bool is_enhanced() const;
};

/// Contrast-filled vessels, bowel and urinary tract: even regions above the bone threshold that are not
/// wrapped in anything brighter (methods A1.8, with rays in place of the aorta's circle). Pools brighter
/// than `brightest_hu` (urinary tract in the late phase) are not told from dense bone.
ContrastPools find_contrast_pools(std::span<const std::int16_t> hounsfield, const VoxelMask& candidates,
                                  const BoneThresholds& thresholds, double noise_hu,
                                  const ContrastPoolParameters& parameters);

}  // namespace osteosign
