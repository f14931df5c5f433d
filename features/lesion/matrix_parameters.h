#pragma once
#include "io/values/described.h"

namespace osteosign {

struct MatrixParameters {
  double matrix_closing_mm = 1.5;
  double matrix_erosion_mm = 1.5;
  double matrix_erosion_blurs = 2;
  int matrix_least_voxels = 40;
  double matrix_largest_slice_mm = 1.5;
  double matrix_largest_blur_mm = 0.9;
  double matrix_mineral_hu = 150;
  double matrix_mineral_rise_hu = 100;
  double matrix_mineral_noises = 4;
  double matrix_mineral_fraction = 0.01;
  double matrix_soft_hu = 110;
  double matrix_soft_with_contrast_hu = 150;
  double matrix_cloud_haze_hu = 180;
  double matrix_grain_ground_sd_hu = 25;
  double matrix_contrast_hu = 400;
  double matrix_fine_mm = 5;
  double matrix_fine_share = 0.5;
  int matrix_least_grains = 5;
  double matrix_smallest_grain_mm = 1;
  double matrix_largest_grain_mm = 6;
  double matrix_grain_hu = 300;
  double matrix_ring_share = 0.3;
  double matrix_cloud_fraction = 0.2;
  double matrix_cloud_largest_share = 0.6;
  double matrix_cloud_lowest_hu = 200;
  double matrix_cloud_highest_hu = 700;
  double matrix_cement_hu = 1500;
  double matrix_glass_sd_hu = 40;
  double matrix_glass_lowest_hu = 75;
  double matrix_glass_highest_hu = 400;
  double matrix_glass_marrow_sd_part = 0.6;
  double matrix_glass_like_marrow_sd_hu = 12;
  double matrix_fat_hu = -30;
  double matrix_fat_fraction = 0.1;
  double matrix_gas_hu = -200;
  double matrix_gas_mm3 = 5;
  double matrix_level_step_hu = 10;
  double matrix_level_largest_step_hu = 80;
  double matrix_level_tilt_deg = 5;
  double matrix_level_area_mm2 = 12;
  double matrix_nidus_largest_mm = 20;
  double matrix_nidus_core_largest_mm = 10;
  double matrix_nidus_shell_hu = 400;
  double matrix_nidus_shell_mm = 2.5;
  double matrix_nidus_rays = 0.8;
};

template <class Visitor>
void describe(MatrixParameters& p, Visitor&& visit) {
  visit(
      ParameterDescription{
          "matrix_closing_mm",
          "Gaps of an outline up to twice this wide belong to the lesion: outlines leave mineral out",
          "chosen: half of a ring of 3 mm", 0, 5},
      p.matrix_closing_mm);
  visit(ParameterDescription{"matrix_erosion_mm", "The matrix is looked for this deep inside of the surface",
                             "methods A7.2: 1.5 mm", 0.5, 5},
        p.matrix_erosion_mm);
  visit(ParameterDescription{"matrix_erosion_blurs", "And so many sigmas of the blur deep",
                             "chosen: 2 sigma leave 2 % of the surface's step", 0, 5},
        p.matrix_erosion_blurs);
  visit(ParameterDescription{"matrix_least_voxels", "With fewer voxels that deep nothing is said",
                             "chosen: a standard deviation is then known to 11 %", 10, 5000},
        p.matrix_least_voxels);
  visit(ParameterDescription{"matrix_largest_slice_mm",
                             "In thicker slices only fat, gas, fluid levels and a nidus are named",
                             "methods 0.3: all measures up to 1.5 mm", 0.5, 5},
        p.matrix_largest_slice_mm);
  visit(
      ParameterDescription{"matrix_largest_blur_mm", "Nor with more blur in the plane of the slices (sigma)",
                           "methods 0.4: a grain of 2 mm keeps a quarter of its contrast at 0.9 mm", 0.3, 3},
      p.matrix_largest_blur_mm);
  visit(ParameterDescription{"matrix_mineral_hu", "Mineral is at least this dense", "methods A7.2: 150 HU",
                             50, 600},
        p.matrix_mineral_hu);
  visit(
      ParameterDescription{"matrix_mineral_rise_hu", "And this much denser than the even part of the lesion",
                           "methods A7.2: 100 HU", 30, 600},
      p.matrix_mineral_rise_hu);
  visit(ParameterDescription{"matrix_mineral_noises", "And by this many standard deviations of the noise",
                             "methods A7.2: 4", 2, 10},
        p.matrix_mineral_noises);
  visit(ParameterDescription{"matrix_mineral_fraction",
                             "Less mineral than this part of the lesion is no mineral",
                             "chosen: a grain of 2 mm in a lesion of 9 mm", 0, 0.2},
        p.matrix_mineral_fraction);
  visit(ParameterDescription{"matrix_soft_hu", "Chondroid mineral lies in soft tissue, up to this density",
                             "methods A3: soft tissue 0 to 110 HU", 60, 300},
        p.matrix_soft_hu);
  visit(ParameterDescription{"matrix_soft_with_contrast_hu", "The same with contrast medium",
                             "methods A3: 150 HU", 60, 400},
        p.matrix_soft_with_contrast_hu);
  visit(
      ParameterDescription{"matrix_cloud_haze_hu",
                           "Osteoid: what lies between the mineral is less dense than this",
                           "chosen on the development phantoms: the haze of a cloud fills its gaps", 80, 400},
      p.matrix_cloud_haze_hu);
  visit(ParameterDescription{"matrix_grain_ground_sd_hu",
                             "Chondroid: what lies between the grains spreads less, noise taken off",
                             "chosen: normal vertebrae of two real CT spread 26 HU or more", 5, 80},
        p.matrix_grain_ground_sd_hu);
  visit(ParameterDescription{"matrix_contrast_hu",
                             "With contrast medium a cloud or glass below this may be a pool of it",
                             "chosen above the density of vessels, 180 to 350 HU", 150, 800},
        p.matrix_contrast_hu);
  visit(ParameterDescription{"matrix_fine_mm",
                             "What is narrower than this in one direction is fine, as rings and dots are",
                             "chosen: the largest grain of 6 mm holds a cube of 3.5 mm", 2, 12},
        p.matrix_fine_mm);
  visit(ParameterDescription{"matrix_fine_share",
                             "Mineral of which this part is fine is of rings and dots, below it is cloud",
                             "chosen on the development phantoms", 0.3, 0.98},
        p.matrix_fine_share);
  visit(ParameterDescription{"matrix_least_grains", "Chondroid: at least so many grains", "methods A7.2: 5",
                             2, 30},
        p.matrix_least_grains);
  visit(ParameterDescription{"matrix_smallest_grain_mm", "Extent of the smallest grain that counts",
                             "methods A7.2: 1 mm", 0.3, 5},
        p.matrix_smallest_grain_mm);
  visit(ParameterDescription{"matrix_largest_grain_mm", "Extent of the largest, less the blur at either side",
                             "methods A7.2: 6 mm", 2, 15},
        p.matrix_largest_grain_mm);
  visit(ParameterDescription{"matrix_grain_hu", "Peak density of a grain", "methods A7.2: 300 HU", 150, 1000},
        p.matrix_grain_hu);
  visit(
      ParameterDescription{"matrix_ring_share",
                           "Or: this part of the mineral lies on rings and arcs, if grains have run together",
                           "chosen on the development phantoms", 0.05, 0.9},
      p.matrix_ring_share);
  visit(ParameterDescription{"matrix_cloud_fraction", "Osteoid: mineral fills at least this part",
                             "methods A7.2: 20 %", 0.05, 0.8},
        p.matrix_cloud_fraction);
  visit(ParameterDescription{"matrix_cloud_largest_share",
                             "Osteoid: and its largest piece is at least this part of it",
                             "methods A7.2: few components; value chosen", 0.2, 1},
        p.matrix_cloud_largest_share);
  visit(ParameterDescription{"matrix_cloud_lowest_hu", "Osteoid: mean density of the mineral, lowest",
                             "methods A7.2: 200 HU", 100, 400},
        p.matrix_cloud_lowest_hu);
  visit(ParameterDescription{"matrix_cloud_highest_hu", "Osteoid: mean density of the mineral, highest",
                             "methods A7.2: 600 HU, and 100 HU for what is wrong with a mean of mixed voxels",
                             400, 1500},
        p.matrix_cloud_highest_hu);
  visit(
      ParameterDescription{"matrix_cement_hu", "Mineral whose peak is denser is cement or metal, not matrix",
                           "methods A5.1: compact bone has 1500 HU at most", 1000, 3000},
      p.matrix_cement_hu);
  visit(ParameterDescription{"matrix_glass_sd_hu", "Ground glass: spread without the noise below this",
                             "methods A7.2: 40 HU", 5, 100},
        p.matrix_glass_sd_hu);
  visit(
      ParameterDescription{"matrix_glass_lowest_hu", "Ground glass: mean density, lowest",
                           "methods A7.2: typically 60 to 160 HU; above soft tissue of up to 60 HU", 40, 200},
      p.matrix_glass_lowest_hu);
  visit(ParameterDescription{"matrix_glass_highest_hu",
                             "Ground glass: mean density, highest; what is denser may be reactive bone",
                             "methods A7.2: literature up to 700 HU; chosen below the sclerotic lesions", 150,
                             800},
        p.matrix_glass_highest_hu);
  visit(ParameterDescription{"matrix_glass_marrow_sd_part",
                             "Ground glass: its spread is below this part of that of the marrow round it",
                             "methods A7.2: lack of trabeculae; value chosen", 0.1, 1},
        p.matrix_glass_marrow_sd_part);
  visit(ParameterDescription{"matrix_glass_like_marrow_sd_hu",
                             "Ground glass within 60 HU of the marrow: and its spread is below this",
                             "chosen: normal marrow of two real CT spreads 16 HU or more", 3, 40},
        p.matrix_glass_like_marrow_sd_hu);
  visit(ParameterDescription{"matrix_fat_hu", "Fat is below this, noise smoothed", "methods A7.2: -30 HU",
                             -100, 0},
        p.matrix_fat_hu);
  visit(ParameterDescription{"matrix_fat_fraction", "Fat is named from this part of the lesion on",
                             "methods A7.2: 10 %", 0.01, 0.9},
        p.matrix_fat_fraction);
  visit(ParameterDescription{"matrix_gas_hu", "Gas is below this", "methods A7.2: -200 HU", -900, -120},
        p.matrix_gas_hu);
  visit(ParameterDescription{"matrix_gas_mm3", "Less gas is not named", "chosen: a bubble of 2 mm", 0.5, 100},
        p.matrix_gas_mm3);
  visit(ParameterDescription{"matrix_level_step_hu", "Least step of a fluid level", "methods A7.2: 10 HU", 3,
                             60},
        p.matrix_level_step_hu);
  visit(ParameterDescription{"matrix_level_largest_step_hu", "A larger step is not one of two fluids",
                             "methods A7.2: 40 HU; twice that for clotted blood", 30, 300},
        p.matrix_level_largest_step_hu);
  visit(ParameterDescription{"matrix_level_tilt_deg",
                             "A level is this near to horizontal, less twice what its own tilt is unsure by",
                             "methods A7.2: 5 degrees", 1, 20},
        p.matrix_level_tilt_deg);
  visit(ParameterDescription{"matrix_level_area_mm2", "Smaller levels do not count",
                             "chosen on the development phantoms", 3, 200},
        p.matrix_level_area_mm2);
  visit(ParameterDescription{"matrix_nidus_largest_mm", "Largest diameter of a nidus", "methods A7.2: 20 mm",
                             5, 40},
        p.matrix_nidus_largest_mm);
  visit(ParameterDescription{"matrix_nidus_core_largest_mm", "Largest diameter of its dense centre",
                             "methods A7.2: 1 to 10 mm", 2, 20},
        p.matrix_nidus_core_largest_mm);
  visit(ParameterDescription{"matrix_nidus_shell_hu", "Density of the bone round a nidus, least",
                             "chosen above trabecular marrow", 200, 1000},
        p.matrix_nidus_shell_hu);
  visit(ParameterDescription{"matrix_nidus_shell_mm", "And its thickness, least",
                             "chosen above the rings of a chondroid matrix with their blur", 1, 10},
        p.matrix_nidus_shell_mm);
  visit(
      ParameterDescription{"matrix_nidus_rays",
                           "Part of the directions from the centre that show centre, lucency and dense bone",
                           "chosen: one wall may be missing", 0.4, 1},
      p.matrix_nidus_rays);
}

}  // namespace osteosign
