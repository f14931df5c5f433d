#pragma once
#include <opencv2/core.hpp>

#include "features/spine/spine.h"
#include "features/values/lesion.h"
#include "io/images/ct_volume.h"
#include "io/images/label_map.h"
#include "pipeline/report/curved_view.h"
#include "pipeline/report/view_plane.h"

namespace osteosign {

/// Hounsfield units on a view plane, linear between voxels; `CtVolume::padding_hu` outside the volume.
cv::Mat1f reslice(const CtVolume& ct, const ViewPlane& plane);
cv::Mat1f reslice(const CtVolume& ct, const CurvedView& view);
/// Probability of being lesion on a view plane, 0 outside its box.
cv::Mat1f reslice(const CtLesionOutline& outline, const ViewPlane& plane);
/// 255 where the nearest voxel has any label, else 0.
cv::Mat1b reslice(const LabelMap& labels, const ViewPlane& plane);
/// 255 where the nearest voxel of a vertebra is of that part, else 0.
cv::Mat1b reslice(const VertebraGeometry& vertebra, VertebraPart part, const ViewPlane& plane);
cv::Mat1b reslice(const VertebraGeometry& vertebra, VertebraPart part, const CurvedView& view);

}  // namespace osteosign
