#pragma once
#include <Eigen/Geometry>
#include <optional>
#include <string>
#include <vector>

#include "features/prepare/image_quality.h"
#include "features/spine/spine.h"
#include "features/values/lesion.h"
#include "features/values/lesion_measurements.h"
#include "features/values/vertebra.h"
#include "io/images/label_map.h"
#include "pipeline/stage_times.h"

namespace osteosign {

/// What the user pointed at in a CT.
struct CtPrompts {
  std::vector<Eigen::Vector3d> seeds_in_patient_mm;
  std::vector<Eigen::AlignedBox3d> boxes_in_patient_mm;  ///< one round each lesion
  std::optional<LabelMap> lesion_mask;                   ///< on the grid of the CT; each label is a lesion
  std::vector<std::string> notes;                        ///< how the mask came onto that grid
};

/// One lesion that the user marked or the search found. A marked one is never lost: when it cannot be
/// outlined, every measurement is unknown for that reason.
struct CtLesion {
  LesionOrigin origin;
  Eigen::AlignedBox3d marked_in_patient_mm;  ///< the box; without extent for a seed, or a point of the mask
                                             ///< or of the candidate
  Measured<CtLesionOutline> outline;
  CtLesionMeasurements measurements;
  Measured<double> confidence = Unknown{"the lesion was marked, not found by a search"};
};

struct CtAnalysis {
  ImageQuality quality;
  LabelMap bones;
  std::vector<std::string> notes;                     ///< of the segmentation and the spine
  Spine spine;                                        ///< as it was found; empty when there is none in view
  std::vector<VertebraGeometry> vertebra_geometries;  ///< one for each of spine.found
  SpineMeasurements spine_measurements;
  std::vector<CtLesion> lesions;  ///< marked ones as they were given, then candidates by falling confidence
  Measured<std::string> searched = Unknown{"no search for lesions was made"};
  StageTimes times;
};

}  // namespace osteosign
