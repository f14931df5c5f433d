#pragma once
#include <vector>

#include "io/dicom/segmentation_frames.h"

namespace osteosign {

/// Where the frames of a segmentation lie: a grid, and for each frame its slice of the grid.
struct SegmentationPlanes {
  ImageGrid grid;
  std::vector<int> slice_of_frame;
};

/// Throws InputError with tag, frame and figures when frames are not parallel, are shifted against each other
/// in their plane, or do not lie at even distances.
SegmentationPlanes place_segmentation_frames(DcmDataset& dataset, const SegmentationHeader& header);

}  // namespace osteosign
