#pragma once
#include <array>
#include <opencv2/core.hpp>
#include <vector>

namespace osteosign {

/// A ring of that size: semi-axes across and along the column, in columns of the straightened film.
struct RingSize {
  double across = 0, along = 0;
};

/// How much every place of the straightened film looks like the centre of a pedicle: normalised
/// cross-correlation with a bright elliptical ring that is darker inside (methods B8.1.3), one map a size.
struct RingLikeness {
  std::vector<RingSize> sizes;
  std::vector<cv::Mat1f> maps;
};

RingLikeness ring_likeness(const cv::Mat1f& picture);

}  // namespace osteosign
