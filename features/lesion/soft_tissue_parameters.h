#pragma once
#include "io/values/described.h"

namespace osteosign {

struct SoftTissueParameters {
  double soft_tissue_reach_mm = 40;
  double soft_tissue_cell_mm = 1;
  double soft_tissue_fat_below_hu = -20;
  double soft_tissue_dense_from_hu = 130;
  double soft_tissue_averaging_mm = 2;
  double soft_tissue_muscle_from_mm = 15;
  double soft_tissue_least_contrast_hu = 4;
  double soft_tissue_widest_gap_hu = 18;
  double soft_tissue_neck_mm = 2;
  double soft_tissue_least_mass_mm = 3;
  double soft_tissue_beside_mm = 4;
  double soft_tissue_assessed_mm = 10;
  double soft_tissue_least_assessed_fraction = 0.9;
  double soft_tissue_sheath_mm = 4;
  double soft_tissue_least_fat_fraction = 0.5;
  double soft_tissue_preserved_fat_loss = 0.2;
  double soft_tissue_lost_fat_loss = 0.4;
};

template <class Visitor>
void describe(SoftTissueParameters& p, Visitor&& visit) {
  visit(ParameterDescription{"soft_tissue_reach_mm", "How far from the lesion a mass is looked for",
                             "methods A7.1: a shell of 40 mm", 10, 80},
        p.soft_tissue_reach_mm);
  visit(ParameterDescription{"soft_tissue_cell_mm",
                             "Size of the cells that are looked at; larger ones for more than 1.5 million",
                             "voxels of a routine series", 0.5, 3},
        p.soft_tissue_cell_mm);
  visit(ParameterDescription{"soft_tissue_fat_below_hu", "Below this density tissue is fat",
                             "half way between fat of -100 and soft tissue of 60 HU", -80, 10},
        p.soft_tissue_fat_below_hu);
  visit(ParameterDescription{"soft_tissue_dense_from_hu",
                             "From this density on it is bone, mineral or contrast medium",
                             "methods A7.1: masses 20 to 90 HU, with contrast medium up to 150", 90, 250},
        p.soft_tissue_dense_from_hu);
  visit(ParameterDescription{"soft_tissue_averaging_mm",
                             "Densities of soft tissue are averaged with this Gaussian sigma",
                             "chosen on the development phantoms: noise of 25 HU falls below 5", 0.5, 6},
        p.soft_tissue_averaging_mm);
  visit(ParameterDescription{"soft_tissue_muscle_from_mm",
                             "Soft tissue from this distance of the lesion on shows the density of muscle",
                             "chosen: beyond most of a mass", 5, 60},
        p.soft_tissue_muscle_from_mm);
  visit(ParameterDescription{"soft_tissue_least_contrast_hu",
                             "A mass can be told from muscle when it lies this far outside of the 10th to "
                             "90th percentile of the muscle's averaged density",
                             "chosen on the development phantoms; the percentiles are stricter than the one "
                             "MAD of methods A7.1",
                             0, 60},
        p.soft_tissue_least_contrast_hu);
  visit(
      ParameterDescription{
          "soft_tissue_widest_gap_hu", "What differs from the density of the mass by more than this is none",
          "chosen on the development phantoms: fluid of 10 HU beside lesions of 30 HU and more", 5, 100},
      p.soft_tissue_widest_gap_hu);
  visit(ParameterDescription{"soft_tissue_neck_mm",
                             "Parts of a mass that hang together over less than twice this are apart",
                             "the blurred border between fat and muscle is thinner", 0.5, 6},
        p.soft_tissue_neck_mm);
  visit(ParameterDescription{"soft_tissue_least_mass_mm", "A mass reaches at least this far from the bone",
                             "tumour contours drawn on CT overlap the cortex by 1 to 3 mm", 1, 10},
        p.soft_tissue_least_mass_mm);
  visit(ParameterDescription{"soft_tissue_beside_mm",
                             "Beside the lesion is what lies no farther than this from it, cortex apart",
                             "chosen: a mass spreads at least that far round a breach", 1, 20},
        p.soft_tissue_beside_mm);
  visit(ParameterDescription{"soft_tissue_assessed_mm",
                             "To this distance from the bone the tissue beside the lesion must be visible",
                             "chosen: twice a mass that is judged", 3, 40},
        p.soft_tissue_assessed_mm);
  visit(ParameterDescription{"soft_tissue_least_assessed_fraction",
                             "No mass is stated only when at least this part of it is visible",
                             "chosen: a mass could hide in what was not seen", 0.3, 1},
        p.soft_tissue_least_assessed_fraction);
  visit(ParameterDescription{"soft_tissue_sheath_mm",
                             "Fat planes round the bone are looked for in a layer this thick",
                             "methods A7.1: fat near the breach; chosen to hold the fat on a shaft", 1, 15},
        p.soft_tissue_sheath_mm);
  visit(
      ParameterDescription{
          "soft_tissue_least_fat_fraction",
          "With fat above less of the bone away from the lesion there is no fat plane to lose",
          "chosen: planes between muscles that meet the bone at an edge make up 0.2", 0.05, 0.95},
      p.soft_tissue_least_fat_fraction);
  visit(ParameterDescription{"soft_tissue_preserved_fat_loss",
                             "Fat planes are preserved when less than this part of their fat is lost",
                             "chosen: what the fat varies by round a healthy shaft", 0.05, 0.8},
        p.soft_tissue_preserved_fat_loss);
  visit(ParameterDescription{"soft_tissue_lost_fat_loss",
                             "Fat planes are lost when more than this part of their fat is",
                             "chosen on the development phantoms: twice what it varies by", 0.2, 1},
        p.soft_tissue_lost_fat_loss);
}

}  // namespace osteosign
