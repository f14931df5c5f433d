#include <gmock/gmock.h>

#include "io/dicom/find_series.h"
#include "io/dicom/kernel_class.h"

namespace osteosign {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;

SeriesEntry series(int number, double spacing_mm, const std::string& kernel, int slices) {
  SeriesEntry entry;
  entry.kind = SeriesKind::ct;
  entry.modality = "CT";
  entry.series_number = number;
  entry.series_instance_uid = "1.2." + std::to_string(number);
  entry.image_type = "ORIGINAL\\PRIMARY\\AXIAL";
  entry.convolution_kernel = kernel;
  entry.slice_spacing_mm = spacing_mm;
  entry.slice_normal = {0, 0, 1};
  entry.extent_mm = {Eigen::Vector3d(-100, -100, 0), Eigen::Vector3d(100, 100, 300)};
  entry.instances.resize(static_cast<std::size_t>(slices));
  return entry;
}

/// The number of the chosen series of two, whichever comes first, and why the other was passed over.
struct Duel {
  int chosen;
  std::string passed_over;
};
Duel duel(const SeriesEntry& a, const SeriesEntry& b) {
  const StudyEntry ab{.study_instance_uid = {}, .date = {}, .patient = {}, .series = {a, b}};
  const StudyEntry ba{.study_instance_uid = {}, .date = {}, .patient = {}, .series = {b, a}};
  const SeriesChoice choice = choose_ct_series(ab);
  EXPECT_EQ(choice.chosen.size(), 1u);
  EXPECT_EQ(choice.passed_over, choose_ct_series(ba).passed_over);
  return {choice.chosen.at(0)->series_number.value(), choice.passed_over.at(0)};
}

TEST(ChooseCtSeries, PrefersABoneKernelToASoftOneOfTheSameDistance) {
  const Duel result = duel(series(1, 1, "B30f", 300), series(2, 1, "B60f", 300));
  EXPECT_EQ(result.chosen, 2);
  EXPECT_THAT(result.passed_over,
              AllOf(HasSubstr("series 1"), HasSubstr("soft kernel"), HasSubstr("bone kernel")));
}

TEST(ChooseCtSeries, PrefersASoftKernelToALungKernel) {
  EXPECT_EQ(duel(series(1, 1, "LUNG", 300), series(2, 1, "STANDARD", 300)).chosen, 2);
}

TEST(ChooseCtSeries, PrefersThinSoftSlicesToThickSharpOnes) {
  EXPECT_EQ(duel(series(1, 1.5, "SOFT", 200), series(2, 5, "BONE", 60)).chosen, 1);
}

TEST(ChooseCtSeries, DistanceGateAtJustBelowAndJustAbove) {
  EXPECT_EQ(duel(series(1, 1.54, "SOFT", 200), series(2, 1.0, "BONE", 200)).chosen, 2);
  EXPECT_EQ(duel(series(1, 1.0, "SOFT", 200), series(2, 1.5, "BONE", 200)).chosen, 2);
  EXPECT_EQ(duel(series(1, 1.0, "SOFT", 200), series(2, 1.55, "BONE", 200)).chosen, 2);
  EXPECT_EQ(duel(series(1, 1.0, "SOFT", 200), series(2, 1.56, "BONE", 200)).chosen, 1);
}

TEST(ChooseCtSeries, PrefersOriginalAxialImagesToFinerReformats) {
  SeriesEntry reformat = series(1, 0.5, "BONE", 500);
  reformat.image_type = "DERIVED\\SECONDARY\\MPR";
  EXPECT_EQ(duel(reformat, series(2, 2, "SOFT", 100)).chosen, 2);
  SeriesEntry coronal = series(1, 1, "BONE", 500);
  coronal.slice_normal = {0, 1, 0};
  EXPECT_EQ(duel(coronal, series(2, 2, "SOFT", 100)).chosen, 2);
}

TEST(ChooseCtSeries, PrefersMoreSlicesWhenAllElseIsEqual) {
  EXPECT_EQ(duel(series(1, 1, "BONE", 100), series(2, 1, "BONE", 200)).chosen, 2);
}

TEST(ChooseCtSeries, TakesSeriesOfSeparateRegionsTogether) {
  SeriesEntry pelvis = series(2, 3, "SOFT", 50);
  pelvis.extent_mm.translate(Eigen::Vector3d(0, 0, -280));
  const StudyEntry study{
      .study_instance_uid = {}, .date = {}, .patient = {}, .series = {series(1, 1, "BONE", 300), pelvis}};
  const SeriesChoice choice = choose_ct_series(study);
  EXPECT_EQ(choice.chosen.size(), 2u);
  EXPECT_TRUE(choice.passed_over.empty());
}

TEST(ChooseCtSeries, NamesUnusableSeriesWithTheirReason) {
  SeriesEntry localizer = series(1, 1, "", 2);
  localizer.kind = SeriesKind::other;
  localizer.note = "localizer: ImageType (0008,0008) is 'ORIGINAL\\PRIMARY\\LOCALIZER'";
  SeriesEntry single = series(2, 1, "", 1);
  single.slice_spacing_mm = Unknown{"1 slice position"};
  const StudyEntry study{.study_instance_uid = {}, .date = {}, .patient = {}, .series = {localizer, single}};
  const SeriesChoice choice = choose_ct_series(study);
  EXPECT_TRUE(choice.chosen.empty());
  EXPECT_THAT(choice.passed_over, ElementsAre(HasSubstr("localizer"), HasSubstr("1 slice position")));
}

TEST(KernelClass, KnowsTheNamesOfTheVendors) {
  for (const char* kernel :
       {"BONE", "BONEPLUS", "EDGE", "B60f", "B70s", "Br64d\\3", "Hr60f", "FC30", "FC81", "D", "YB"})
    EXPECT_EQ(kernel_class(kernel, ""), KernelClass::bone) << kernel;
  for (const char* kernel : {"SOFT", "STANDARD", "STD+", "B31f", "Br36f\\3", "FC08", "FC13", "B"})
    EXPECT_EQ(kernel_class(kernel, ""), KernelClass::soft) << kernel;
  for (const char* kernel : {"LUNG", "Bl57f", "FC51", "L"})
    EXPECT_EQ(kernel_class(kernel, ""), KernelClass::lung) << kernel;
  for (const char* kernel : {"", "DETAIL", "B45f", "XYZ", "C"})
    EXPECT_EQ(kernel_class(kernel, ""), KernelClass::medium) << kernel;
}

TEST(KernelClass, DescriptionTellsWhatASharpOrUnknownKernelIsFor) {
  EXPECT_EQ(kernel_class("B70f", "Thorax Lung 1.0"), KernelClass::lung);
  EXPECT_EQ(kernel_class("", "RACHIS OS 0.6"), KernelClass::bone);
  EXPECT_EQ(kernel_class("", "POSTERIOR"), KernelClass::medium);
  EXPECT_EQ(kernel_class("B30f", "bone window"), KernelClass::soft);
}

}  // namespace
}  // namespace osteosign
