#pragma once
#include <optional>
#include <vector>

#include "features/prepare/image_quality.h"
#include "features/prepare/metal.h"
#include "features/vertebra/canal.h"
#include "features/vertebra/epidural_parameters.h"

namespace osteosign {

struct EpiduralTissue {
  MeasuredQuantity thickness = Unknown{"not measured"};
  MeasuredQuantity assessed_fraction = Unknown{"not measured"};
  /// At the wall where most fat is missing; nothing where none is.
  std::optional<Eigen::Vector3d> thickest_in_patient_mm{};
};

/// Soft tissue in front of the sac and beside it in the place of epidural fat, one value for each vertebra.
/// Definition: in windows of a fifth of the height of the body, on lines across the canal from in front,
/// obliquely from in front, from the left and from the right, the fat that the nearest vertebrae above and
/// below have there less what this one has, less what bone has taken of the canal; the most of all lines.
/// Tissue and thecal sac are equally dense without contrast medium, so what is measured is fat that is
/// missing: a mass that moves the sac takes the fat on both sides of it and is measured whole; one that
/// presses it together is thicker than what is measured. Tissue behind the sac alone is not measured. Unit:
/// mm. Unknown when: the neighbours show too little fat on most lines from one of these sides (and no loss of
/// 3 mm is seen from another), contrast medium fills the canal, metal is near, noise or voxels are too large,
/// too little of the canal was seen, or what took the place of the fat is denser than soft tissue. Standard
/// deviation: noise over the pooled voxels and the spread of healthy levels, twice that with a neighbour on
/// one side only. Reference: methods A7.1.
std::vector<EpiduralTissue> measure_epidural_tissue(const CtVolume& ct,
                                                    const std::vector<VertebraGeometry>& vertebrae,
                                                    const std::vector<CanalAtLevel>& canals,
                                                    const Metal& metal, const ImageQuality& quality,
                                                    const EpiduralParameters& parameters);

}  // namespace osteosign
