#include "features/radiograph/fracture/bone_strip.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "features/profile/order_statistics.h"

namespace osteosign {
namespace {

constexpr double beside_widths = 0.15;  // of soft tissue on either side, in widths of the bone
constexpr double edge_widths = 0.03;    // of it that the edge of the bone blurs

Eigen::Vector2d undamaged_edge(const CortexPoint& point) {
  return point.outer_px - point.beyond_ghost_px * point.outward;
}

double cortex_px(const CortexSide& side) {
  std::vector<double> thickness;
  for (const CortexPoint& point : side.points) thickness.push_back(point.expected_thickness_px);
  return median(std::move(thickness));
}

void set_borders(const TracedBone& bone, BoneStrip& strip) {
  for (std::size_t i = 0; i < bone.left.points.size(); ++i) {
    strip.left_px.push_back(undamaged_edge(bone.left.points[i]));
    strip.right_px.push_back(undamaged_edge(bone.right.points[i]));
  }
  std::vector<double> steps;
  for (std::size_t i = 1; i < strip.left_px.size(); ++i)
    steps.push_back(
        (strip.left_px[i] + strip.right_px[i] - strip.left_px[i - 1] - strip.right_px[i - 1]).norm() / 2);
  strip.step_px = std::max(0.5, median(std::move(steps)));
  std::vector<double> widths;
  for (std::size_t i = 0; i < strip.left_px.size(); ++i)
    widths.push_back((strip.right_px[i] - strip.left_px[i]).norm());
  const int columns = std::max(8, static_cast<int>(std::lround(median(std::move(widths)) / strip.step_px)));
  const int beside = static_cast<int>(std::ceil(beside_widths * columns));
  strip.bone = {beside, beside + columns};
  strip.left_cortex =
      std::clamp(static_cast<int>(std::lround(cortex_px(bone.left) / strip.step_px)), 1, columns / 3);
  strip.right_cortex =
      std::clamp(static_cast<int>(std::lround(cortex_px(bone.right) / strip.step_px)), 1, columns / 3);
}

/// Grey values and masks along the rows; beside the film nothing is usable.
cv::Mat1f sampled(const Radiograph& film, const RadiographField& field, const RadiographLesionOutline& lesion,
                  BoneStrip& strip) {
  const cv::Size size(strip.bone.last + strip.bone.first, static_cast<int>(strip.left_px.size()));
  cv::Mat1f columns(size), rows(size);
  for (int r = 0; r < size.height; ++r)
    for (int c = 0; c < size.width; ++c) {
      const Eigen::Vector2d pixel = strip.film_px(r, c);
      columns(r, c) = static_cast<float>(pixel.x());
      rows(r, c) = static_cast<float>(pixel.y());
    }
  const cv::Mat1f whole(film.rows, film.columns, const_cast<float*>(film.pixels.data()));
  const cv::Mat1b usable(field.rows, field.columns, const_cast<std::uint8_t*>(field.usable.data()));
  const cv::Mat1b inside(lesion.rows, lesion.columns, const_cast<std::uint8_t*>(lesion.inside.data()));
  cv::Mat1f averaged = whole, grey;
  if (strip.step_px > 1) cv::GaussianBlur(whole, averaged, cv::Size(), 0.5 * strip.step_px);
  cv::remap(averaged, grey, columns, rows, cv::INTER_LINEAR, cv::BORDER_REPLICATE);
  cv::remap(usable, strip.usable, columns, rows, cv::INTER_NEAREST, cv::BORDER_CONSTANT, 0);
  cv::remap(inside, strip.lesion, columns, rows, cv::INTER_NEAREST, cv::BORDER_CONSTANT, 0);
  return grey;
}

double mean_of(const cv::Mat1f& image, int row, int first, int last) {
  double sum = 0;
  for (int c = first; c < last; ++c) sum += image(row, c);
  return sum / std::max(1, last - first);
}

/// The median of each value and those near it.
std::vector<double> running_median(const std::vector<double>& values, int reach) {
  std::vector<double> smooth;
  const int count = static_cast<int>(values.size());
  for (int i = 0; i < count; ++i)
    smooth.push_back(
        median({values.begin() + std::max(0, i - reach), values.begin() + std::min(count, i + reach + 1)}));
  return smooth;
}

/// What lies over the soft tissue, which changes evenly from one side of the bone to the other.
void set_contrast(const cv::Mat1f& grey, BoneStrip& strip) {
  const int edge = std::max(1, static_cast<int>(std::lround(edge_widths * strip.width())));
  std::vector<double> left, right;
  for (int r = 0; r < grey.rows; ++r) {
    left.push_back(mean_of(grey, r, 0, std::max(1, strip.bone.first - edge)));
    right.push_back(mean_of(grey, r, std::min(grey.cols - 1, strip.bone.last + edge), grey.cols));
  }
  constexpr double even_widths = 0.15;
  const int reach = std::max(2, static_cast<int>(even_widths * strip.width()));
  left = running_median(left, reach);
  right = running_median(right, reach);
  strip.contrast = cv::Mat1f(grey.size());
  for (int r = 0; r < grey.rows; ++r) {
    const auto row = static_cast<std::size_t>(r);
    for (int c = 0; c < grey.cols; ++c) {
      const double part = std::clamp((c - strip.bone.first) / strip.width(), 0.0, 1.0);
      strip.contrast(r, c) = grey(r, c) - static_cast<float>(left[row] + part * (right[row] - left[row]));
    }
  }
}

bool set_lesion(double margin_widths, BoneStrip& strip) {
  const int margin = std::max(1, static_cast<int>(std::lround(margin_widths * strip.width())));
  cv::dilate(strip.lesion, strip.lesion,
             cv::getStructuringElement(cv::MORPH_ELLIPSE, cv::Size(2 * margin + 1, 2 * margin + 1)));
  strip.first_lesion_row = strip.rows();
  strip.last_lesion_row = -1;
  for (int r = 0; r < strip.rows(); ++r) {
    if (cv::countNonZero(strip.lesion.row(r)) == 0) continue;
    strip.first_lesion_row = std::min(strip.first_lesion_row, r);
    strip.last_lesion_row = r;
  }
  return strip.last_lesion_row >= 0;
}

}  // namespace

Eigen::Vector2d BoneStrip::film_px(double row, double column) const {
  const double last = static_cast<double>(left_px.size()) - 1.001;
  const double inside = std::clamp(row, 0.0, last);
  const auto above = static_cast<std::size_t>(inside);
  const double part = inside - static_cast<double>(above);
  const Eigen::Vector2d left = left_px[above] + part * (left_px[above + 1] - left_px[above]);
  const Eigen::Vector2d right = right_px[above] + part * (right_px[above + 1] - right_px[above]);
  return left + (column - bone.first) / width() * (right - left);
}

Measured<BoneStrip> bone_strip(const Radiograph& film, const RadiographField& field, const TracedBone& bone,
                               const RadiographLesionOutline& lesion,
                               const FilmFractureParameters& parameters) {
  for (const CortexSide* side : {&bone.left, &bone.right})
    if (!side->band_spread.known()) return side->band_spread.unknown();
  constexpr std::size_t fewest = 16;
  if (bone.left.points.size() != bone.right.points.size() || bone.left.points.size() < fewest)
    return Unknown{"the two borders of the bone were not traced along the same stretch"};
  BoneStrip strip;
  set_borders(bone, strip);
  set_contrast(sampled(film, field, lesion, strip), strip);
  if (!set_lesion(parameters.lesion_margin_widths, strip))
    return Unknown{"the lesion does not lie on the traced stretch of the bone"};
  return strip;
}

}  // namespace osteosign
