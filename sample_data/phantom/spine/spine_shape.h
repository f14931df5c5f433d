#pragma once
#include "io/values/described.h"

namespace osteosign::phantom {

/// Which vertebrae there are and how the column is curved. Levels are numbered as in vertebra_size.h.
struct SpineShape {
  int vertebrae = 12;
  int lowest_level = 24;
  int sacrum = 1;
  int ribs = 1;
  double size_factor = 1;
  double lordosis_deg = 40;
  double kyphosis_deg = 35;
  double scoliosis_deg = 0;
  double rotation_deg = 0;
  double apical_rotation_deg = 0;
  double wedge_share = 0.4;
};
template <class Visitor>
void describe(SpineShape& shape, Visitor&& visit) {
  visit(
      ParameterDescription{
          "vertebrae",
          "How many vertebrae, sacrum and C1 not counted; above C2 lie C1 and the base of the skull",
          "methods C1, P4: 12", 1, 23},
      shape.vertebrae);
  visit(ParameterDescription{"lowest_level", "The most caudal vertebra: 24 is L5, 19 T12, 8 T1, 7 C7",
                             "numbers of VerSe label maps", 3, 24},
        shape.lowest_level);
  visit(ParameterDescription{"sacrum", "1 for a sacrum below L5", "methods C1, P4", 0, 1}, shape.sacrum);
  visit(ParameterDescription{"ribs", "1 for ribs at thoracic vertebrae", "methods C1, P4", 0, 1}, shape.ribs);
  visit(ParameterDescription{"size_factor", "Factor on all sizes of bone", "adults of both sexes", 0.6, 1.4},
        shape.size_factor);
  visit(ParameterDescription{"lordosis_deg", "Angle from the top of the sacrum to the top of L1",
                             "textbook value 40 to 60", 0, 80},
        shape.lordosis_deg);
  visit(ParameterDescription{"kyphosis_deg", "Angle from the bottom of T12 to the top of T1",
                             "textbook value 20 to 45", 0, 80},
        shape.kyphosis_deg);
  visit(
      ParameterDescription{
          "scoliosis_deg",
          "Cobb angle of one coronal curve over all vertebrae; positive is convex to the left",
          "methods C1, P4: 0 to 40", -60, 60},
      shape.scoliosis_deg);
  visit(ParameterDescription{"rotation_deg", "Turn of all vertebrae about the axis of the column",
                             "methods C2: up to 8", -30, 30},
        shape.rotation_deg);
  visit(ParameterDescription{"apical_rotation_deg", "Further turn at the apex of the coronal curve",
                             "vertebrae of a scoliosis turn to its convex side", -30, 30},
        shape.apical_rotation_deg);
  visit(ParameterDescription{"wedge_share",
                             "Part of the curves that lies in the bodies; the rest is in the discs",
                             "methods A9.5: scoliotic wedging varies smoothly", 0, 1},
        shape.wedge_share);
}

/// What the bone is made of.
struct SpineBone {
  double cortex_hu = 1000;
  double body_cortex_mm = 0.6;
  double arch_cortex_mm = 1.2;
  double cancellous_hu = 170;
  double cancellous_trend_hu = 4;
  double cancellous_spread_hu = 8;
  double arch_extra_hu = 80;
  double trabecular_sd_hu = 70;
  double trabecular_size_mm = 1.3;
  double osteophyte_mm = 0;
  double joint_gap_mm = 1.8;
  int texture_seed = 1;
};
template <class Visitor>
void describe(SpineBone& bone, Visitor&& visit) {
  visit(ParameterDescription{"cortex_hu", "Density of compact bone", "methods A5.1: 1200 mg HA/cc class", 300,
                             3000},
        bone.cortex_hu);
  visit(ParameterDescription{"body_cortex_mm", "Thickness of the shell of the bodies, endplates included",
                             "anatomy: 0.4 to 1", 0.2, 3},
        bone.body_cortex_mm);
  visit(ParameterDescription{"arch_cortex_mm", "Thickness of the cortex of pedicles, arches, ribs and sacrum",
                             "anatomy: 1 to 2", 0.3, 3},
        bone.arch_cortex_mm);
  visit(ParameterDescription{"cancellous_hu", "Mean density of the cancellous bone at L3",
                             "adults 100 to 230; osteoporosis below 90", -50, 500},
        bone.cancellous_hu);
  visit(ParameterDescription{"cancellous_trend_hu", "What each more cranial level has more",
                             "thoracic bodies are denser than lumbar ones", -20, 20},
        bone.cancellous_trend_hu);
  visit(ParameterDescription{"cancellous_spread_hu", "Spread of the levels about that trend",
                             "methods C1, P5: offset per level", 0, 100},
        bone.cancellous_spread_hu);
  visit(ParameterDescription{"arch_extra_hu", "What cancellous bone of pedicles and arches has more",
                             "chosen to look like the lumbar CT of shared/data", -100, 300},
        bone.arch_extra_hu);
  visit(ParameterDescription{"trabecular_sd_hu", "Standard deviation of the trabecular texture before blur",
                             "methods C1, P5", 0, 300},
        bone.trabecular_sd_hu);
  visit(ParameterDescription{"trabecular_size_mm", "Coarseness of the trabecular texture", "methods C1, P5",
                             0.3, 10},
        bone.trabecular_size_mm);
  visit(ParameterDescription{"osteophyte_mm", "How far the rims of the bodies stand out in front and beside",
                             "spondylosis, a negative for all signs", 0, 8},
        bone.osteophyte_mm);
  visit(ParameterDescription{"joint_gap_mm", "Least distance of two vertebrae, and of ribs from them",
                             "anatomy of the facet joint: 1.5 to 3", 0.2, 5},
        bone.joint_gap_mm);
  visit(ParameterDescription{"texture_seed", "Seed of the trabeculae and of the spread of the levels",
                             "free choice", 0, 1000000},
        bone.texture_seed);
}

}  // namespace osteosign::phantom
