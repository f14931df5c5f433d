#include "io/dicom/decode_pixels.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dctk.h>
#include <gmock/gmock.h>

#include "io/dicom/dicom_file.h"
#include "io/values/errors.h"
#include "tests/io/dicom/independent_decoder.h"

namespace osteosign {
namespace {

StoredFrame decode(const std::filesystem::path& file, int frame = 0) {
  const auto format = load_dicom_file(file);
  return decode_frame(*format->getDataset(), frame);
}

TEST(DecodeFrame, GivesForTheFilesOfPydicomWhatGdcmSees) {
  for (const char* name :
       {"CT_small.dcm", "MR_small_implicit.dcm", "MR_small_expb.dcm", "MR_small_padded.dcm", "image_dfl.dcm",
        "MR_small_RLE.dcm", "MR_small_jp2klossless.dcm", "MR_small_jpeg_ls_lossless.dcm", "JPEG2000.dcm",
        "693_J2KI.dcm", "J2K_pixelrep_mismatch.dcm", "JPGExtended.dcm", "JPEG-lossy.dcm", "rtdose.dcm",
        "rtdose_rle.dcm"}) {
    SCOPED_TRACE(name);
    const auto file = test::pydicom_file(name);
    const std::vector<std::int32_t> expected = test::stored_values_by_gdcm(file);
    std::vector<std::int32_t> decoded;
    for (int frame = 0; decoded.size() < expected.size(); ++frame) {
      const StoredFrame one = decode(file, frame);
      decoded.insert(decoded.end(), one.values.begin(), one.values.end());
    }
    EXPECT_TRUE(decoded == expected);
  }
}

TEST(DecodeFrame, TakesThePixelRepresentationOfTheDataSetWhenTheCodestreamHasAnother) {
  const StoredFrame frame = decode(test::pydicom_file("J2K_pixelrep_mismatch.dcm"));
  EXPECT_EQ(frame.bits_stored, 13);
  EXPECT_TRUE(frame.is_signed);
  EXPECT_EQ(frame.values[0], -2000);  // the padding outside the field of this CT
}

TEST(DecodeFrame, RefusesBigEndianCellsOf32Bits) {
  EXPECT_THAT([] { decode(test::pydicom_file("rtdose_expb_1frame.dcm")); },
              testing::ThrowsMessage<InputError>(testing::HasSubstr("is 32 in big endian")));
}

}  // namespace
}  // namespace osteosign
