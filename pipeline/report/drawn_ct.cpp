#include "pipeline/report/drawn_ct.h"

#include "pipeline/report/annotate.h"
#include "pipeline/report/reslice.h"

namespace osteosign {
namespace {

constexpr double bone_window_centre_hu = 350, bone_window_width_hu = 1500;

template <class View>
cv::Mat3b drawn(const CtVolume& ct, const View& shown) {
  cv::Mat3b picture = windowed(reslice(ct, shown), bone_window_centre_hu, bone_window_width_hu);
  draw_text(picture, left_letter(shown.view), 6, picture.rows / 2);
  draw_text(picture, upper_letter(shown.view), picture.cols / 2 - 5, 18);
  draw_scale_bar(picture, shown.mm_per_px);
  return picture;
}

}  // namespace

cv::Mat3b drawn_ct(const CtVolume& ct, const ViewPlane& plane) { return drawn(ct, plane); }

cv::Mat3b drawn_ct(const CtVolume& ct, const CurvedView& view) { return drawn(ct, view); }

}  // namespace osteosign
