#include "pipeline/report/picture.h"

#include <tbb/parallel_for.h>

namespace osteosign {

RgbPicture rgb_picture(const ReportPicture& picture) {
  const cv::Mat3b packed = picture.pixels.isContinuous() ? picture.pixels : picture.pixels.clone();
  return {packed.cols, packed.rows, {packed.data, packed.data + packed.total() * packed.elemSize()}};
}

void encode_pictures(std::vector<ReportPicture>& pictures) {
  tbb::parallel_for(std::size_t{0}, pictures.size(),
                    [&](std::size_t i) { pictures[i].png = encode_png(rgb_picture(pictures[i])); });
}

}  // namespace osteosign
