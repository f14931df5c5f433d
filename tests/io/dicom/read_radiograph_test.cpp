#include "io/dicom/read_radiograph.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dctk.h>
#include <gmock/gmock.h>

#include <functional>

#include "io/values/errors.h"
#include "tests/io/dicom/independent_decoder.h"
#include "tests/io/dicom/synthetic_film.h"

namespace osteosign {
namespace {

using test::FilmLayout;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;

constexpr FilmLayout four_pixels{.rows = 1, .columns = 4};
constexpr FilmLayout four_signed_pixels{.rows = 1, .columns = 4, .is_signed = true};

/// The film of the stored values 0, 100, 4000 and 4095 after `change`, written and read.
Radiograph read_changed(const std::function<void(DcmDataset&)>& change,
                        const FilmLayout& layout = four_pixels,
                        const std::vector<std::int32_t>& stored = {0, 100, 4000, 4095}) {
  const test::TemporaryFolder folder;
  const auto film = test::make_film(layout, stored);
  change(*film->getDataset());
  test::save(*film, folder / "film.dcm");
  InstanceEntry instance;
  instance.file = folder / "film.dcm";
  return read_radiograph(instance);
}

std::string refusal(const std::function<void(DcmDataset&)>& change) {
  try {
    read_changed(change);
  } catch (const InputError& error) {
    return error.what();
  }
  return "not refused";
}

std::function<void(DcmDataset&)> set(const DcmTagKey& tag, const char* value) {
  return [=](DcmDataset& dataset) { dataset.putAndInsertString(tag, value); };
}

void add_table(DcmDataset& dataset, const std::vector<Uint16>& descriptor, const std::vector<Uint16>& words) {
  DcmItem* item = nullptr;
  dataset.findOrCreateSequenceItem(DCM_ModalityLUTSequence, item);
  item->putAndInsertUint16Array(DcmTag(DCM_LUTDescriptor, EVR_US), descriptor.data(), 3);
  item->putAndInsertUint16Array(DcmTag(DCM_LUTData, EVR_OW), words.data(), words.size());
}

TEST(Radiograph, WithoutModalityLutHoldsTheStoredValues) {
  const Radiograph film = read_changed([](DcmDataset&) {});
  EXPECT_THAT(film.pixels, ElementsAre(0, 100, 4000, 4095));
  EXPECT_EQ(film.columns, 4);
  EXPECT_EQ(film.rows, 1);
  EXPECT_EQ(film.modality, "DX");
  EXPECT_EQ(film.sop_instance_uid, "2.25.1");
  EXPECT_EQ(film.relation, IntensityRelation::unknown_monotone);
  EXPECT_FALSE(film.spacing.known());
  EXPECT_FALSE(film.display_window.known());
  EXPECT_THAT(film.view.reason(), HasSubstr("View Position (0018,5101) is absent"));
}

TEST(Radiograph, RescaleIsApplied) {
  const auto rescale = [](DcmDataset& dataset) {
    dataset.putAndInsertString(DCM_RescaleSlope, "0.5");
    dataset.putAndInsertString(DCM_RescaleIntercept, "-10");
  };
  EXPECT_THAT(read_changed(rescale).pixels, ElementsAre(-10, 40, 1990, 2037.5));
}

TEST(Radiograph, ARescaleThatIsNoneIsRefused) {
  EXPECT_THAT(refusal(set(DCM_RescaleSlope, "0")), HasSubstr("film.dcm: Rescale Slope (0028,1053) is 0"));
  EXPECT_THAT(refusal(set(DCM_RescaleSlope, "steep")), HasSubstr("(0028,1053) is 'steep'"));
}

TEST(Radiograph, Monochrome1IsTurnedWithinTheFullStoredRangeAndItsWindowWithIt) {
  const Radiograph film = read_changed([](DcmDataset& dataset) {
    dataset.putAndInsertString(DCM_PhotometricInterpretation, "MONOCHROME1");
    dataset.putAndInsertString(DCM_PresentationLUTShape, "INVERSE");
    dataset.putAndInsertString(DCM_WindowCenter, "1000\\2000");
    dataset.putAndInsertString(DCM_WindowWidth, "500\\4000");
  });
  EXPECT_THAT(film.pixels, ElementsAre(4095, 3995, 95, 0));
  EXPECT_EQ(film.display_window.value(), Eigen::Vector2d(3095, 500));
  EXPECT_THAT(film.notes, testing::IsEmpty());
}

TEST(Radiograph, TurningComesAfterANegativeSlopeOrATable) {
  const Radiograph sloped = read_changed([](DcmDataset& dataset) {
    dataset.putAndInsertString(DCM_PhotometricInterpretation, "MONOCHROME1");
    dataset.putAndInsertString(DCM_RescaleSlope, "-1");
    dataset.putAndInsertString(DCM_RescaleIntercept, "4095");
  });
  EXPECT_THAT(sloped.pixels, ElementsAre(0, 100, 4000, 4095));
  const Radiograph tabled = read_changed([](DcmDataset& dataset) {
    dataset.putAndInsertString(DCM_PhotometricInterpretation, "MONOCHROME1");
    add_table(dataset, {3, 99, 12}, {10, 20, 50});
  });
  EXPECT_THAT(tabled.pixels, ElementsAre(50, 40, 10, 10));
}

TEST(Radiograph, PresentationLutShapeInverseTurnsOnceAndAContradictionIsTold) {
  const Radiograph inverse = read_changed(set(DCM_PresentationLUTShape, "INVERSE"));
  EXPECT_THAT(inverse.pixels, ElementsAre(4095, 3995, 95, 0));
  EXPECT_THAT(inverse.notes, ElementsAre(HasSubstr("INVERSE does not belong to")));
  EXPECT_THAT(read_changed(set(DCM_PresentationLUTShape, "IDENTITY")).pixels,
              ElementsAre(0, 100, 4000, 4095));
}

TEST(Radiograph, TheSignRulesInAnImageForProcessingOnly) {
  const auto film_for = [](const char* intent) {
    return read_changed([=](DcmDataset& dataset) {
      dataset.putAndInsertString(DCM_PresentationIntentType, intent);
      dataset.putAndInsertSint16(DCM_PixelIntensityRelationshipSign, 1);
    });
  };
  EXPECT_THAT(film_for("FOR PROCESSING").pixels, ElementsAre(4095, 3995, 95, 0));
  const Radiograph shown = film_for("FOR PRESENTATION");
  EXPECT_THAT(shown.pixels, ElementsAre(0, 100, 4000, 4095));
  EXPECT_THAT(shown.notes, ElementsAre(HasSubstr("Sign (0028,1041) 1 contradicts")));
}

TEST(Radiograph, TheIntensityRelationIsBelievedUnlessTheVendorsCurveHasGoneThroughIt) {
  EXPECT_EQ(read_changed(set(DCM_PixelIntensityRelationship, "LIN")).relation,
            IntensityRelation::linear_exposure);
  EXPECT_EQ(read_changed(set(DCM_PixelIntensityRelationship, "LOG")).relation,
            IntensityRelation::log_attenuation);
  EXPECT_EQ(read_changed(set(DCM_PixelIntensityRelationship, "DISP")).relation,
            IntensityRelation::unknown_monotone);
  const Radiograph shown = read_changed([](DcmDataset& dataset) {
    dataset.putAndInsertString(DCM_PixelIntensityRelationship, "LOG");
    dataset.putAndInsertString(DCM_PresentationIntentType, "FOR PRESENTATION");
  });
  EXPECT_EQ(shown.relation, IntensityRelation::unknown_monotone);
  EXPECT_THAT(shown.notes, ElementsAre(HasSubstr("LOG is not relied on")));
}

TEST(ModalityTable, ClampsAtItsEndsAndKeepsItsFirstValue) {
  EXPECT_THAT(read_changed([](DcmDataset& d) {
                add_table(d, {3, 99, 12}, {10, 20, 50});
              }).pixels,
              ElementsAre(10, 20, 50, 50));
}

TEST(ModalityTable, HasASignedFirstValueWhenThePixelsAreSigned) {
  const auto film = read_changed(
      [](DcmDataset& d) {
        add_table(d, {3, 65535, 16}, {7, 8, 9});
      },
      four_signed_pixels, {-2000, -1, 0, 2000});
  EXPECT_THAT(film.pixels, ElementsAre(7, 7, 8, 9));
}

TEST(ModalityTable, WithZeroEntriesHas65536) {
  std::vector<Uint16> words(65536);
  for (std::size_t i = 0; i < words.size(); ++i) words[i] = Uint16(65535 - i);
  EXPECT_THAT(read_changed([&](DcmDataset& d) {
                add_table(d, {0, 0, 16}, words);
              }).pixels,
              ElementsAre(65535, 65435, 61535, 61440));
}

TEST(ModalityTable, Of8BitsMayBePackedInWords) {
  EXPECT_THAT(read_changed([](DcmDataset& d) {
                add_table(d, {4, 99, 8}, {0x0201, 0x0403});
              }).pixels,
              ElementsAre(1, 2, 4, 4));
}

TEST(ModalityTable, ThatIsShorterThanAnnouncedIsRefused) {
  EXPECT_THAT(refusal([](DcmDataset& d) {
                add_table(d, {100, 0, 16}, {1, 2, 3});
              }),
              HasSubstr("LUT Data (0028,3006) has 3 values, LUT Descriptor (0028,3002) announces 100"));
  EXPECT_THAT(refusal([](DcmDataset& d) {
                add_table(d, {3, 0, 17}, {1, 2, 3});
              }),
              HasSubstr("announces 17 bits"));
}

TEST(Radiograph, PaddingTakesTheLowestValueOfTheFilm) {
  const Radiograph film = read_changed([](DcmDataset& dataset) {
    dataset.putAndInsertString(DCM_PhotometricInterpretation, "MONOCHROME1");
    dataset.putAndInsertUint16(DcmTag(DCM_PixelPaddingValue, EVR_US), 0);
  });
  EXPECT_THAT(film.pixels, ElementsAre(0, 3995, 95, 0));
  EXPECT_THAT(film.notes, ElementsAre(HasSubstr("25.0 % of the pixels are padding")));
  const Radiograph range = read_changed([](DcmDataset& dataset) {
    dataset.putAndInsertUint16(DcmTag(DCM_PixelPaddingValue, EVR_US), 0);
    dataset.putAndInsertUint16(DcmTag(DCM_PixelPaddingRangeLimit, EVR_US), 100);
  });
  EXPECT_THAT(range.pixels, ElementsAre(4000, 4000, 4000, 4095));
}

TEST(Radiograph, ViewLateralityAndBodyPartAreRead) {
  const Radiograph film = read_changed([](DcmDataset& dataset) {
    dataset.putAndInsertString(DCM_ViewPosition, "LL");
    dataset.putAndInsertString(DCM_Laterality, "L");
    dataset.putAndInsertString(DCM_BodyPartExamined, "femur");
  });
  EXPECT_EQ(film.view.value(), "LL");
  EXPECT_EQ(film.laterality.value(), "L");
  EXPECT_EQ(film.body_part.value(), "FEMUR");
}

TEST(Radiograph, TheViewMayStandInACodeAlone) {
  for (const auto& [code, view] :
       {std::pair{"399348003", "AP"}, {"R-40888", "PA"}, {"399067008", "LATERAL"}}) {
    const char* code_value = code;
    const Radiograph film = read_changed([=](DcmDataset& dataset) {
      DcmItem* item = nullptr;
      dataset.findOrCreateSequenceItem(DCM_ViewCodeSequence, item);
      item->putAndInsertString(DCM_CodeValue, code_value);
      dataset.putAndInsertString(DCM_ViewPosition, "");
    });
    EXPECT_EQ(film.view.value(), view);
  }
}

TEST(Radiograph, UnreadableViewAndLateralityAreUnknownWithTheirText) {
  const Radiograph film = read_changed([](DcmDataset& dataset) {
    dataset.putAndInsertString(DCM_ViewPosition, "SKEW");
    dataset.putAndInsertString(DCM_ImageLaterality, "X");
  });
  EXPECT_THAT(film.view.reason(), HasSubstr("is 'SKEW'"));
  EXPECT_THAT(film.laterality.reason(), HasSubstr("Image Laterality (0020,0062) is 'X'"));
}

TEST(Radiograph, SpacingIsReadFromTheHeader) {
  const Radiograph film = read_changed([](DcmDataset& dataset) {
    dataset.putAndInsertString(DCM_ImagerPixelSpacing, "0.2\\0.1");
    dataset.putAndInsertString(DCM_DistanceSourceToDetector, "1250");
    dataset.putAndInsertString(DCM_DistanceSourceToPatient, "1000");
  });
  EXPECT_NEAR(film.spacing.value().row_mm, 0.16, 1e-12);
  EXPECT_NEAR(film.spacing.value().column_mm, 0.08, 1e-12);
  EXPECT_THAT(film.spacing_source, HasSubstr("(0018,1110) 1250 mm"));
  EXPECT_THAT(read_changed(set(DCM_PixelSpacing, "none")).spacing.reason(), HasSubstr("is 'none'"));
  EXPECT_THAT(read_changed(set(DCM_PixelSpacing, "0.000\\0.000")).spacing.reason(),
              HasSubstr("is no distance"));
}

TEST(Radiograph, OfSeveralFramesOrInColourIsRefused) {
  EXPECT_THAT(refusal(set(DCM_NumberOfFrames, "40")), HasSubstr("Number of Frames (0028,0008) is 40"));
  EXPECT_THAT(refusal([](DcmDataset& d) { d.putAndInsertUint16(DCM_SamplesPerPixel, 3); }),
              HasSubstr("not a single-sample image"));
  EXPECT_THAT(refusal(set(DCM_PhotometricInterpretation, "PALETTE COLOR")), HasSubstr("'PALETTE COLOR'"));
}

}  // namespace
}  // namespace osteosign
