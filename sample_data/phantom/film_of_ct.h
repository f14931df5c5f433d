#pragma once
#include <string>

#include "io/images/ct_volume.h"
#include "io/images/radiograph.h"
#include "sample_data/phantom/film_exposure.h"

namespace osteosign::phantom {

/// From which side a CT is radiographed. `ap`: the left of the patient at the right edge of the film.
/// `lateral`: the left side at the detector (LL), the front of the patient at the right edge.
enum class FilmView { ap, lateral };
/// Throws UsageError naming the views there are.
FilmView film_view_named(const std::string& name);

/// Stored values per unit of attenuation: a trunk takes away up to 10 units, twice as much as a limb.
constexpr double stored_per_trunk_attenuation = 400;

/// A radiograph made of a CT, and where points of the patient lie on it.
struct FilmOfCt {
  Radiograph film;
  FilmExposure exposure;  ///< turned for the view: `turn_deg` holds the view and the rotation
  Eigen::Vector3d centre_in_patient_mm = Eigen::Vector3d::Zero();  ///< on the central ray

  Eigen::Vector2d pixel_of(const Eigen::Vector3d& in_patient_mm) const {
    return FilmGeometry(exposure).pixel_of(in_patient_mm - centre_in_patient_mm);
  }
  double magnification_of(const Eigen::Vector3d& in_patient_mm) const {
    return FilmGeometry(exposure).magnification_of(in_patient_mm - centre_in_patient_mm);
  }
};

/// An exposure for trunks: 0.25 mm pixels, source 1150 mm from the detector, quanta for what a trunk lets
/// through, upright. With 0 columns or rows the film is as large as the shadow of the CT.
FilmExposure trunk_exposure();

/// Radiographs a CT by cone-beam rays from a point source (methods C2): the integral of attenuation_per_mm
/// over a trilinear interpolation of the voxels, then the detector. The middle of the CT lies on the central
/// ray; what lies beyond the CT is air. `turn_deg` turns the patient about the axis of LPS z, to the right
/// first. Same arguments, same bytes, for any number of threads. Throws UsageError when the CT is empty.
FilmOfCt film_of_ct(const CtVolume& ct, FilmView view, const FilmExposure& exposure);

}  // namespace osteosign::phantom
