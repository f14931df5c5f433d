#include "pipeline/report/picture.h"

namespace osteosign {

RgbPicture rgb_picture(const ReportPicture& picture) {
  const cv::Mat3b packed = picture.pixels.isContinuous() ? picture.pixels : picture.pixels.clone();
  return {packed.cols, packed.rows, {packed.data, packed.data + packed.total() * packed.elemSize()}};
}

}  // namespace osteosign
