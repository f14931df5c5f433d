#pragma once
#include <array>
#include <opencv2/core.hpp>

namespace osteosign {

/// What the network says of each cell of a straightened column. A cell is `cell_px` pixels of it wide.
struct PedicleAnswer {
  static constexpr int cell_px = 4;
  cv::Mat1f level;                ///< likeness of the middle between the pedicles of a level, 0 to 1
  std::array<cv::Mat2f, 2> way;   ///< cells from the middle of the level to its pedicle: across, along
  std::array<cv::Mat1f, 2> lost;  ///< probability that this pedicle of the level is destroyed

  static double column_of(double cell);  ///< on the straightened column
  static double row_of(double cell);
};

/// Asks a small U-Net (Ronneberger et al., MICCAI 2015) of the picture of a StraightenedColumn. It was
/// learned by scripts/learn_frontal_spine on films cast through phantoms and on two real ones of the lumbar
/// spine, with pedicles removed and painted out; 0 is the pedicle at the left of the picture. Mean of the
/// picture and its mirror image.
PedicleAnswer look_for_pedicles(const cv::Mat1f& picture);

}  // namespace osteosign
