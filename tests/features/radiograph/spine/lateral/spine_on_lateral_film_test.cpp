#include "features/radiograph/spine/lateral/spine_on_lateral_film.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <filesystem>

#include "classify/genant.h"
#include "classify/posterior_wall.h"
#include "io/dicom/find_series.h"
#include "io/dicom/read_radiograph.h"
#include "sample_data/phantom/spine/film_of_spine.h"
#include "sample_data/phantom/spine/random_spine.h"
#include "sample_data/phantom/write_film_dicom.h"

namespace osteosign {
namespace {

using testing::HasSubstr;

/// A lateral film cast through a coarse scan of a spine down to L5, with what is wrong with its vertebra 4.
struct CastFilm {
  Radiograph film;
  phantom::FilmExposure exposure;
  std::vector<phantom::VertebraOnFilm> truth;
};

CastFilm cast(const phantom::VertebraSigns& signs) {
  phantom::RandomSpine spine = phantom::random_spine({.seed = 21, .vertebrae = 7, .lowest_level = 24});
  spine.phantom.signs[4] = signs;
  spine.scan.column_mm = spine.scan.row_mm = 1.4;
  spine.scan.increment_mm = spine.scan.slice_thickness_mm = 1.4;
  spine.scan.slices = 230;
  spine.scan.noise_hu = spine.scan.pose_deg = 0;
  constexpr double half_width_mm = 60;
  const phantom::SpineCt scanned =
      phantom::scan_spine(spine.phantom, phantom::scan_of_trunk(spine.phantom, spine.scan, half_width_mm));
  phantom::FilmExposure exposure = phantom::trunk_exposure();
  exposure.pixel_mm = 0.5;
  exposure.ray_step_mm = 1.4;
  const phantom::FilmOfCt made = phantom::film_of_ct(scanned.ct, phantom::FilmView::lateral, exposure);
  return {made.film, made.exposure, phantom::vertebrae_on_film(scanned, made)};
}

const CastFilm& healthy() {
  static const CastFilm film = cast({});
  return film;
}

Measured<SpineOnFilm> found_on(const Radiograph& film) {
  return spine_on_lateral_film(film, prepare_radiograph(film, {}));
}

Eigen::Vector2d middle_of(const phantom::VertebraOnFilm& truth) {
  return (truth.anterior_superior + truth.posterior_superior + truth.anterior_inferior +
          truth.posterior_inferior) /
         4;
}

const VertebraOnFilm& nearest(const SpineOnFilm& spine, const Eigen::Vector2d& middle_px) {
  return *std::ranges::min_element(spine.vertebrae, {}, [&](const VertebraOnFilm& vertebra) {
    return (vertebra.centre_px - middle_px).norm();
  });
}

Radiograph turned_round(Radiograph film) {
  for (int row = 0; row < film.rows; ++row) {
    const auto first = film.pixels.begin() + static_cast<std::ptrdiff_t>(row) * film.columns;
    std::reverse(first, first + film.columns);
  }
  film.orientation = std::string("P\\F");
  film.view = std::string("RL");
  return film;
}

TEST(SpineOnLateralFilm, BodiesOfAHealthySpineAreFoundWithTheirCorners) {
  const SpineOnFilm spine = found_on(healthy().film).value();
  EXPECT_EQ(spine.view, SpineView::lateral);
  for (std::size_t each = 1; each + 1 < healthy().truth.size(); ++each) {
    const phantom::VertebraOnFilm& truth = healthy().truth[each];
    const VertebraOnFilm& vertebra = nearest(spine, middle_of(truth));
    const double depth_px = (truth.anterior_superior - truth.posterior_superior).norm();
    EXPECT_LT((vertebra.outline_px[0] - truth.anterior_superior).norm(), 0.15 * depth_px) << truth.level;
    EXPECT_LT((vertebra.outline_px[2] - truth.posterior_inferior).norm(), 0.15 * depth_px) << truth.level;
  }
}

TEST(SpineOnLateralFilm, NothingIsRaisedOnAHealthySpine) {
  const SpineOnFilm spine = found_on(healthy().film).value();
  for (const VertebraOnFilm& vertebra : spine.vertebrae) {
    const Finding finding = judge_posterior_wall(
        JudgedFilmVertebra{.subject = "v", .level = {}, .measurements = vertebra.measurements}, {});
    EXPECT_NE(finding.verdict, Verdict::malignant) << vertebra.number;
    EXPECT_NE(finding.verdict, Verdict::benign) << vertebra.number;
    const Measured<Genant> graded = genant(vertebra.measurements);
    if (graded.known()) {
      EXPECT_LE(graded.value().lowest, 1) << vertebra.number;
    }
  }
}

TEST(SpineOnLateralFilm, AWedgedBodyHasLostHeightInFront) {
  const CastFilm wedged = cast({.anterior_loss = 0.5});
  const SpineOnFilm spine = found_on(wedged.film).value();
  const RadiographVertebraMeasurements& measured = nearest(spine, middle_of(wedged.truth[3])).measurements;
  EXPECT_GT(measured.anterior_height_loss.value().value, 0.3);
  EXPECT_GT(measured.sagittal_wedge.value().value, 8);
  EXPECT_GE(genant(measured).value().highest, 2);
}

TEST(SpineOnLateralFilm, AFilmTurnedRoundIsMeasuredAlike) {
  const SpineOnFilm straight = found_on(healthy().film).value(),
                    turned = found_on(turned_round(healthy().film)).value();
  ASSERT_EQ(straight.vertebrae.size(), turned.vertebrae.size());
  for (std::size_t each = 0; each < straight.vertebrae.size(); ++each) {
    const Quantity* const one = straight.vertebrae[each].measurements.middle_height.if_known();
    const Quantity* const other = turned.vertebrae[each].measurements.middle_height.if_known();
    ASSERT_EQ(one == nullptr, other == nullptr) << each;
    if (one != nullptr) {
      EXPECT_NEAR(one->value, other->value, 0.5) << each;
    }
  }
}

TEST(SpineOnLateralFilm, ABodyThatTheFilmCutsIsUnknown) {
  Radiograph film = healthy().film;
  const int first = static_cast<int>(middle_of(healthy().truth[2]).y());
  film.rows -= first;
  film.pixels.erase(film.pixels.begin(),
                    film.pixels.begin() + static_cast<std::ptrdiff_t>(first) * film.columns);
  const SpineOnFilm spine = found_on(film).value();
  for (const VertebraOnFilm& vertebra : spine.vertebrae) {
    const bool is_whole = vertebra.centre_px.y() > middle_of(healthy().truth[3]).y() - first - 20;
    if (!is_whole) {
      EXPECT_FALSE(vertebra.measurements.anterior_height.known());
    }
  }
}

TEST(SpineOnLateralFilm, Monochrome1IsReadAlike) {
  const std::filesystem::path file = std::filesystem::path(testing::TempDir()) / "lateral_mono1.dcm";
  phantom::FilmExposure exposure = healthy().exposure;
  exposure.monochrome = 1;
  phantom::write_film_dicom(healthy().film, exposure, file, phantom::Compression::none);
  const Radiograph read = read_radiograph(find_series({file}).studies.at(0).series.at(0).instances.at(0));
  EXPECT_EQ(found_on(read).value().vertebrae.size(), found_on(healthy().film).value().vertebrae.size());
}

TEST(SpineOnLateralFilm, IsUnknownOnOtherFilms) {
  const auto reason = [](auto&& change) {
    Radiograph film = healthy().film;
    change(film);
    return found_on(film).reason();
  };
  EXPECT_THAT(reason([](Radiograph& film) { film.body_part = std::string("FEMUR"); }),
              HasSubstr("films of the spine alone"));
  EXPECT_THAT(reason([](Radiograph& film) { film.view = std::string("AP"); }), HasSubstr("no lateral view"));
  EXPECT_THAT(reason([](Radiograph& film) { film.orientation = std::string("L\\F"); }),
              HasSubstr("to a side of the patient"));
  EXPECT_THAT(reason([](Radiograph& film) { std::ranges::fill(film.pixels, 7.F); }), HasSubstr("empty"));
}

TEST(SpineOnLateralFilm, TheViewMayStandInThePatientOrientationAlone) {
  Radiograph film;
  EXPECT_FALSE(is_lateral_view(film)) << "nothing is guessed";
  film.orientation = std::string("A\\F");
  EXPECT_TRUE(is_lateral_view(film));
  film.view = std::string("AP");
  EXPECT_FALSE(is_lateral_view(film));
}

}  // namespace
}  // namespace osteosign
