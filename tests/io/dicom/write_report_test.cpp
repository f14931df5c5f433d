#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmsr/dsrdoc.h>
#include <gmock/gmock.h>

#include <sstream>

#include "io/dicom/write_encapsulated_pdf.h"
#include "io/dicom/write_secondary_capture.h"
#include "io/dicom/write_structured_report.h"
#include "tests/io/dicom/valid_object.h"
#include "tests/io/files/temporary_folder.h"

namespace osteosign::test {
namespace {

using testing::HasSubstr;

/// A lesion with a segment, another on a film, with a known and an unknown number.
StructuredReport small_report() {
  StructuredReport report;
  report.language = {"RFC5646", "en", "English"};
  report.procedures = {{"LN", "25045-6", "CT unspecified body region"}};
  report.device_uid = "1.2.3.9";
  report.algorithm_name = "osteosign";
  report.algorithm_version = "0.1.0";
  report.algorithm_parameters = {"SHA-256 00"};
  const SourceImage ct{"1.2.840.10008.5.1.4.1.1.2", "1.2.3.6.1", 0};
  const SourceImage film{"1.2.840.10008.5.1.4.1.1.1.1", "1.2.3.7.1", 0};
  report.images = {{"1.2.3.1", "1.2.3.6", "CT", {ct}}, {"1.2.3.1", "1.2.3.7", "DX", {film}}};
  report.segmentations = {{"1.2.3.1", "1.2.3.8", "SEG", {{"1.2.840.10008.5.1.4.1.1.66.4", "1.2.3.8.1", 0}}}};
  report.schemes = {{"99OSTEOSIGN", "1.2.3.10", "Codes of osteosign"}};
  const CodedName lesion{"SCT", "52988006", "Lesion"}, mm{"UCUM", "mm", "millimeter"};
  ReportGroup in_ct{.tracking_id = "lesion 1", .tracking_uid = "1.2.3.11", .finding = lesion};
  in_ct.segment = SegmentReference{"1.2.3.8.1", 1, "1.2.3.6"};
  in_ct.region = PatientPlace{"1.2.3.4", PlaceShape::point, {{1, 2, 3}}};
  in_ct.numbers = {{.name = {"SCT", "103339001", "Long axis"},
                    .value = "12.5",
                    .unknown_reason = {},
                    .unit = mm,
                    .sd = "0.25",
                    .where = PatientPlace{"1.2.3.4", PlaceShape::polyline, {{1, 2, 3}, {4, 5, 6}}}},
                   {.name = {"99OSTEOSIGN", "OS2f159287", "margin width"},
                    .value = {},
                    .unknown_reason = "größe unbekannt: no edge",
                    .unit = mm}};
  in_ct.evaluations = {
      {{"99OSTEOSIGN", "OS00000001", "margin"}, {"SCT", "21594007", "Malignant"}, "wide", {}}};
  ReportGroup on_film{.tracking_id = "lesion 2", .tracking_uid = "1.2.3.12", .finding = lesion};
  on_film.region = PixelPlace{film, PlaceShape::polygon, {{1, 2}, {3, 2}, {3, 4}, {1, 2}}};
  report.groups = {in_ct, on_film};
  report.study_texts = {{{"DCM", "121106", "Comment"}, "For research use only."}};
  return report;
}

/// Written, found valid, read back by DCMTK and printed.
std::string printed(const std::filesystem::path& file) {
  write_structured_report(small_report(), sample_header("2"), file);
  EXPECT_EQ(errors_of(file), "");
  DcmFileFormat read;
  EXPECT_TRUE(read.loadFile(file.c_str()).good());
  DSRDocument document;
  EXPECT_TRUE(document.read(*read.getDataset()).good());
  EXPECT_EQ(document.getDocumentType(), DSRTypes::DT_Comprehensive3DSR);
  std::ostringstream text;
  document.print(text, DSRTypes::PF_printAllCodes | DSRTypes::PF_printTemplateIdentification |
                           DSRTypes::PF_printLongSOPClassName);
  return text.str();
}

TEST(WriteStructuredReport, SaysWhatTheTreeSays) {
  const std::string text = printed(temporary_folder() / "sr.dcm");
  EXPECT_THAT(text, HasSubstr("1500"));
  EXPECT_THAT(text, HasSubstr("1411"));
  EXPECT_THAT(text, HasSubstr("1410"));
  EXPECT_THAT(text, HasSubstr("\"12.5\" (mm,UCUM,\"millimeter\")"));
  EXPECT_THAT(text, HasSubstr("\"Standard Deviation\")=\"0.25\""));
  EXPECT_THAT(text, HasSubstr("114010,DCM,\"Value unknown\""));
  EXPECT_THAT(text, HasSubstr("größe unbekannt"));
  EXPECT_THAT(text, HasSubstr("(21594007,SCT,\"Malignant\")"));
  EXPECT_THAT(text, HasSubstr("POLYLINE,,1/2/3,"));
  EXPECT_THAT(text, HasSubstr("POLYLINE,1.5/2.5,")) << "half a pixel from the corner to the centre";
}

TEST(WriteStructuredReport, NamesPatientEvidenceAndSchemesAndIsTheSameEachTime) {
  const std::filesystem::path folder = temporary_folder();
  printed(folder / "a.dcm");
  printed(folder / "b.dcm");
  const auto bytes = [&](const char* name) {
    std::ifstream stream(folder / name, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(stream), {});
  };
  EXPECT_EQ(bytes("a.dcm"), bytes("b.dcm"));
  DcmFileFormat read;
  ASSERT_TRUE(read.loadFile((folder / "a.dcm").c_str()).good());
  DcmDataset& item = *read.getDataset();
  EXPECT_EQ(text_in(item, DCM_PatientName), "Müller^Ångström=山田^太郎");
  EXPECT_EQ(text_in(item, DCM_ContentDate), "20240229");
  EXPECT_EQ(text_in(item, DCM_SOPInstanceUID), "1.2.3.2.2");
  DcmItem *evidence = nullptr, *series = nullptr;
  ASSERT_TRUE(item.findAndGetSequenceItem(DCM_CurrentRequestedProcedureEvidenceSequence, evidence).good());
  EXPECT_TRUE(evidence->findAndGetSequenceItem(DCM_ReferencedSeriesSequence, series, 2).good())
      << "CT, DX and SEG";
}

TEST(WriteSecondaryCapture, IsValidAndHoldsThePixels) {
  const std::filesystem::path file = temporary_folder() / "sc.dcm";
  CapturedPicture picture{3, 3, std::vector<std::uint8_t>(27, 7), "Lesion 1"};
  picture.rgb[26] = 200;
  write_secondary_capture(picture, sample_header("3"), file);
  EXPECT_EQ(errors_of(file), "");
  DcmFileFormat read;
  ASSERT_TRUE(read.loadFile(file.c_str()).good());
  const Uint8* pixels = nullptr;
  ASSERT_TRUE(read.getDataset()->findAndGetUint8Array(DCM_PixelData, pixels).good());
  EXPECT_EQ(pixels[26], 200);
  EXPECT_EQ(text_in(*read.getDataset(), DCM_ImageComments), "Lesion 1");
}

TEST(WriteEncapsulatedPdf, IsValidAndGivesTheBytesBack) {
  const std::filesystem::path file = temporary_folder() / "pdf.dcm";
  const std::vector<std::uint8_t> pdf{'%', 'P', 'D', 'F', '-'};
  write_encapsulated_pdf(pdf, "report", {small_report().images[0]}, sample_header("4"), file);
  EXPECT_EQ(errors_of(file), "");
  DcmFileFormat read;
  ASSERT_TRUE(read.loadFile(file.c_str()).good());
  Uint32 length = 0;
  const Uint8* bytes = nullptr;
  ASSERT_TRUE(read.getDataset()->findAndGetUint32(DCM_EncapsulatedDocumentLength, length).good());
  ASSERT_TRUE(read.getDataset()->findAndGetUint8Array(DCM_EncapsulatedDocument, bytes).good());
  EXPECT_EQ(std::vector<std::uint8_t>(bytes, bytes + length), pdf);
  EXPECT_EQ(text_in(*read.getDataset(), DCM_Modality), "DOC");
}

TEST(WriteEncapsulatedPdf, OfImagesThatDoNotTellOfBurnedInTextSaysThatThereMayBeSome) {
  const std::filesystem::path file = temporary_folder() / "pdf_not_told.dcm";
  ObjectHeader header = sample_header("4");
  header.study.burned_in_annotation.clear();
  write_encapsulated_pdf({'%', 'P', 'D', 'F'}, "report", {small_report().images[0]}, header, file);
  EXPECT_EQ(errors_of(file), "");
  DcmFileFormat read;
  ASSERT_TRUE(read.loadFile(file.c_str()).good());
  EXPECT_EQ(text_in(*read.getDataset(), DCM_BurnedInAnnotation), "YES");
}

}  // namespace
}  // namespace osteosign::test
