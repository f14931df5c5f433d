#pragma once
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "io/values/dicom_object.h"

namespace osteosign {

/// A colour picture to be shown by viewers that know neither SR nor SEG: sRGB, 8 bits a channel, rows from
/// the top.
struct CapturedPicture {
  int width = 0;
  int height = 0;
  std::vector<std::uint8_t> rgb;
  std::string comment;  ///< what is drawn
};

/// A Secondary Capture image (PS3.3 A.8.1). Throws OutputError.
void write_secondary_capture(const CapturedPicture& picture, const ObjectHeader& header,
                             const std::filesystem::path& file);

}  // namespace osteosign
