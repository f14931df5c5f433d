#pragma once
#include "features/vertebra/density_atlas.h"
#include "io/values/described.h"

namespace osteosign {

struct LysisParameters {
  DensityAtlasParameters atlas;
  double lysis_drop_hu = 60;
  double lysis_drop_in_spreads = 2.5;
  double lysis_wide_mm = 2;
  double lysis_wide_drop_in_spreads = 2;
  double lysis_wide_sure_in_spreads = 4;
  double soft_tissue_from_hu = 0;
  double soft_tissue_to_hu = 110;
  double soft_tissue_with_contrast_to_hu = 150;
  double lysis_usual_hu = 40;
  double lysis_sure_radius_mm = 5;
  double lysis_sure_share = 0.95;
  double lysis_depth_mm = 1.5;
  double lysis_depth_voxels = 1.5;
  double lysis_opening_mm = 1.5;
  double lysis_least_core_mm3 = 50;
  double lysis_arch_largest_voxel_mm = 2;
  double lysis_wall_tolerance_mm = 1.5;
  double vein_width_mm = 8;
  double gas_hu = -200;
  double least_gas_mm3 = 10;
  double gas_reach_mm = 3;
  double strut_sd_hu = 60;
  double strut_fine_sd_hu = 25;
  double strut_fat_hu = -30;
  double defect_largest_voxel_mm = 2;
  double defect_mass_mm = 0.2;
  double defect_mass_share = 0.2;
  double defect_below_hu = 150;
  double defect_cortex_hu = 1500;
  double defect_least_mm2 = 4;
  double diffuse_below_hu = -6;
  double diffuse_above_hu = 336;
  double diffuse_share = 0.4;

