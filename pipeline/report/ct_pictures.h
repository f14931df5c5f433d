#pragma once
#include <Eigen/Geometry>
#include <vector>

#include "features/values/lesion.h"
#include "io/images/ct_volume.h"
#include "io/images/label_map.h"
#include "pipeline/report/picture.h"

namespace osteosign {

/// Axial, coronal and sagittal view of the whole series through a point, bone borders drawn.
std::vector<ReportPicture> overview_pictures(const CtVolume& ct, const LabelMap& bones,
                                             const Eigen::Vector3d& centre_in_patient_mm,
                                             const std::string& series_name);

/// The three views through a lesion, enlarged, with the outline that was measured; a lesion without outline
/// is shown round the middle of what was marked: a point or a box.
std::vector<ReportPicture> lesion_pictures(const CtVolume& ct, const Measured<CtLesionOutline>& outline,
                                           const Eigen::AlignedBox3d& marked_in_patient_mm,
                                           const std::string& lesion_id);

}  // namespace osteosign
