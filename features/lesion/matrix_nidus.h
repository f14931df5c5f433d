#pragma once
#include <optional>

#include "features/lesion/eroded_lesion.h"

namespace osteosign {

/// A lucent ball with a dense centre in dense bone.
struct Nidus {
  double diameter_mm;     ///< of the lucent ball
  double diameter_sd_mm;  ///< of that mean, from its scatter over the directions
  double core_diameter_mm;
  double part_of_rays;  ///< directions that show it
  Eigen::Vector3d middle_in_patient_mm;
};

/// Looked for in the lesion and just outside of it: from every dense top, rays in 92 directions must fall by
/// 100 HU within half of the largest centre, and rise again within half of the largest nidus into bone that
/// is dense and thick enough (methods A7.2). The one that most rays show.
std::optional<Nidus> find_nidus(const ErodedLesion& core, const MatrixParameters& parameters);

}  // namespace osteosign
