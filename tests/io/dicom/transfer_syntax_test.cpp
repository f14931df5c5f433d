// Films of known stored values are written in every transfer syntax by the tools of dcmtk and gdcm: lossless
// ones have to come back exactly, lossy ones as another decoder sees them.
#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dctk.h>
#include <gmock/gmock.h>

#include <algorithm>

#include "io/dicom/decode_pixels.h"
#include "io/dicom/dicom_file.h"
#include "tests/io/dicom/independent_decoder.h"
#include "tests/io/dicom/synthetic_film.h"

namespace osteosign {
namespace {

using test::FilmLayout;

constexpr FilmLayout eight_bits{.bits_allocated = 8, .bits_stored = 8, .high_bit = 7};
constexpr FilmLayout twelve_bits{};
constexpr FilmLayout signed_twelve_bits{.is_signed = true};
constexpr FilmLayout sixteen_bits{.bits_stored = 16, .high_bit = 15};
constexpr FilmLayout signed_sixteen_bits{.bits_stored = 16, .high_bit = 15, .is_signed = true};
constexpr FilmLayout ten_bits_on_top{.bits_stored = 10, .high_bit = 15};
constexpr FilmLayout seven_bits_in_sixteen{.bits_stored = 7, .high_bit = 6};
constexpr FilmLayout thirty_two_bits{.bits_allocated = 32, .bits_stored = 31, .high_bit = 30};
constexpr FilmLayout three_frames{.frames = 3};
constexpr FilmLayout many_fragments{.rows = 120, .columns = 101, .frames = 3};

std::vector<std::int32_t> decode_all(const std::filesystem::path& file, int frames) {
  const auto format = load_dicom_file(file);
  std::vector<std::int32_t> values;
  for (int frame = 0; frame < frames; ++frame) {
    const StoredFrame one = decode_frame(*format->getDataset(), frame);
    values.insert(values.end(), one.values.begin(), one.values.end());
  }
  return values;
}

struct Encoding {
  const char* name;
  FilmLayout layout;
  const char* tool;
  std::vector<std::string> options;
};

std::filesystem::path encode(const Encoding& encoding, const test::TemporaryFolder& folder) {
  const auto film = test::make_film(encoding.layout, test::picture(encoding.layout));
  test::save(*film, folder / "plain.dcm");
  std::vector<std::string> arguments = encoding.options;
  arguments.push_back((folder / "plain.dcm").string());
  arguments.push_back((folder / "coded.dcm").string());
  test::run_tool(encoding.tool, arguments);
  return folder / "coded.dcm";
}

void expect_stored_values(const std::vector<Encoding>& encodings) {
  for (const Encoding& encoding : encodings) {
    SCOPED_TRACE(encoding.name);
    const test::TemporaryFolder folder;
    const auto file = encode(encoding, folder);
    EXPECT_TRUE(decode_all(file, encoding.layout.frames) == test::picture(encoding.layout));
  }
}

TEST(LosslessSyntax, NativeGivesBackTheStoredValues) {
  expect_stored_values({{"implicit", signed_twelve_bits, "dcmconv", {"+ti"}},
                        {"explicit, 8 bits", eight_bits, "dcmconv", {"+te"}},
                        {"explicit, on top", ten_bits_on_top, "dcmconv", {"+te"}},
                        {"explicit, 32 bits", thirty_two_bits, "dcmconv", {"+te"}},
                        {"big endian, 8 bits", eight_bits, "dcmconv", {"+tb"}},
                        {"big endian, 16 bits signed", signed_sixteen_bits, "dcmconv", {"+tb"}},
                        {"big endian, frames", three_frames, "dcmconv", {"+tb"}},
                        {"deflated", twelve_bits, "dcmconv", {"+td"}},
                        {"deflated, frames", three_frames, "dcmconv", {"+td"}}});
}

TEST(LosslessSyntax, RleGivesBackTheStoredValues) {
  expect_stored_values({{"8 bits", eight_bits, "dcmcrle", {}},
                        {"signed", signed_twelve_bits, "dcmcrle", {}},
                        {"on top", ten_bits_on_top, "dcmcrle", {}},
                        {"32 bits", thirty_two_bits, "dcmcrle", {}},
                        {"fragments", many_fragments, "dcmcrle", {"+fs", "4"}},
                        {"frames without offset table", three_frames, "dcmcrle", {"-ot"}},
                        {"by gdcm", signed_sixteen_bits, "gdcmconv", {"--rle"}}});
}

TEST(LosslessSyntax, JpegGivesBackTheStoredValues) {
  expect_stored_values(
      {{"SV1", twelve_bits, "dcmcjpeg", {"+e1"}},
       {"SV1, 16 bits signed", signed_sixteen_bits, "dcmcjpeg", {"+e1"}},
       {"SV1, 8 bits", eight_bits, "dcmcjpeg", {"+e1"}},
       {"process 14, predictor 6", sixteen_bits, "dcmcjpeg", {"+el", "+sv", "6"}},
       {"fragments", many_fragments, "dcmcjpeg", {"+e1", "+fs", "1"}},
       {"fragments without offset table", many_fragments, "dcmcjpeg", {"+e1", "+fs", "1", "-ot"}},
       {"by gdcm", signed_twelve_bits, "gdcmconv", {"--jpeg"}}});
}

TEST(LosslessSyntax, JpegLsGivesBackTheStoredValues) {
  expect_stored_values({{"8 bits", eight_bits, "dcmcjpls", {}},
                        {"16 bits", sixteen_bits, "dcmcjpls", {}},
                        {"signed", signed_twelve_bits, "dcmcjpls", {}},
                        {"cooked", ten_bits_on_top, "dcmcjpls", {"+pc"}},
                        {"cooked, 7 bits in 16", seven_bits_in_sixteen, "dcmcjpls", {"+pc"}},
                        {"fragments without offset table", many_fragments, "dcmcjpls", {"+fs", "1", "-ot"}},
                        {"by gdcm", twelve_bits, "gdcmconv", {"--jpegls"}}});
}

TEST(LosslessSyntax, Jpeg2000GivesBackTheStoredValues) {
  expect_stored_values({{"8 bits", eight_bits, "gdcmconv", {"--j2k"}},
                        {"12 bits", twelve_bits, "gdcmconv", {"--j2k"}},
                        {"signed", signed_twelve_bits, "gdcmconv", {"--j2k"}},
                        {"16 bits signed", signed_sixteen_bits, "gdcmconv", {"--j2k"}},
                        {"tiles", sixteen_bits, "gdcmconv", {"--j2k", "-t", "32,32"}},
                        {"frames", three_frames, "gdcmconv", {"--j2k"}}});
}

TEST(LossySyntax, GivesWhatAnotherDecoderSees) {
  const std::vector<Encoding> encodings{
      {"JPEG baseline", eight_bits, "dcmcjpeg", {"+eb"}},
      {"JPEG extended, 12 bits", twelve_bits, "dcmcjpeg", {"+ee"}},
      {"JPEG extended, 8 bits", eight_bits, "dcmcjpeg", {"+ee"}},
      {"JPEG-LS near-lossless", twelve_bits, "dcmcjpls", {"+en", "+md", "5"}},
      {"JPEG-LS near-lossless, 8 bits", eight_bits, "dcmcjpls", {"+en"}},
      {"JPEG 2000, 8 bits", eight_bits, "gdcmconv", {"--j2k", "--lossy", "-q", "40"}}};
  for (const Encoding& encoding : encodings) {
    SCOPED_TRACE(encoding.name);
    const test::TemporaryFolder folder;
    const auto file = encode(encoding, folder);
    EXPECT_TRUE(decode_all(file, 1) == test::stored_values_by_gdcm(file));
  }
}

TEST(LossySyntax, OvershootBeyondBitsStoredIsCutNotWrapped) {
  const test::TemporaryFolder folder;
  const auto file = encode({"", twelve_bits, "gdcmconv", {"--j2k", "--lossy", "-q", "40"}}, folder);
  auto expected = test::stored_values_by_gdcm(file);  // gdcm goes on to 16 bits
  ASSERT_GT(*std::max_element(expected.begin(), expected.end()), 4095);
  for (std::int32_t& value : expected) value = std::min(value, 4095);
  EXPECT_TRUE(decode_all(file, 1) == expected);
}

TEST(NearLossless, StaysWithinItsDeviation) {
  const Encoding near{"near", twelve_bits, "dcmcjpls", {"+en", "+md", "5"}};
  const test::TemporaryFolder folder;
  const auto decoded = decode_all(encode(near, folder), 1);
  const auto truth = test::picture(twelve_bits);
  std::int32_t worst = 0;
  for (std::size_t i = 0; i < truth.size(); ++i) worst = std::max(worst, std::abs(truth[i] - decoded[i]));
  EXPECT_GT(worst, 0);
  EXPECT_LE(worst, 5);
}

TEST(UnusedBits, AreMaskedOff) {
  for (const FilmLayout& layout : {twelve_bits, signed_twelve_bits, ten_bits_on_top}) {
    const auto film = test::make_film(layout, test::picture(layout), 0xA5A5);
    const StoredFrame frame = decode_frame(*film->getDataset(), 0);
    EXPECT_TRUE(frame.values == test::picture(layout));
    EXPECT_EQ(frame.bits_stored, layout.bits_stored);
    EXPECT_EQ(frame.is_signed, layout.is_signed);
  }
}

}  // namespace
}  // namespace osteosign
