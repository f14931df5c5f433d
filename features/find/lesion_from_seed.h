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
  double smoothness = 3;
  double surface_layer_mm = 3;
  double edge_search_mm = 2.5;
  double least_edge_r_squared = 0.6;
};

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
}

/// The outline of the lesion that holds a point: graph cut between the density at the seed and that of the
/// surrounding bone (Boykov and Jolly, ICCV 2001; methods A3.5), then the surface moved to the half level
/// of the edge along its normals, so that `membership` 0.5 is a sub-voxel border. Inside the given bones and
/// the space that a lesion has opened in them (opened_bone.h) only: what has grown through the cortex is
/// added when it is measured (features/lesion/outline_with_mass.h). Membership is 0.5 at the surface and
/// falls linearly to 0 one voxel diagonal outside of it (1 inside). Throws InputError when the seed lies
/// outside of the volume. Unknown, with the figures, when the seed lies in air or outside of bone, when the
/// region cannot be told from the bone round it, when no bone is left to compare with, or when the region has
/// no border within `largest_radius_mm`.
Measured<CtLesionOutline> outline_lesion_from_seed(const CtVolume& ct, const LabelMap& bones,
                                                   const ImageQuality& quality,
                                                   const Eigen::Vector3d& seed_in_patient_mm,
                                                   const LesionOutlineParameters& parameters);

}  // namespace osteosign
