#pragma once
#include <Eigen/Core>
#include <string>
#include <vector>

#include "features/prepare/image_quality.h"
#include "io/images/ct_volume.h"
#include "io/images/radiograph.h"

namespace osteosign {

/// What result.json says of one series, CT or film.
struct SeriesResult {
  std::string series_instance_uid;
  std::string modality;
  Measured<std::string> view;
  int slices = 0;         ///< 1 for a film
  std::vector<int> size;  ///< columns, rows and, on CT, slices
  Measured<std::vector<double>> spacing_mm;
  Measured<Eigen::Vector3d> origin_mm;
  Measured<Eigen::Matrix3d> direction;  ///< columns are the x, y and z index axes in the patient
  std::string spacing_source;
  Measured<CtGeometry> geometry;
  MeasuredQuantity noise_hu;
  MeasuredQuantity psf_in_plane_sigma_mm;
  MeasuredQuantity psf_axial_sigma_mm;
};

SeriesResult series_result(const CtVolume& ct, const ImageQuality& quality);
SeriesResult series_result(const Radiograph& film);

}  // namespace osteosign
