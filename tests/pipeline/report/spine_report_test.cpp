#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "pipeline/report/report_html.h"
#include "pipeline/result/result_json.h"
#include "tests/pipeline/result/sample_result.h"

namespace osteosign {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

std::string page_of(const StudyResult& result) { return report_html(result_json(result), {}); }

TEST(SpineReport, NamesEachVertebraWithItsFiguresAndSigns) {
  const std::string page = page_of(sample_result());
  EXPECT_THAT(
      page,
      AllOf(HasSubstr("<h2 id=\"spine\">Spine</h2>"), HasSubstr("3 vertebrae; labels from: labels.nii.gz"),
            HasSubstr("<h3>L1: Pedicle</h3>"), HasSubstr("Highest Genant grade: 3 at L1"),
            HasSubstr("SINS of L1"), HasSubstr("vertebra 4 from above: findings and measurements")));
}

TEST(SpineReport, WhatIsUnknownIsNumberedWithItsReason) {
  const std::string page = page_of(sample_result());
  EXPECT_THAT(page, AllOf(HasSubstr("?<sup>1</sup>"), HasSubstr("<li>no intact neighbour has a canal</li>")));
}

TEST(SpineReport, AStudyWithoutASpineSaysWhy) {
  StudyResult result = sample_result();
  result.spine = Unknown{"no spine in view"};
  EXPECT_THAT(page_of(result),
              AllOf(HasSubstr("Not measured: no spine in view."), Not(HasSubstr("Scores beside"))));
}

TEST(SpineReport, FindingsOnVertebraeStandOnceAndReasonsThatAreSharedOnce) {
  const std::string page = page_of(sample_result());
  const std::size_t study = page.find("Findings on the whole study"),
                    open = page.find("What could not be assessed");
  ASSERT_NE(study, std::string::npos);
  EXPECT_THAT(page.substr(study, open - study), Not(HasSubstr(">Pedicle<")));
}

FilmSpineResult film_of(SpineView view) {
  FilmVertebraResult vertebra;
  vertebra.judged.subject = "radiograph 1, vertebra 1 from above";
  vertebra.judged.view = view;
  vertebra.judged.measurements.anterior_height_to_depth = Quantity{0.71, Unit::one};
  vertebra.judged.measurements.posterior_wall_bulge_to_depth = Quantity{0.023, Unit::fraction};
  vertebra.judged.measurements.anterior_height = Unknown{"the film has no pixel spacing in the patient"};
  return {"1.2.3", std::vector{vertebra}};
}

TEST(SpineReport, ALateralFilmHasATableOfItsVertebrae) {
  StudyResult result = sample_result();
  result.film_spines = {film_of(SpineView::lateral)};
  const std::string page = page_of(result);
  const std::size_t films = page.find("<h2>Vertebrae on a lateral radiograph</h2>");
  ASSERT_NE(films, std::string::npos);
  EXPECT_THAT(page.substr(films),
              AllOf(HasSubstr("radiograph 1, vertebra 1 from above"), HasSubstr("0.71"), HasSubstr("2.3"),
                    HasSubstr("<li>the film has no pixel spacing in the patient</li>")));
}

TEST(SpineReport, AFrontalFilmHasATableOfBothSides) {
  StudyResult result = sample_result();
  FilmSpineResult film = film_of(SpineView::frontal);
  FilmVertebraResult vertebra = film.vertebrae.value().front();
  vertebra.judged.measurements.image_left_height = Quantity{27.3, Unit::mm, 0.4};
  vertebra.judged.measurements.coronal_wedge = Quantity{6.2, Unit::degree, 1.0};
  film.vertebrae = std::vector{vertebra};
  result.film_spines = {film};
  const std::string page = page_of(result);
  EXPECT_THAT(page, Not(HasSubstr("Vertebrae on a lateral radiograph")));
  const std::size_t films = page.find("<h2>Vertebrae on a frontal radiograph</h2>");
  ASSERT_NE(films, std::string::npos);
  EXPECT_THAT(page.substr(films),
              AllOf(HasSubstr("27.3"), HasSubstr("6.2"), HasSubstr("Wedge beyond the curve")));
}

}  // namespace
}  // namespace osteosign
