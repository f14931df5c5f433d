#include "tests/evaluation/judged_pedicles.h"

#include <fmt/format.h>

#include <algorithm>

#include "classify/pedicle_absent.h"
#include "features/radiograph/spine/spine_on_film.h"

namespace osteosign::evaluation {
namespace {

bool is_raised(const RadiographVertebraMeasurements& measured) {
  return judge_pedicle_absent(JudgedFilmVertebra{"vertebra", {}, measured}, {}).verdict == Verdict::malignant;
}

std::string text_of(const MeasuredQuantity& measured) {
  return measured.known() ? fmt::format("{:.2f}", measured.value().value) : measured.reason();
}

}  // namespace

std::vector<JudgedOnFilm> judged_on(const Radiograph& film, const Eigen::Vector2d* missing_px) {
  const Measured<SpineOnFilm> spine = spine_on_frontal_film(film, prepare_radiograph(film, {}), {});
  std::vector<JudgedOnFilm> judged;
  if (!spine.known()) return judged;
  for (const VertebraOnFilm& vertebra : spine.value().vertebrae) {
    JudgedOnFilm one;
    one.pedicles_px = {vertebra.pedicles.front().centre_px, vertebra.pedicles.back().centre_px};
    one.z = vertebra.measurements.pedicle_asymmetry_z;
    one.asymmetry = vertebra.measurements.pedicle_asymmetry;
    one.seen = {vertebra.measurements.image_left_pedicle_seen,
                vertebra.measurements.image_right_pedicle_seen};
    one.expected = {vertebra.measurements.image_left_pedicle_expected,
                    vertebra.measurements.image_right_pedicle_expected};
    one.raised = is_raised(vertebra.measurements);
    if (missing_px != nullptr) {
      const double left = (one.pedicles_px[0] - *missing_px).norm(),
                   right = (one.pedicles_px[1] - *missing_px).norm();
      one.away_px = std::min(left, right);
      one.right_side = one.z.known() && (one.z.value().value < 0) == (left < right);
    }
    judged.push_back(one);
  }
  if (missing_px != nullptr && !judged.empty())
    std::ranges::min_element(judged, {}, &JudgedOnFilm::away_px)->missing = true;
  return judged;
}

std::string line_of(const std::string& film, const JudgedOnFilm& one) {
  return fmt::format("{}: z {}, asymmetry {}, seen {} and {}, expected {} and {}{}\n", film, text_of(one.z),
                     text_of(one.asymmetry), text_of(one.seen[0]), text_of(one.seen[1]),
                     text_of(one.expected[0]), text_of(one.expected[1]), one.raised ? ", raised" : "");
}

}  // namespace osteosign::evaluation
