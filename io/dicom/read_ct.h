#pragma once
#include "io/dicom/find_series.h"
#include "io/images/ct_volume.h"

namespace osteosign {

/// A CT series (single-frame or enhanced multi-frame) as one evenly spaced block in Hounsfield units.
/// Geometry comes from Image Position and Image Orientation alone (PS3.3 C.7.6.2): slices are ordered along
/// the normal, duplicates dropped, gaps treated by `policy`, a tilted gantry sheared back by resampling.
/// Rescale is applied per slice. Every fact with its figures is put into `geometry.notes`. Throws InputError
/// (not_usable) naming file, tag and value when no volume can be made.
struct ReadCt {
  CtVolume ct;
  std::vector<RefusedFile> refused;  ///< slices that could not be used
};
ReadCt read_ct(const SeriesEntry& series, GapPolicy policy);

}  // namespace osteosign
