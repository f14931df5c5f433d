#pragma once
#include <cstdint>
#include <opencv2/core.hpp>
#include <string>
#include <vector>

#include "io/files/png.h"

namespace osteosign {

/// One picture of the report: shown inside report.html and written to images/.
struct ReportPicture {
  std::string subject;                 ///< the lesion it shows ("1"), or "study"
  std::string file_name;               ///< in images/, without folder
  std::string caption;                 ///< what is drawn; also the alternative text
  cv::Mat3b pixels;                    ///< red first
  std::vector<std::uint8_t> png = {};  ///< the same, as the page shows and images/ holds it (encode_pictures)
};

/// The pixels as the PNG writer takes them.
RgbPicture rgb_picture(const ReportPicture& picture);

/// Fills `png` of each, several at a time. Throws InternalError when libpng refuses one.
void encode_pictures(std::vector<ReportPicture>& pictures);

}  // namespace osteosign
