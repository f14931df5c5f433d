#include "features/radiograph/fracture/darkness.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "features/profile/order_statistics.h"

namespace osteosign {
namespace {

cv::Mat1f blurred_along(const cv::Mat1f& image, double sigma) {
  cv::Mat1f blurred;
  const int reach = static_cast<int>(std::ceil(3 * sigma));
  cv::GaussianBlur(image, blurred, cv::Size(1, 2 * reach + 1), 1, sigma, cv::BORDER_REPLICATE);
  return blurred;
}

int side_rows(double sigma) { return std::max(2, static_cast<int>(std::lround(3 * sigma))); }

class DarknessOnStrip {
 public:
  DarknessOnStrip(const BoneStrip& strip, double sigma, const std::vector<int>& elsewhere)
      : strip_(strip), sigma_(sigma), elsewhere_(elsewhere), columns_(strip.bone.count()) {}

  Darkness seen() const {
    const cv::Mat1f smooth = blurred_along(strip_.contrast, sigma_);
    const int apart = side_rows(sigma_);
    cv::Mat1f part(strip_.rows(), columns_, 0.0F);
    Darkness dark{cv::Mat1f(part.size(), 0.0F), cv::Mat1b(part.size(), static_cast<std::uint8_t>(0)), {}};
    for (int c = 0; c < columns_; ++c) {
      const int column = strip_.bone.first + c;
      std::vector<double> levels;
      for (int r = 0; r < strip_.rows(); ++r) levels.push_back(smooth(r, column));
      const double usual = median(std::move(levels));
      for (int r = apart; r < strip_.rows() - apart; ++r) {
        const float above = smooth(r - apart, column), below = smooth(r + apart, column);
        const float level = (above + below) / 2;
        constexpr double least_level = 0.3;  // of the usual: there is hardly bone
        if (level <= least_level * usual || level <= 0 || !clear(r, column, apart)) continue;
        dark.judged(r, c) = 1;
        part(r, c) = (std::min(above, below) - smooth(r, column)) / level;
      }
    }
    set_spreads(part, dark);
    return dark;
  }

 private:
  bool clear(int row, int column, int apart) const {
    for (const int r : {row - apart, row, row + apart})
      if (strip_.usable(r, column) == 0 || strip_.lesion(r, column) != 0) return false;
    return true;
  }

  void set_spreads(const cv::Mat1f& part, Darkness& dark) const {
    const int reach = std::max(1, columns_ / 60);
    for (int c = 0; c < columns_; ++c) {
      std::vector<double> usual;
      for (const int r : elsewhere_)
        for (int near = std::max(0, c - reach); near <= std::min(columns_ - 1, c + reach); ++near)
          if (dark.judged(r, near) != 0) usual.push_back(part(r, near));
      constexpr std::size_t fewest = 20;
      constexpr double least_spread = 0.002;  // of the contrast: steps of grey values
      if (usual.size() < fewest) {
        dark.judged.col(c) = 0;
        dark.spread.push_back(0);
        continue;
      }
      const double spread = std::max(least_spread, robust_deviation(usual));
      const double middle = median(std::move(usual));
      dark.spread.push_back(spread);
      for (int r = 0; r < part.rows; ++r)
        if (dark.judged(r, c) != 0)
          dark.spreads(r, c) = std::clamp(static_cast<float>((part(r, c) - middle) / spread),
                                          brightest_spreads, darkest_spreads);
    }
  }

  const BoneStrip& strip_;
  double sigma_;
  const std::vector<int>& elsewhere_;
  int columns_;
};

}  // namespace

Darkness darkness_of(const BoneStrip& strip, double sigma, const std::vector<int>& elsewhere) {
  return DarknessOnStrip(strip, sigma, elsewhere).seen();
}

}  // namespace osteosign