  bool looks_at_arches(const Eigen::Vector3d& spacing_mm) const {
    return spacing_mm.maxCoeff() <= lysis_arch_largest_voxel_mm;
  }
};

template <class Visitor>
void describe_detection(LysisParameters& p, Visitor&& visit) {
  visit(ParameterDescription{"lysis_drop_hu", "Lysis lies at least this far below what is expected",
                             "methods A3.2: E - 60", 10, 300},
        p.lysis_drop_hu);
  visit(ParameterDescription{"lysis_drop_in_spreads", "and this many spreads",
                             "methods A3.2: 2, and 3 for denser; between them on the development phantoms",
                             0.5, 6},
        p.lysis_drop_in_spreads);
  visit(ParameterDescription{"lysis_wide_mm",
                             "Sigma of a Gaussian as wide as the smallest lesion that must be found",
                             "a ball of 0.5 cm3 keeps 89 % of its contrast (methods 0.4)", 0.5, 6},
        p.lysis_wide_mm);
  visit(ParameterDescription{"lysis_wide_drop_in_spreads",
                             "In the body the mean at that width also drops by this many of its spreads",
                             "chosen on the development phantoms: dark grains of coarse marrow are no lysis",
                             0, 10},
        p.lysis_wide_drop_in_spreads);
  visit(
      ParameterDescription{"lysis_wide_sure_in_spreads",
                           "A drop of the mean at that width by so many of its spreads is lysis whatever the "
                           "single voxels are",
                           "a body has some 200 places of that width: 4 are met by chance in less than one "
                           "body of a hundred",
                           2, 20},
      p.lysis_wide_sure_in_spreads);
  visit(ParameterDescription{"soft_tissue_from_hu", "Soft tissue is denser than this; fat is not",
                             "methods A3.2: fatty marrow is below 0 HU", -100, 50},
        p.soft_tissue_from_hu);
  visit(ParameterDescription{"soft_tissue_to_hu", "Soft tissue without contrast medium is less dense",
                             "methods A3.2: 110", 50, 200},
        p.soft_tissue_to_hu);
  visit(ParameterDescription{"soft_tissue_with_contrast_to_hu",
                             "Soft tissue with contrast medium is less dense", "methods A3.2: 150", 50, 300},
        p.soft_tissue_with_contrast_to_hu);
  visit(ParameterDescription{"lysis_usual_hu", "Density of a lesion that must be seen for 0 to be reported",
                             "methods A3.2: 20 to 80 HU", 0, 100},
        p.lysis_usual_hu);
  visit(ParameterDescription{"lysis_sure_radius_mm", "and its radius, as a ball",
                             "0.5 cm3, the least lesion that must be found (methods 0.4)", 2, 15},
        p.lysis_sure_radius_mm);
  visit(ParameterDescription{"lysis_sure_share", "At this share of the places of the body it must be seen",
                             "a wrong benign harms; that of the gates for the signs", 0.5, 1},
        p.lysis_sure_share);
  visit(ParameterDescription{"lysis_depth_mm", "The core of a region lies this deep below wall and endplates",
                             "blur of routine kernels (methods 0.3.4) reaches as far", 0, 10},
        p.lysis_depth_mm);
  visit(ParameterDescription{"lysis_depth_voxels", "and this many voxels, for partial volume", "methods A3.4",
                             0.5, 5},
        p.lysis_depth_voxels);
  visit(ParameterDescription{"lysis_opening_mm", "Radius of the opening of the core",
                             "methods A3.2: 1 voxel, which it is at least", 0, 5},
        p.lysis_opening_mm);
  visit(ParameterDescription{"lysis_least_core_mm3", "Smaller cores are noise",
                             "chosen on the development phantoms", 0, 1000},
        p.lysis_least_core_mm3);
  visit(
      ParameterDescription{
          "lysis_arch_largest_voxel_mm",
          "With larger voxels lysis is looked for in the body alone, and none found is none told",
          "pedicles and laminae are 5 to 10 mm thick, methods A2.4", 0.5, 5},
      p.lysis_arch_largest_voxel_mm);
  visit(ParameterDescription{"lysis_wall_tolerance_mm",
                             "The wall is moved out to that of the neighbours less this",
                             "difference of the outlines of neighbours, methods A5.2", 0, 6},
        p.lysis_wall_tolerance_mm);
}

template <class Visitor>
void describe_spared(LysisParameters& p, Visitor&& visit) {
  visit(ParameterDescription{"vein_width_mm", "In the window of the vein only wider regions are lysis",
                             "methods A3.4: the vein is below 8 mm wide", 2, 20},
        p.vein_width_mm);
  visit(ParameterDescription{"gas_hu", "Gas in a vertebra is less dense", "methods A7.2", -900, -100},
        p.gas_hu);
  visit(ParameterDescription{"least_gas_mm3", "Smaller specks of gas are noise",
                             "chosen on the development phantoms", 0, 500},
        p.least_gas_mm3);
  visit(ParameterDescription{"gas_reach_mm", "Partial volume of gas is looked for this far round it",
                             "three sigma of a soft kernel (methods 0.3.4) and half a pixel", 0, 10},
        p.gas_reach_mm);
  visit(
      ParameterDescription{"strut_sd_hu",
                           "A region with fat and this standard deviation, noise taken off, is a haemangioma",
                           "methods A3.4: fat with bright struts", 20, 300},
      p.strut_sd_hu);
  visit(
      ParameterDescription{"strut_fine_sd_hu", "With struts along the axis this standard deviation is enough",
                           "chosen on the development phantoms: blur takes most of the contrast of struts "
                           "1.5 mm thick",
                           5, 300},
      p.strut_fine_sd_hu);
  visit(ParameterDescription{"strut_fat_hu", "A tenth of a haemangioma is less dense", "methods A7.2: fat",
                             -150, 0},
        p.strut_fat_hu);
}

template <class Visitor>
void describe_cortex(LysisParameters& p, Visitor&& visit) {
  visit(ParameterDescription{"defect_largest_voxel_mm", "With larger voxels the cortex is not judged",
                             "methods 0.3.2: 1.5 to 3 mm with reserve", 0.5, 5},
        p.defect_largest_voxel_mm);
  visit(ParameterDescription{"defect_mass_mm", "A gap has a lower cortical mass", "methods A5.3", 0.02, 2},
        p.defect_mass_mm);
  visit(ParameterDescription{"defect_mass_share", "or a lower share of the median mass of the wall",
                             "methods A5.3", 0.02, 1},
        p.defect_mass_share);
  visit(ParameterDescription{"defect_below_hu", "A gap is nowhere denser", "methods A5.3", 50, 400},
        p.defect_below_hu);
  visit(
      ParameterDescription{"defect_cortex_hu", "Density of compact bone", "methods A5.1: 120 kVp", 500, 3000},
      p.defect_cortex_hu);
  visit(ParameterDescription{"defect_least_mm2", "Smaller gaps are none", "methods A5.3", 0, 50},
        p.defect_least_mm2);
}

template <class Visitor>
void describe_disease(LysisParameters& p, Visitor&& visit) {
  visit(ParameterDescription{"diffuse_below_hu",
                             "A body with a lower median is outside of the norms of any age",
                             "Jang et al., Radiology 2019;291:360: 89 - 2.5 x 38", -200, 200},
        p.diffuse_below_hu);
  visit(ParameterDescription{"diffuse_above_hu",
                             "A body with a higher median is outside of the norms of any age",
                             "Jang et al., Radiology 2019;291:360: 226 + 2.5 x 44", 100, 1000},
        p.diffuse_above_hu);
  visit(ParameterDescription{"diffuse_share", "Disease is diffuse when more of the vertebrae are abnormal",
                             "methods A3.1: 40 %", 0.1, 1},
        p.diffuse_share);
}

template <class Visitor>
void describe(LysisParameters& p, Visitor&& visit) {
  describe(p.atlas, visit);
  describe_detection(p, visit);
  describe_spared(p, visit);
  describe_cortex(p, visit);
  describe_disease(p, visit);
}

}  // namespace osteosign
