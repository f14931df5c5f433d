#pragma once
#include <vector>

#include "sample_data/phantom/bone_phantom.h"
#include "sample_data/phantom/film_exposure.h"
#include "sample_data/phantom/scene.h"

namespace osteosign::phantom {

/// Linear attenuation per mm at 60 keV: soft tissue goes with HU; above 0 HU the line to cortical bone (NIST
/// XCOM mass attenuation .206 cm2/g of water, .315 cm2/g of cortical bone at 1.92 g/cm3, taken as 1600 HU).
double attenuation_per_mm(double hu);

/// Integral of the attenuation along a ray, from surface to surface of the limb. Near edges the sum of steps
/// by coverage, in even regions exact chords.
double ray_attenuation(const Scene& scene, const Eigen::Vector3d& source_mm, const Eigen::Vector3d& direction,
                       double first_mm, double last_mm, double step_mm);

/// The ray integrals of single pixels: a few of them take a small part of the time of the whole image.
class FilmRays {
 public:
  FilmRays(const BonePhantom& phantom, const FilmExposure& exposure);
  float attenuation_at(int column, int row) const;

 private:
  Scene scene_;
  FilmGeometry geometry_;
  double reach_mm_;  ///< from the axis of the limb: no ray meets anything beyond
  double step_mm_;
};

/// The ray integral of every pixel, column index fastest.
std::vector<float> attenuation_image(const BonePhantom& phantom, const FilmExposure& exposure);

}  // namespace osteosign::phantom
