#include "pipeline/film_prompts.h"

#include <gmock/gmock.h>

#include "io/values/errors.h"

namespace osteosign {
namespace {

Radiograph film_named(const std::string& file) {
  Radiograph film;
  film.file = file;
  film.columns = film.rows = 100;
  return film;
}

AnalysisRequest request_with_box(const std::string& file) {
  AnalysisRequest request;
  request.film_boxes.push_back({file, {10, 20, 30, 40}});
  return request;
}

TEST(FilmPrompts, WithoutAFileTheOnlyFilmIsMeant) {
  const auto prompts = prompts_by_film(request_with_box(""), {film_named("study/ap.dcm")});
  ASSERT_EQ(prompts.front().boxes.size(), 1U);
  EXPECT_EQ(prompts.front().boxes.front().last_row, 40);
}

TEST(FilmPrompts, AFileNamesTheFilmByTheEndOfItsPath) {
  const auto prompts =
      prompts_by_film(request_with_box("lat.dcm"), {film_named("study/ap.dcm"), film_named("study/lat.dcm")});
  EXPECT_TRUE(prompts[0].boxes.empty());
  EXPECT_EQ(prompts[1].boxes.size(), 1U);
}

TEST(FilmPrompts, PartOfAFileNameIsNotEnough) {
  EXPECT_THROW(prompts_by_film(request_with_box("at.dcm"), {film_named("study/lat.dcm")}), UsageError);
}

TEST(FilmPrompts, WithSeveralFilmsAPromptWithoutAFileIsRefusedByName) {
  try {
    prompts_by_film(request_with_box(""), {film_named("ap.dcm"), film_named("lat.dcm")});
    FAIL() << "no failure";
  } catch (const UsageError& error) {
    EXPECT_STREQ(error.what(),
                 "--box 10,20,30,40: 2 of the 2 radiographs of this study match; put the file before the "
                 "value, as in FILE.dcm:...; "
                 "radiographs: ap.dcm, lat.dcm");
  }
}

}  // namespace
}  // namespace osteosign
