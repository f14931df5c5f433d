#pragma once
#include <functional>
#include <opencv2/core.hpp>
#include <vector>

#include "features/spine/spine.h"
#include "pipeline/report/view_plane.h"

namespace osteosign {

/// Column and row of a point of the patient on the picture that is drawn on.
using PictureFromPatient = std::function<Eigen::Vector2d(const Eigen::Vector3d&)>;

/// What of a vertebra shows on a cut along its axis: the endplates and the places of its heights, in the
/// middle of the body, across the view.
struct VertebraLines {
  std::vector<std::vector<Eigen::Vector3d>> endplates;  ///< paths in patient mm
  std::vector<std::vector<Eigen::Vector3d>> heights;    ///< from the inferior to the superior endplate
};

/// `view` is sagittal or coronal. A plate that was not seen is left out.
VertebraLines vertebra_lines(const VertebraGeometry& geometry, AnatomicalView view);

void draw_lines(cv::Mat3b& picture, const VertebraLines& lines, const PictureFromPatient& place);

}  // namespace osteosign
