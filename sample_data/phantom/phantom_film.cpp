#include "sample_data/phantom/phantom_film.h"

#include "sample_data/phantom/bone_truth.h"
#include "sample_data/phantom/dicom_identity.h"
#include "sample_data/phantom/film_detector.h"
#include "sample_data/phantom/film_rays.h"
#include "sample_data/phantom/film_truth.h"

namespace osteosign::phantom {

namespace {

Radiograph empty_film(const BonePhantom& phantom, const FilmExposure& exposure) {
  const std::string figures = figures_of_phantom(phantom) + figures_of(exposure);
  Radiograph film = unexposed_film(exposure);
  film.view = std::string("AP");
  film.laterality = std::string("L");
  film.orientation = std::string("L\\F");
  film.body_part = std::string("FEMUR");
  film.study_instance_uid = uid_from("study:" + figures);
  film.series_instance_uid = uid_from("series:" + figures);
  film.sop_instance_uid = uid_from("image:" + figures);
  return film;
}

}  // namespace

PhantomFilm expose_phantom(const BonePhantom& phantom, const FilmExposure& exposure) {
  check_phantom(phantom);
  PhantomFilm result;
  result.film = empty_film(phantom, exposure);
  const std::vector<std::uint16_t> values = detect(attenuation_image(phantom, exposure), exposure);
  result.film.pixels.assign(values.begin(), values.end());
  for (const LesionBody& lesion : phantom.lesions)
    result.lesions.push_back(film_lesion_truth(lesion, phantom.bone.marrow_hu, exposure));
  result.fracture = film_fracture_truth(phantom, exposure);
  result.bone_rows = bone_rows_truth(phantom.bone, exposure);
  result.magnification = exposure.source_detector_mm / exposure.source_object_mm;
  result.stored_per_attenuation = exposure.linear_exposure > 0 ? 0 : stored_per_attenuation;
  return result;
}

}  // namespace osteosign::phantom
