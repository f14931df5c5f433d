#pragma once
#include <Eigen/Core>

#include "features/prepare/image_quality.h"
#include "features/values/lesion.h"
#include "io/images/ct_volume.h"
#include "io/images/label_map.h"
#include "io/values/described.h"
#include "io/values/measured.h"

namespace osteosign {

/// How a lesion is outlined from one point inside it.
struct LesionOutlineParameters {
  double seed_radius_mm = 2.5;
  double largest_radius_mm = 50;
  double seed_to_bone_mm = 3;
  double least_contrast_hu = 40;
  double least_contrast_in_noise_sd = 1.2;
  double most_shared_density = 0.1;
  double smoothness = 3;
  double surface_layer_mm = 3;
  double edge_search_mm = 2.5;
  double least_edge_r_squared = 0.6;
  double unlike_cell_mm = 1.25;
  double unlike_reach_mm = 42;
  double unlike_from_sd = 2.2;
  double unlike_clear_border = 0.75;
};

template <class Visitor>
void describe_unlike(LesionOutlineParameters& p, Visitor&& visit) {
  visit(ParameterDescription{"unlike_cell_mm", "Size of the cells in which bone round a seed is looked at",
                             "chosen: two trabeculae; a grain of chondroid matrix is as wide", 0.5, 5},
        p.unlike_cell_mm);
  visit(
      ParameterDescription{"unlike_reach_mm", "and how far from the seed",
                           "chosen to hold the largest femoral lesions and as much bone round them", 15, 100},
      p.unlike_reach_mm);
  visit(ParameterDescription{"unlike_from_sd",
                             "Standard deviations from bone as deep elsewhere from which a cell is unlike it",
                             "chosen on the development phantoms P7", 1, 6},
        p.unlike_from_sd);
  visit(ParameterDescription{"unlike_clear_border",
                             "Share of the border within bone that must be as clear for an outline of it",
                             "chosen on places of real bone without a lesion", 0, 1},
        p.unlike_clear_border);
}

template <class Visitor>
void describe(LesionOutlineParameters& p, Visitor&& visit) {
  visit(ParameterDescription{"seed_radius_mm",
                             "Radius of the ball round the seed that shows the lesion's density",
                             "methods A3.5, step 1", 0.5, 10},
        p.seed_radius_mm);
  visit(ParameterDescription{"largest_radius_mm", "How far from the seed a border is looked for",
                             "chosen to hold the largest femoral lesions", 5, 200},
        p.largest_radius_mm);
  visit(ParameterDescription{"seed_to_bone_mm", "How far outside of the segmented bone a seed may lie",
                             "one voxel of a routine series", 0, 20},
        p.seed_to_bone_mm);
  visit(ParameterDescription{"least_contrast_hu",
                             "Least difference of the medians of lesion and surrounding bone",
                             "methods A3.5, fg sigma 30 HU", 0, 500},
        p.least_contrast_hu);
  visit(ParameterDescription{"least_contrast_in_noise_sd",
                             "The same as a multiple of the spread of the surrounding bone, noise included",
                             "chosen on phantoms", 0, 10},
        p.least_contrast_in_noise_sd);
  visit(ParameterDescription{"most_shared_density",
                             "Or share of the marrow round it that is as dense as the lesion, at most",
                             "chosen on lesions painted into real bone and on places without one: marrow "
                             "between cortex spreads so widely that its median tells nothing",
                             0, 1},
        p.most_shared_density);
  visit(
      ParameterDescription{"smoothness", "Weight of the border length against the densities in the graph cut",
                           "methods A1.7, lambda", 0, 100},
      p.smoothness);
  visit(
      ParameterDescription{"surface_layer_mm",
                           "Depth below the bone's surface in which bone is compared with cortex, not marrow",
                           "methods A1.10: depth over cortex + 1 mm", 0, 20},
      p.surface_layer_mm);
  visit(ParameterDescription{"edge_search_mm", "How far the fitted edge may lie from the graph cut",
                             "two voxels of a routine series", 0.5, 10},
        p.edge_search_mm);
  visit(ParameterDescription{"least_edge_r_squared",
                             "Edges that explain less of their profile do not move the surface",
                             "methods A4.1: reject below 0.6", 0, 1},
        p.least_edge_r_squared);
  describe_unlike(p, visit);
}

/// The outline of the lesion that holds a point: graph cut between the density at the seed and that of the
/// surrounding bone (Boykov and Jolly, ICCV 2001; methods A3.5), or, where a lesion has more than one density
/// or that of bone (whole_outline.h), between what is unlike bone elsewhere and what is not; then the surface
/// moved to the half level of the edge along its normals, so that `membership` 0.5 is a sub-voxel border.
/// Inside the given bones and the space that a lesion has opened in them (opened_bone.h) only: what has grown
/// through the cortex is added when it is measured (features/lesion/outline_with_mass.h). Membership is 0.5
/// at the surface and falls linearly to 0 one voxel diagonal outside of it (1 inside). Throws InputError when
/// the seed lies outside of the volume. Unknown, with the figures, when the seed lies in air or outside of
/// bone, when the region cannot be told from the bone round it, when no bone is left to compare with, or when
/// the region has no border within `largest_radius_mm`.
Measured<CtLesionOutline> outline_lesion_from_seed(const CtVolume& ct, const LabelMap& bones,
                                                   const ImageQuality& quality,
                                                   const Eigen::Vector3d& seed_in_patient_mm,
                                                   const LesionOutlineParameters& parameters);

}  // namespace osteosign
