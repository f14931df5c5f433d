#pragma once
#include "io/images/ct_volume.h"
#include "pipeline/report/curved_view.h"
#include "pipeline/report/view_plane.h"

#include <opencv2/core.hpp>

namespace osteosign {

/// A CT in the bone window, with letters of orientation and a scale bar.
cv::Mat3b drawn_ct(const CtVolume& ct, const ViewPlane& plane);
cv::Mat3b drawn_ct(const CtVolume& ct, const CurvedView& view);

}  // namespace osteosign
