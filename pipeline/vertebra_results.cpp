#include "pipeline/vertebra_results.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "pipeline/image_places.h"
#include "pipeline/named_bones.h"

namespace osteosign {
namespace {

VertebraPlaces places_of(const CtVolume& ct, const Vertebra& vertebra) {
  const auto place = [&ct](const std::optional<Eigen::Vector3d>& point) {
    return point ? std::optional<ImagePlace>(place_in(ct, *point)) : std::nullopt;
  };
  const VertebraMeasurements& measured = vertebra.measurements;
  return {.body = place_in(ct, vertebra.centre_in_patient_mm),
          .wall_bulge = place(measured.bulge_in_patient_mm),
          .wall_breach = place(measured.wall_breach_in_patient_mm),
          .epidural = place(measured.epidural_in_patient_mm),
          .left_pedicle = place(measured.left_pedicle_in_patient_mm),
          .right_pedicle = place(measured.right_pedicle_in_patient_mm),
          .lysis = place(measured.lysis_in_patient_mm)};
}

/// "study" and numbers are subjects of other findings; a level is neither.
std::string unique_subject(const Vertebra& vertebra, std::size_t series_number, const SpineResult& taken) {
  const std::string wanted =
      vertebra.level.level.known() ? vertebra.level.level.value() : vertebra.level.shown;
  const auto is_free = [&taken](const std::string& subject) {
    return std::ranges::none_of(taken.vertebrae,
                                [&](const VertebraResult& other) { return other.judged.subject == subject; });
  };
  if (is_free(wanted)) return wanted;
  const std::string with_number = fmt::format("{} (vertebra {} from above)", wanted, vertebra.label);
  return is_free(with_number)
             ? with_number
             : fmt::format("{} (vertebra {} from above, series {})", wanted, vertebra.label, series_number);
}

VertebraResult vertebra_result(const AnalyzedCt& ct, const Vertebra& vertebra, const std::string& subject) {
  return {.judged = {subject, vertebra.level, vertebra.measurements, places_of(ct.ct, vertebra),
                     ct.analysis.spine_measurements.cobb},
          .label = number_of_level(vertebra.level),
          .series_instance_uid = ct.ct.acquisition.series_instance_uid,
          .centre_in_patient_mm = vertebra.centre_in_patient_mm,
          .cut_by_border = vertebra.cut_by_border};
}

std::string why_no_spine(const std::vector<AnalyzedCt>& cts) {
  if (cts.empty()) return "no CT series was analyzed";
  std::string reason;
  for (const AnalyzedCt& ct : cts)
    for (const std::string& note : ct.analysis.spine.notes) reason += (reason.empty() ? "" : "; ") + note;
  return reason.empty() ? "no vertebra was found" : reason;
}

/// The larger angle of the two; a known one before an unknown one.
MeasuredQuantity larger(const MeasuredQuantity& one, const MeasuredQuantity& other) {
  if (!one.known()) return other;
  if (!other.known()) return one;
  return std::abs(other.value().value) > std::abs(one.value().value) ? other : one;
}

FilmVertebraResult film_vertebra_result(const Radiograph& film, const SpineOnFilm& spine,
                                        const VertebraOnFilm& vertebra, std::size_t film_number) {
  const auto place = [&film](const Eigen::Vector2d& pixel) {
    return ImagePlace{film.sop_instance_uid, 0, ImagePlace::PixelPoint{pixel}};
  };
  const std::string name = vertebra.level.level.known()
                               ? vertebra.level.level.value()
                               : fmt::format("vertebra {} from above", vertebra.number);
  JudgedFilmVertebra judged{fmt::format("radiograph {}, {}", film_number, name), vertebra.level,
                            vertebra.measurements, spine.image_left_side, place(vertebra.centre_px)};
  if (vertebra.pedicles.size() == 2) {
    judged.image_left_pedicle = place(vertebra.pedicles.front().centre_px);
    judged.image_right_pedicle = place(vertebra.pedicles.back().centre_px);
  }
  judged.view = spine.view;
  judged.cobb = spine.cobb;
  if (vertebra.lucent_px) judged.lucency = place(*vertebra.lucent_px);
  if (!vertebra.posterior_wall_px.empty()) judged.posterior_wall = place(vertebra.most_posterior_px);
  return {std::move(judged), vertebra.number, vertebra.centre_px};
}

}  // namespace

Measured<SpineResult> spine_result(const std::vector<AnalyzedCt>& cts) {
  SpineResult result;
  for (std::size_t each = 0; each < cts.size(); ++each) {
    const SpineMeasurements& spine = cts[each].analysis.spine_measurements;
    if (spine.vertebrae.empty()) continue;
    result.cobb = result.vertebrae.empty() ? spine.cobb : larger(result.cobb, spine.cobb);
    if (result.labels_from.empty()) result.labels_from = spine.labels_from;
    for (const Vertebra& vertebra : spine.vertebrae)
      result.vertebrae.push_back(
          vertebra_result(cts[each], vertebra, unique_subject(vertebra, each + 1, result)));
  }
  if (result.vertebrae.empty()) return Unknown{why_no_spine(cts)};
  return result;
}

std::vector<FilmSpineResult> film_spine_results(const std::vector<AnalyzedFilm>& films) {
  std::vector<FilmSpineResult> results;
  for (std::size_t each = 0; each < films.size(); ++each) {
    const Measured<SpineOnFilm>& spine = films[each].analysis.spine;
    FilmSpineResult result{films[each].film.sop_instance_uid};
    if (spine.known()) {
      std::vector<FilmVertebraResult> vertebrae;
      for (const VertebraOnFilm& vertebra : spine.value().vertebrae)
        vertebrae.push_back(film_vertebra_result(films[each].film, spine.value(), vertebra, each + 1));
      result.vertebrae = std::move(vertebrae);
    } else {
      result.vertebrae = spine.unknown();
    }
    results.push_back(std::move(result));
  }
  return results;
}

}  // namespace osteosign
