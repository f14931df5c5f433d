#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "sample_data/phantom/dicom_attributes.h"
#include "sample_data/phantom/paint/painting.h"

namespace osteosign::phantom {

/// What `osteosign-phantom paint` is asked for.
struct PaintRequest {
  std::vector<std::filesystem::path> inputs;  ///< files or folders with one CT series to paint into
  std::filesystem::path output;               ///< folder for dicom/ and truth.json
  std::filesystem::path labels;               ///< NIfTI or NRRD, may be empty
  Painting painting;
  Compression compression = Compression::none;
};

/// "x,y,z,rx,ry,rz,hu" with, if wanted, ",edge_width_mm" (Gaussian) and ",label". Throws UsageError.
PaintedEllipsoid ellipsoid_of(const std::string& text);
/// "x,y,z,height,half_width,half_length" with, if wanted, ",hu". Throws UsageError.
PaintedBulge bulge_of(const std::string& text);

/// Reads the CT, paints into it and writes the series and what is true of it. Throws UsageError when the
/// input holds no CT or the output is already there, InputError when the CT can not be read, OutputError.
void paint_study(const PaintRequest& request);

}  // namespace osteosign::phantom
