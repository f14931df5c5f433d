#pragma once
#include <cstdint>
#include <vector>

class DcmDataset;

namespace osteosign {

/// Stored pixel values of one frame, sign-extended from Bits Stored, before any rescale.
struct StoredFrame {
  int columns = 0;
  int rows = 0;
  int bits_stored = 0;
  bool is_signed = false;
  std::vector<std::int32_t> values;  ///< rows * columns, column index fastest
};

/// Decodes one frame (0-based) of a single-sample image in any transfer syntax that osteosign reads: native,
/// deflated, RLE, JPEG baseline, extended and lossless, JPEG-LS (DCMTK), JPEG 2000 (OpenJPEG). Throws
/// InputError with tag and value; the caller adds the file name.
StoredFrame decode_frame(DcmDataset& dataset, int frame);

}  // namespace osteosign
