#include "tests/evaluation/film_periosteum_case.h"

#include "sample_data/phantom/draw.h"
#include "sample_data/phantom/random_reaction.h"

namespace osteosign::evaluation {
namespace {

constexpr std::uint64_t exposure_stream = 64;
constexpr double width_mm = 62, length_mm = 64;  // on the detector

}  // namespace

FilmPeriosteumCase random_film_periosteum_case(int seed) {
  phantom::Draw draw(static_cast<std::uint64_t>(seed), exposure_stream);
  FilmPeriosteumCase made;
  made.phantom = phantom::random_periosteum_phantom(seed);
  made.phantom.reaction.gap_mm = draw.between(0.3, 1.5);  // some closer than a film can resolve
  phantom::FilmExposure& exposure = made.exposure;
  exposure.pixel_mm = draw.between(0.1, 0.2);
  exposure.columns = static_cast<int>(width_mm / exposure.pixel_mm);
  exposure.rows = static_cast<int>(length_mm / exposure.pixel_mm);
  exposure.source_object_mm = 1000;
  exposure.source_detector_mm = 1000 * draw.between(1.05, 1.2);
  exposure.turn_deg = draw.between(-20, 20);  // the reaction is seldom quite tangential
  exposure.tilt_deg = draw.between(-6, 6);
  exposure.quanta_per_pixel = draw.between(5000, 50000);
  exposure.detector_sigma_mm = draw.between(0.1, 0.2);
  exposure.focal_spot_mm = draw.between(0.6, 1.2);
  exposure.scatter_to_primary = draw.between(0.2, 0.6);
  exposure.seed = seed;
  return made;
}

}  // namespace osteosign::evaluation
