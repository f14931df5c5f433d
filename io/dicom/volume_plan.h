#pragma once
#include <vector>

#include "io/dicom/in_plane_layout.h"
#include "io/images/ct_volume.h"

namespace osteosign {

/// How slices become an evenly spaced block, decided from their planes alone.
struct VolumePlan {
  /// One slice that is read, in order along the normal.
  struct Input {
    std::size_t plane;         ///< index in the planes given
    Eigen::Vector2d shift_px;  ///< on the raster of `layout`
  };
  /// One slice of the block: a blend of two inputs, or one of them when `upper_weight` is 0.
  struct Output {
    std::size_t lower;
    std::size_t upper;
    double upper_weight;
    bool interpolated() const { return upper_weight > 0; }
  };
  ImageGrid grid;
  InPlaneLayout layout;
  std::vector<Input> inputs;
  std::vector<Output> outputs;
  std::vector<OrderedSlices::Duplicate> duplicates;
  std::vector<std::size_t> left_out;  ///< planes outside the part that is kept
  CtGeometry geometry;
  /// True when every input is an output as it stands, so that nothing is blended.
  bool one_to_one() const;
};

/// Plans the block of slices of equal size, orientation and pixel spacing. Throws InputError (not_usable)
/// with the figures when there are fewer than two positions, when slices are missing or their distance
/// changes under GapPolicy::error, when more than a quarter repeat a position (several acquisitions in one),
/// or when the stack is steeper than any gantry.
VolumePlan plan_volume(const std::vector<ImagePlane>& planes, int columns, int rows, GapPolicy policy,
                       const SlicePositionTolerances& tolerances = {});

}  // namespace osteosign
