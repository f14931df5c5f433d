#pragma once
#include "features/vertebra/labelled_body.h"

namespace osteosign {

/// A frame from an axis and a direction that is about anterior.
VertebraFrame frame_at(const Eigen::Vector3d& origin_mm, const Eigen::Vector3d& cranial,
                       const Eigen::Vector3d& forward);

/// A frame and how far the body and what lies next to it reach in it.
struct SettledFrame {
  VertebraFrame frame;
  LocalExtent extent;
};

/// The frame in the middle of the body, its axis between the normals of the two ends of the label, from the
/// frame of the found vertebra in a few rounds. Turned about its axis as the found vertebra is.
Measured<SettledFrame> settle_frame(const VertebraCrop& crop, const FoundVertebra& vertebra);

}  // namespace osteosign
