#pragma once
#include <vector>

#include "io/dicom/find_series.h"
#include "io/dicom/hounsfield_scale.h"
#include "io/dicom/image_plane.h"
#include "io/images/ct_volume.h"

namespace osteosign {

/// One slice of a CT series: a single-frame instance, or one frame of an enhanced multi-frame instance.
struct CtSlice {
  std::filesystem::path file;
  int frame = 0;  ///< 0-based
  SliceSource source;
  ImagePlane plane;
  HounsfieldScale scale;
  int columns = 0;
  int rows = 0;
};

/// The headers of all slices of a series, in the order of its instances.
struct CtSlices {
  std::vector<CtSlice> slices;
  CtAcquisition acquisition;         ///< from the first readable instance
  std::vector<RefusedFile> refused;  ///< files that could not be parsed
};

/// Reads them without their pixels. Throws InputError (not_usable) naming file, tag and value when geometry
/// or rescale of a slice is absent or broken, or when slices differ in size, orientation or pixel spacing.
CtSlices read_ct_slices(const SeriesEntry& series);

/// A slice with its pixels in Hounsfield units, and others of the same file after it.
/// Decodes frames [first, last) of `slices`, which all come from one file. Throws InputError.
std::vector<HounsfieldSlice> decode_ct_slices(const std::vector<CtSlice>& slices);

}  // namespace osteosign
