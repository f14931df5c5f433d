#pragma once
#include <string>

#include "io/images/label_map.h"
#include "io/values/described.h"

namespace osteosign {

struct ResampleLabelsParameters {
  double same_grid_mm = 1e-3;           ///< corner distance up to which two grids are the same
  double least_overlap_fraction = 0.5;  ///< of the labelled voxels that must fall inside the CT
};

template <class Visitor>
void describe(ResampleLabelsParameters& p, Visitor&& visit) {
  visit(ParameterDescription{"same_grid_mm",
                             "largest distance in mm between equal corners of two grids that count as one",
                             "rounding of NIfTI headers", 1e-6, 0.1},
        p.same_grid_mm);
  visit(ParameterDescription{"least_overlap_fraction",
                             "share of the labelled voxels of a file that must lie inside the CT",
                             "chosen: below half, the file is more likely of another study", 0.0, 1.0},
        p.least_overlap_fraction);
}

/// Labels on the grid of a CT, and how they came there.
struct LabelsOnGrid {
  LabelMap labels;
  std::string note;  ///< one sentence with figures, for the provenance: used as is, or resampled from what
};

/// A label map brought onto `grid` by the nearest neighbour: each voxel of the grid takes the label whose
/// voxel holds its centre, 0 outside. A map on the same grid is used as it is. Throws InputError (not usable)
/// with the figures when fewer of its labelled voxels than asked for lie inside the grid.
LabelsOnGrid resample_labels(const LabelMap& labels, const ImageGrid& grid,
                             const ResampleLabelsParameters& parameters);

}  // namespace osteosign
