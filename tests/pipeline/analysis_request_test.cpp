#include "pipeline/analysis_request.h"

#include <gmock/gmock.h>

#include "io/values/errors.h"

namespace osteosign {
namespace {

template <class Parse>
std::string message_of(Parse&& parse) {
  try {
    parse();
  } catch (const UsageError& error) {
    return error.what();
  }
  return "no error";
}

TEST(ParseSeed, ReadsNegativeAndFractionalMillimetres) {
  const Eigen::Vector3d seed = parse_seed("-12.5,3,-1040.25");
  EXPECT_EQ(seed, Eigen::Vector3d(-12.5, 3, -1040.25));
}

TEST(ParseSeed, NamesTheWordThatIsNoNumber) {
  EXPECT_EQ(message_of([] { parse_seed("1,x,3"); }),
            "--seed 1,x,3: 'x' is not a number; expected X,Y,Z in patient millimetres (LPS)");
  EXPECT_THAT(message_of([] { parse_seed("1,2"); }), testing::HasSubstr("2 numbers given"));
  EXPECT_THAT(message_of([] { parse_seed("1,2,nan"); }), testing::HasSubstr("'nan' is not a number"));
}

TEST(ParseFilmBox, TakesAFileBeforeTheLastColon) {
  const FilmBox box = parse_film_box("knee:left/ap.dcm:10,20,110,220");
  EXPECT_EQ(box.file, "knee:left/ap.dcm");
  EXPECT_THAT(box.corners, testing::ElementsAre(10, 20, 110, 220));
}

TEST(ParseFilmBox, RefusesABoxWhoseCornersAreSwapped) {
  EXPECT_EQ(message_of([] { parse_film_box("110,20,10,220"); }),
            "--box 110,20,10,220: the first corner must lie left of and above the second");
  EXPECT_THAT(message_of([] { parse_film_box("10,20,10,220"); }),
              testing::HasSubstr("the first corner must lie left"));
}

TEST(ParseFilmSeed, WithoutAFileMeansTheOnlyFilm) {
  const FilmSeed seed = parse_film_seed("400.5,600");
  EXPECT_EQ(seed.file, "");
  EXPECT_DOUBLE_EQ(seed.column, 400.5);
  EXPECT_DOUBLE_EQ(seed.row, 600);
}

TEST(ParseFilmLevel, TakesALevelBehindThePlace) {
  const FilmLevel level = parse_film_level("spine/lat.dcm:400,600.5=T12");
  EXPECT_EQ(level.at.file, "spine/lat.dcm");
  EXPECT_DOUBLE_EQ(level.at.column, 400);
  EXPECT_DOUBLE_EQ(level.at.row, 600.5);
  EXPECT_EQ(level.level, "T12");
}

TEST(ParseFilmLevel, RefusesWhatIsNoLevel) {
  for (const char* word : {"400,600", "400,600=", "400,600=L6", "400,600=S1"})
    EXPECT_THAT(message_of([=] { parse_film_level(word); }),
                testing::HasSubstr("COLUMN,ROW=LEVEL is expected"))
        << word;
  EXPECT_THAT(message_of([] { parse_film_level("400=L3"); }), testing::HasSubstr("--level-at"));
}

TEST(ParseFormats, AlwaysHoldsJsonAndNamesAnUnknownWord) {
  EXPECT_THAT(parse_formats("png"), testing::ElementsAre(OutputFormat::json, OutputFormat::png));
  EXPECT_THAT(parse_formats("sr,seg"),
              testing::ElementsAre(OutputFormat::json, OutputFormat::sr, OutputFormat::seg));
  EXPECT_THAT(message_of([] { parse_formats("json,docx"); }),
              testing::HasSubstr("'docx' is not written by this version"));
}

TEST(Segments, AreLesionsAndWhatElseIsAskedFor) {
  EXPECT_THAT(parse_segments("bones"), testing::ElementsAre(SegmentKind::lesions, SegmentKind::bones));
  EXPECT_THAT(message_of([] { parse_segments("lesions,skin"); }), testing::HasSubstr("'skin'"));
}

}  // namespace
}  // namespace osteosign
