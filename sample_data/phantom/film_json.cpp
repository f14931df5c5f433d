#include "sample_data/phantom/film_json.h"

#include "sample_data/phantom/spine/spine_json.h"
#include "sample_data/phantom/truth_json.h"

namespace osteosign::phantom {

namespace {

using Json = nlohmann::ordered_json;

Json projection_json(const FilmOfCt& made) {
  const FilmGeometry geometry(made.exposure);
  const Eigen::Vector3d middle =
      geometry.direction_through({(made.exposure.columns - 1) / 2.0, (made.exposure.rows - 1) / 2.0});
  const auto direction_of = [&](const Eigen::Vector2d& step) {
    const Eigen::Vector2d centre((made.exposure.columns - 1) / 2.0, (made.exposure.rows - 1) / 2.0);
    const Eigen::Vector3d ray = geometry.direction_through(centre + step);
    return Eigen::Vector3d((ray - ray.dot(middle) * middle).normalized());
  };
  return {{"source_mm", numbers(Eigen::Vector3d(geometry.source_mm() + made.centre_in_patient_mm))},
          {"beam", numbers(middle)},
          {"along_rows", numbers(direction_of(Eigen::Vector2d::UnitX()))},
          {"along_columns", numbers(direction_of(Eigen::Vector2d::UnitY()))},
          {"centre_mm", numbers(made.centre_in_patient_mm)},
          {"source_detector_mm", rounded(made.exposure.source_detector_mm)},
          {"imager_pixel_mm", rounded(made.exposure.pixel_mm)}};
}

}  // namespace

Json truth_of(const FilmOfCt& made) {
  return {{"modality", "DX"},
          {"sop_instance_uid", made.film.sop_instance_uid},
          {"columns", made.film.columns},
          {"rows", made.film.rows},
          {"magnification", rounded(made.exposure.source_detector_mm / made.exposure.source_object_mm)},
          {"spacing_mm", rounded(made.exposure.pixel_mm * made.exposure.source_object_mm /
                                 made.exposure.source_detector_mm)},
          {"stored_per_attenuation", made.exposure.linear_exposure > 0 ? 0.0 : stored_per_trunk_attenuation},
          {"projection", projection_json(made)}};
}

Json vertebrae_json(const SpineCt& scanned, const FilmOfCt& made) {
  Json list = Json::array();
  for (const VertebraOnFilm& vertebra : vertebrae_on_film(scanned, made))
    list.push_back({{"number", vertebra.number},
                    {"level", vertebra.level},
                    {"magnification", rounded(vertebra.magnification)},
                    {"centre_px", numbers(vertebra.centre)},
                    {"left_pedicle_px", numbers(vertebra.left_pedicle)},
                    {"right_pedicle_px", numbers(vertebra.right_pedicle)},
                    {"left_superior_px", numbers(vertebra.left_superior)},
                    {"right_superior_px", numbers(vertebra.right_superior)},
                    {"left_inferior_px", numbers(vertebra.left_inferior)},
                    {"right_inferior_px", numbers(vertebra.right_inferior)},
                    {"anterior_superior_px", numbers(vertebra.anterior_superior)},
                    {"posterior_superior_px", numbers(vertebra.posterior_superior)},
                    {"anterior_inferior_px", numbers(vertebra.anterior_inferior)},
                    {"posterior_inferior_px", numbers(vertebra.posterior_inferior)}});
  return list;
}

}  // namespace osteosign::phantom
