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

TEST(ParseBox, OfFourNumbersIsOnAFilmAndTakesAFileBeforeTheLastColon) {
  const FilmBox box = std::get<FilmBox>(parse_box("knee:left/ap.dcm:10,20,110,220"));
  EXPECT_EQ(box.file, "knee:left/ap.dcm");
  EXPECT_THAT(box.corners, testing::ElementsAre(10, 20, 110, 220));
}

TEST(ParseBox, OnAFilmRefusesCornersThatAreSwapped) {
  EXPECT_EQ(message_of([] { parse_box("110,20,10,220"); }),
            "--box 110,20,10,220: the first corner must lie left of and above the second");
  EXPECT_THAT(message_of([] { parse_box("10,20,10,220"); }),
              testing::HasSubstr("the first corner must lie left"));
}

TEST(ParseBox, OfSixNumbersIsInACtWithItsCornersPutInOrder) {
  const auto box = std::get<Eigen::AlignedBox3d>(parse_box("-12.5,30,-1040.25,-2,10,-1050"));
  EXPECT_EQ(box.min(), Eigen::Vector3d(-12.5, 10, -1050));
  EXPECT_EQ(box.max(), Eigen::Vector3d(-2, 30, -1040.25));
}

TEST(ParseBox, InACtRefusesNoExtentAndAFile) {
  EXPECT_EQ(message_of([] { parse_box("1,2,3,4,2,6"); }),
            "--box 1,2,3,4,2,6: the box has no extent along one of its axes");
  EXPECT_EQ(message_of([] { parse_box("ct.dcm:1,2,3,4,5,6"); }),
            "--box ct.dcm:1,2,3,4,5,6: six numbers are a box in a CT, before which no file can stand");
}

TEST(ParseBox, OfAnotherCountNamesTheValueAndBothShapes) {
  EXPECT_EQ(message_of([] { parse_box("1,2,3,4,5"); }),
            "--box 1,2,3,4,5: 5 numbers given; expected C0,R0,C1,R1 in pixels (radiograph) or "
            "X0,Y0,Z0,X1,Y1,Z1 in patient millimetres (LPS, CT)");
  EXPECT_THAT(message_of([] { parse_box("1,2,x,4,5,6"); }), testing::HasSubstr("'x' is not a number"));
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
