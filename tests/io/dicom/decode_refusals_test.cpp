// Damaged and lying pixel data: each refusal names the tag and the figures.
#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dcpixseq.h>
#include <dcmtk/dcmdata/dcpxitem.h>
#include <dcmtk/dcmdata/dctk.h>
#include <gmock/gmock.h>

#include <fstream>
#include <functional>
#include <iterator>
#include <thread>

#include "io/dicom/decode_pixels.h"
#include "io/dicom/dicom_file.h"
#include "io/values/errors.h"
#include "tests/io/dicom/independent_decoder.h"
#include "tests/io/dicom/synthetic_film.h"

namespace osteosign {
namespace {

using test::FilmLayout;
using testing::AllOf;
using testing::HasSubstr;

std::string refusal(DcmDataset& dataset, int frame = 0) {
  try {
    decode_frame(dataset, frame);
  } catch (const InputError& error) {
    return error.what();
  }
  return "not refused";
}

std::string refusal_of(const std::function<void(DcmDataset&)>& change) {
  const FilmLayout layout;
  const auto film = test::make_film(layout, test::picture(layout));
  change(*film->getDataset());
  return refusal(*film->getDataset());
}

std::string refusal_with(const DcmTagKey& tag, Uint16 value) {
  return refusal_of([&](DcmDataset& dataset) { dataset.putAndInsertUint16(tag, value); });
}

std::string refusal_without(const DcmTagKey& tag) {
  return refusal_of([&](DcmDataset& dataset) { dataset.findAndDeleteElement(tag); });
}

using Bytes = std::vector<Uint8>;

/// The first codestream of a 12-bit film, made by a tool.
Bytes codestream_by(const std::string& tool, std::vector<std::string> options) {
  const test::TemporaryFolder folder;
  const FilmLayout layout;
  test::save(*test::make_film(layout, test::picture(layout)), folder / "plain.dcm");
  options.push_back((folder / "plain.dcm").string());
  options.push_back((folder / "coded.dcm").string());
  test::run_tool(tool, options);
  test::run_tool("gdcmraw", {"-i", (folder / "coded.dcm").string(), "-o", (folder / "raw").string()});
  std::ifstream in(folder / "raw", std::ios::binary);
  return Bytes(std::istreambuf_iterator<char>(in), {});
}

/// A film whose pixel data are these fragments, with an empty offset table.
std::unique_ptr<DcmFileFormat> film_of_fragments(const FilmLayout& layout, E_TransferSyntax syntax,
                                                 const std::vector<Bytes>& fragments, Bytes table = {}) {
  auto film = test::make_film(layout, test::picture(layout));
  auto* sequence = new DcmPixelSequence(DcmTag(DCM_PixelData, EVR_OB));
  auto* offsets = new DcmPixelItem(DcmTag(DCM_PixelItemTag));
  sequence->insert(offsets);
  if (!table.empty()) offsets->putUint8Array(table.data(), table.size());
  for (const Bytes& fragment : fragments) {
    auto* item = new DcmPixelItem(DcmTag(DCM_PixelItemTag));
    sequence->insert(item);
    item->putUint8Array(fragment.data(), fragment.size());
  }
  auto pixels = std::make_unique<DcmPixelData>(DcmTag(DCM_PixelData, EVR_OB));
  pixels->putOriginalRepresentation(syntax, nullptr, sequence);
  film->getDataset()->insert(pixels.release(), OFTrue);
  return film;
}

std::vector<Bytes> split(const Bytes& codestream, std::size_t size) {
  std::vector<Bytes> pieces;
  for (std::size_t at = 0; at < codestream.size(); at += size)
    pieces.emplace_back(codestream.begin() + at, codestream.begin() + std::min(codestream.size(), at + size));
  return pieces;
}

TEST(Refusal, NamesTheAttributeThatIsMissing) {
  EXPECT_THAT(refusal_without(DCM_Rows), HasSubstr("Rows (0028,0010) is absent"));
  EXPECT_THAT(refusal_without(DCM_Columns), HasSubstr("Columns (0028,0011) is absent"));
  EXPECT_THAT(refusal_without(DCM_BitsAllocated), HasSubstr("Bits Allocated (0028,0100) is absent"));
  EXPECT_THAT(refusal_without(DCM_BitsStored), HasSubstr("Bits Stored (0028,0101) is absent"));
  EXPECT_THAT(refusal_without(DCM_PixelRepresentation), HasSubstr("(0028,0103) is absent"));
  EXPECT_THAT(refusal_without(DCM_SamplesPerPixel), HasSubstr("(0028,0002) is absent"));
  EXPECT_THAT(refusal_without(DCM_PixelData), HasSubstr("Pixel Data (7FE0,0010) is absent"));
  EXPECT_EQ(refusal_without(DCM_HighBit), "not refused");  // it follows from Bits Stored
}

TEST(Refusal, NamesTheAttributeThatCannotBe) {
  EXPECT_THAT(refusal_with(DCM_SamplesPerPixel, 3),
              AllOf(HasSubstr("is 3"), HasSubstr("not a single-sample image")));
  EXPECT_THAT(refusal_with(DCM_Rows, 0), HasSubstr("Rows (0028,0010) is 0"));
  EXPECT_THAT(refusal_with(DCM_BitsAllocated, 1), HasSubstr("Bits Allocated (0028,0100) is 1"));
  EXPECT_THAT(refusal_with(DCM_BitsAllocated, 12), HasSubstr("Bits Allocated (0028,0100) is 12"));
  EXPECT_THAT(refusal_with(DCM_BitsStored, 0), HasSubstr("Bits Stored (0028,0101) is 0"));
  EXPECT_THAT(refusal_with(DCM_BitsStored, 17), HasSubstr("Bits Stored (0028,0101) is 17"));
  EXPECT_THAT(refusal_with(DCM_HighBit, 10), HasSubstr("High Bit (0028,0102) is 10"));
  EXPECT_THAT(refusal_with(DCM_HighBit, 16), HasSubstr("High Bit (0028,0102) is 16"));
  EXPECT_EQ(refusal_with(DCM_HighBit, 15), "not refused");
  EXPECT_THAT(refusal_with(DCM_PixelRepresentation, 2), HasSubstr("Pixel Representation (0028,0103) is 2"));
  EXPECT_THAT(refusal_of([](DcmDataset& d) { d.putAndInsertString(DCM_NumberOfFrames, "-2"); }),
              HasSubstr("Number of Frames (0028,0008) is '-2'"));
}

TEST(Refusal, OfShortNativePixelDataGivesBothSizes) {
  EXPECT_THAT(refusal_with(DCM_Rows, 48), AllOf(HasSubstr("has 5734 bytes"), HasSubstr("need 5856")));
  EXPECT_THAT(refusal_with(DCM_Rows, 65535), HasSubstr("need 7995270"));
  EXPECT_THAT(refusal_of([](DcmDataset& d) { d.putAndInsertString(DCM_NumberOfFrames, "2000000000"); }),
              HasSubstr("2000000000 frames"));
}

TEST(Refusal, OfMorePixelsThanAnyFilmHasComesBeforeMemoryIsTaken) {
  const auto change = [](DcmDataset& dataset) {
    dataset.putAndInsertUint16(DCM_Rows, 65535);
    dataset.putAndInsertUint16(DCM_Columns, 65535);
  };
  EXPECT_THAT(refusal_of(change), AllOf(HasSubstr("65535"), HasSubstr("more than 268435456 pixels")));
}

TEST(Refusal, OfAFrameThatIsNotThere) {
  const FilmLayout layout;
  const auto film = test::make_film(layout, test::picture(layout));
  EXPECT_THAT(refusal(*film->getDataset(), 1),
              HasSubstr("frame 2 is wanted, Number of Frames (0028,0008) is 1"));
  EXPECT_THAT(refusal(*film->getDataset(), -1), HasSubstr("frame 0 is wanted"));
}

TEST(Refusal, OfACutOffFileNamesTheElementAndItsSize) {
  try {
    load_dicom_file(test::pydicom_file("MR_truncated.dcm"));
    FAIL();
  } catch (const InputError& error) {
    EXPECT_THAT(error.what(),
                AllOf(HasSubstr("MR_truncated.dcm"), HasSubstr("(7FE0,0010) announces 8192 bytes")));
  }
}

TEST(Refusal, OfUnsignedValuesThatDoNotFit) {
  const FilmLayout layout{.rows = 1, .columns = 2, .bits_allocated = 32, .bits_stored = 32, .high_bit = 31};
  const auto film = test::make_film(layout, {-1, 5});
  EXPECT_THAT(refusal(*film->getDataset()), HasSubstr("more than 2147483647"));
}

struct Coder {
  E_TransferSyntax syntax;
  std::string tool;
  std::vector<std::string> options;
};
const std::vector<Coder> coders{{EXS_JPEGProcess14SV1, "dcmcjpeg", {"+e1"}},
                                {EXS_JPEGProcess2_4, "dcmcjpeg", {"+ee"}},
                                {EXS_JPEGLSLossless, "dcmcjpls", {}},
                                {EXS_JPEG2000LosslessOnly, "gdcmconv", {"--j2k"}},
                                {EXS_RLELossless, "dcmcrle", {}}};

TEST(Refusal, OfACodestreamThatEndsTooEarly) {
  const FilmLayout layout;
  for (const Coder& coder : coders) {
    SCOPED_TRACE(coder.tool);
    const Bytes whole = codestream_by(coder.tool, coder.options);
    for (const double kept : {0.005, 0.1, 0.5, 0.9}) {
      const Bytes part(whole.begin(), whole.begin() + std::ptrdiff_t(kept * double(whole.size())));
      const auto film = film_of_fragments(layout, coder.syntax, {part});
      EXPECT_THAT(refusal(*film->getDataset()), HasSubstr("Pixel Data (7FE0,0010)")) << kept;
    }
  }
}

TEST(Refusal, OfACodestreamOfAnotherSizeGivesBothSizes) {
  FilmLayout other;
  other.rows = 48;
  for (const Coder& coder : coders) {
    if (coder.syntax == EXS_RLELossless) continue;  // it carries no size
    const auto film = film_of_fragments(other, coder.syntax, {codestream_by(coder.tool, coder.options)});
    EXPECT_THAT(refusal(*film->getDataset()),
                AllOf(HasSubstr("has 47 rows and 61 columns"), HasSubstr("Rows (0028,0010) is 48")));
  }
}

TEST(Refusal, OfRleThatCannotHoldTheFrame) {
  FilmLayout large;
  large.rows = large.columns = 1500;
  const auto film = film_of_fragments(large, EXS_RLELossless, {codestream_by("dcmcrle", {})});
  EXPECT_THAT(refusal(*film->getDataset()), HasSubstr("cannot hold the 2250000 pixels"));
}

TEST(Refusal, OfBytesThatAreNoCodestream) {
  const auto film = film_of_fragments({}, EXS_JPEG2000, {Bytes(100, 0x20)});
  EXPECT_THAT(refusal(*film->getDataset()),
              AllOf(HasSubstr("neither JPEG, JPEG-LS nor JPEG 2000"), HasSubstr("1.2.840.10008.1.2.4.91")));
  EXPECT_THAT(refusal(*film_of_fragments({}, EXS_JPEG2000, {})->getDataset()), HasSubstr("has no fragment"));
  EXPECT_THAT(refusal(*film_of_fragments({}, EXS_JPEG2000, {Bytes{}})->getDataset()), HasSubstr("is empty"));
}

TEST(Fragments, OfOneFrameAreJoined) {
  const FilmLayout layout;
  for (const Coder& coder : coders) {
    if (coder.syntax == EXS_JPEGProcess2_4) continue;  // lossy
    const Bytes whole = codestream_by(coder.tool, coder.options);
    const auto film = film_of_fragments(layout, coder.syntax, split(whole, 256));
    EXPECT_TRUE(decode_frame(*film->getDataset(), 0).values == test::picture(layout)) << coder.tool;
  }
}

TEST(Fragments, OfSeveralFramesAreFoundByMarkersByTheTableOrNotAtAll) {
  FilmLayout layout;
  const Bytes jpeg2000 = codestream_by("gdcmconv", {"--j2k"});
  const std::vector<Bytes> of_one_frame = split(jpeg2000, 1000);
  ASSERT_GT(of_one_frame.size(), 1U);
  std::vector<Bytes> fragments = of_one_frame;
  fragments.insert(fragments.end(), of_one_frame.begin(), of_one_frame.end());
  const auto picture = test::picture(layout);
  const auto offset = static_cast<Uint32>(jpeg2000.size() + jpeg2000.size() % 2 + 8 * of_one_frame.size());
  layout.frames = 2;
  Bytes table(8, 0);
  for (int i = 0; i < 4; ++i) table[4 + std::size_t(i)] = Uint8(offset >> (8 * i));
  const auto by_marker = film_of_fragments(layout, EXS_JPEG2000LosslessOnly, fragments);
  const auto by_table = film_of_fragments(layout, EXS_JPEG2000LosslessOnly, fragments, table);
  for (int frame : {1, 0}) {
    EXPECT_TRUE(decode_frame(*by_marker->getDataset(), frame).values == picture);
    EXPECT_TRUE(decode_frame(*by_table->getDataset(), frame).values == picture);
  }
  layout.frames = 3;
  const auto neither = film_of_fragments(layout, EXS_JPEG2000LosslessOnly, fragments);
  EXPECT_THAT(refusal(*neither->getDataset()),
              AllOf(HasSubstr("for 3 frames"), HasSubstr("no offset table")));
}

TEST(DecodeFrame, WorksInSeveralThreadsAtATime) {
  const FilmLayout layout;
  const auto truth = test::picture(layout);
  std::vector<Bytes> codestreams;
  for (const Coder& coder : coders) codestreams.push_back(codestream_by(coder.tool, coder.options));
  std::vector<int> right(4, 0);
  std::vector<std::thread> threads;
  for (std::size_t t = 0; t < right.size(); ++t)
    threads.emplace_back([&, t] {
      for (int round = 0; round < 5; ++round)
        for (std::size_t i : {0U, 2U, 3U, 4U}) {
          const auto film = film_of_fragments(layout, coders[i].syntax, {codestreams[i]});
          right[t] += decode_frame(*film->getDataset(), 0).values == truth;
        }
    });
  for (std::thread& thread : threads) thread.join();
  EXPECT_THAT(right, testing::Each(20));
}

}  // namespace
}  // namespace osteosign
