#include "features/radiograph/periosteum/new_bone.h"

#include <opencv2/imgproc.hpp>

#include "features/profile/order_statistics.h"

namespace osteosign {
namespace {

constexpr double blur_along_mm = 0.25, blur_outward_mm = 0.12;  // methods B6.2: sigma .15 to .4 mm
constexpr double steadied_mm = 0.4;
constexpr double clear_of_edge_mm = 0.35;  // blur of the edge of the bone itself
constexpr double farthest_base_mm = 1.2;
constexpr double far_part = 0.75;  // of the height of the band: soft tissue
constexpr double soft_tissue_part = 0.25;
constexpr double trend_mm = 4;
constexpr double least_height_mm = 0.5;
constexpr double closed_along_mm = 1, closed_outward_mm = 1;
constexpr double shortest_run_mm = 1.5;
constexpr double face_mm = 0.5;

cv::Mat1f blurred(const cv::Mat1f& image, const PeriosteumBand& band, double along_mm, double outward_mm) {
  cv::Mat1f result;
  cv::GaussianBlur(image, result, {}, std::max(0.1, outward_mm / band.outward_mm()),
                   std::max(0.1, along_mm / band.along_mm()), cv::BORDER_REPLICATE);
  return result;
}

std::vector<int> usable_rows(const PeriosteumBand& band) {
  std::vector<int> rows;
  for (int row = 0; row < band.grey.rows; ++row)
    if (band.usable[row] != 0) rows.push_back(row);
  return rows;
}

double cortex_contrast(const cv::Mat1f& grey, const std::vector<int>& rows, const PeriosteumBand& band) {
  std::vector<double> contrasts;
  const int edge = band.column_at(0), near = band.column_at(0.8), far = band.column_at(1.6);
  for (const int row : rows) {
    double peak = grey(row, 0);
    for (int column = 1; column < edge; ++column) peak = std::max<double>(peak, grey(row, column));
    contrasts.push_back(peak - cv::mean(grey.row(row).colRange(near, far + 1))[0]);
  }
  return order_statistic(std::move(contrasts), 0.5);
}

cv::Mat1f above_soft_tissue(const cv::Mat1f& grey, const std::vector<int>& rows) {
  cv::Mat1f excess(grey.size());
  std::vector<double> values(rows.size());
  for (int column = 0; column < grey.cols; ++column) {
    for (std::size_t i = 0; i < rows.size(); ++i) values[i] = grey(rows[i], column);
    const auto soft = static_cast<float>(order_statistic(values, soft_tissue_part));
    for (int row = 0; row < grey.rows; ++row) excess(row, column) = grey(row, column) - soft;
  }
  return excess;
}

/// Moves each row so that it is 0 far from the bone, steadily along the bone.
void settle_rows(cv::Mat1f& excess, const PeriosteumBand& band, int far_column) {
  std::vector<double> offset(excess.rows);
  for (int row = 0; row < excess.rows; ++row)
    offset[row] =
        order_statistic({excess.ptr<float>(row) + far_column, excess.ptr<float>(row) + excess.cols}, 0.5);
  const int half = std::max(1, static_cast<int>(trend_mm / band.along_mm() / 2));
  for (int row = 0; row < excess.rows; ++row) {
    const auto first = offset.begin() + std::max(0, row - half);
    const auto end = offset.begin() + std::min(excess.rows, row + half + 1);
    excess.row(row) -= order_statistic({first, end}, 0.5);
  }
}

std::vector<double> far_values(const cv::Mat1f& image, const std::vector<int>& rows, int far_column) {
  std::vector<double> values;
  for (const int row : rows)
    values.insert(values.end(), image.ptr<float>(row) + far_column, image.ptr<float>(row) + image.cols);
  return values;
}

/// By the differences of neighbouring rows, which share nearly no interpolated pixel.
double noise_of_samples(const cv::Mat1f& grey, const std::vector<int>& rows, int far_column) {
  std::vector<double> differences;
  for (std::size_t i = 2; i < rows.size(); ++i)
    for (int column = far_column; column < grey.cols; column += 2)
      differences.push_back(grey(rows[i], column) - grey(rows[i - 2], column));
  return differences.empty() ? 0 : robust_deviation(std::move(differences)) / std::sqrt(2.0);
}

cv::Mat1b brighter(const cv::Mat1f& steadied, const PeriosteumBand& band, double threshold) {
  cv::Mat1b mask(steadied.size(), std::uint8_t{0});
  const int first = band.column_at(clear_of_edge_mm) + 1;
  for (int row = 0; row < mask.rows; ++row)
    if (band.usable[row] != 0)
      for (int column = first; column < mask.cols; ++column)
        mask(row, column) = steadied(row, column) > threshold ? 1 : 0;
  const int along = std::max(1, static_cast<int>(closed_along_mm / 2 / band.along_mm()));
  const int outward = std::max(1, static_cast<int>(closed_outward_mm / band.outward_mm()));
  cv::morphologyEx(mask, mask, cv::MORPH_CLOSE,
                   cv::getStructuringElement(cv::MORPH_RECT, {outward | 1, along | 1}));
  return mask;
}

bool within_reach(const PeriosteumBand& band, int first, int last, double reach_mm) {
  const int reach = static_cast<int>(reach_mm / band.along_mm());
  for (int row = std::max(0, first - reach); row <= std::min(band.grey.rows - 1, last + reach); ++row)
    if (band.lesion[row] != 0) return true;
  return false;
}

/// Leaves the patches that come down to the bone, are large enough and within reach.
void keep_patches_on_bone(cv::Mat1b& mask, const PeriosteumBand& band,
                          const FilmPeriosteumParameters& parameters) {
  cv::Mat1i labels;
  cv::Mat statistics, centres;
  const int count = cv::connectedComponentsWithStats(mask, labels, statistics, centres, 8, CV_32S);
  std::vector<std::uint8_t> keep(static_cast<std::size_t>(count), 0);
  for (int label = 1; label < count; ++label) {
    const int* const row = statistics.ptr<int>(label);
    const double area_mm2 = row[cv::CC_STAT_AREA] * band.along_mm() * band.outward_mm();
    keep[label] = area_mm2 >= parameters.least_area_mm2 &&
                  band.height_mm(row[cv::CC_STAT_LEFT]) <= farthest_base_mm &&
                  within_reach(band, row[cv::CC_STAT_TOP], row[cv::CC_STAT_TOP] + row[cv::CC_STAT_HEIGHT] - 1,
                               parameters.reach_mm);
  }
  for (int row = 0; row < mask.rows; ++row)
    for (int column = 0; column < mask.cols; ++column) mask(row, column) = keep[labels(row, column)];
}

void measure_heights(NewBone& bone, const PeriosteumBand& band) {
  std::vector<double> present;
  for (int row = 0; row < bone.mask.rows; ++row) {
    double height = 0;
    for (int column = bone.mask.cols - 1; column >= 0 && height <= 0; --column)
      if (bone.mask(row, column) != 0) height = band.height_mm(column);
    bone.height_mm.push_back(height > least_height_mm ? height : 0);
    if (bone.height_mm.back() > 0) present.push_back(height);
  }
  bone.length_mm = static_cast<double>(present.size()) * band.along_mm();
  if (!present.empty()) bone.height_90_mm = order_statistic(std::move(present), 0.9);
}

/// Soft tissue that is bright has no face; bone has.
double face_contrast(const NewBone& bone, const PeriosteumBand& band) {
  const double half_mm = std::max(face_mm, 1.5 / band.mm_px);
  std::vector<double> falls;
  for (int row = 0; row < bone.mask.rows; ++row)
    if (const double height = bone.height_mm[row]; height > 0)
      falls.push_back(bone.excess(row, band.column_at(height - half_mm)) -
                      bone.excess(row, band.column_at(height + half_mm)));
  return falls.empty() ? 0 : order_statistic(std::move(falls), 0.5) / bone.cortex_contrast;
}

std::vector<NewBoneRun> runs_of(const NewBone& bone, const PeriosteumBand& band) {
  const int bridged = static_cast<int>(closed_along_mm / band.along_mm());
  std::vector<NewBoneRun> runs;
  for (int row = 0; row < static_cast<int>(bone.height_mm.size()); ++row) {
    if (bone.height_mm[row] <= 0) continue;
    if (runs.empty() || row - runs.back().last > bridged + 1)
      runs.push_back({row, row});
    else
      runs.back().last = row;
  }
  std::erase_if(runs, [&](const NewBoneRun& run) { return run.rows() * band.along_mm() < shortest_run_mm; });
  return runs;
}

}  // namespace

Measured<NewBone> new_bone_beside(const PeriosteumBand& band, const FilmPeriosteumParameters& parameters) {
  const std::vector<int> rows = usable_rows(band);
  const cv::Mat1f grey = blurred(band.grey, band, blur_along_mm, blur_outward_mm);
  const int far_column = static_cast<int>(far_part * grey.cols);
  NewBone bone;
  bone.cortex_contrast = cortex_contrast(grey, rows, band);
  if (bone.cortex_contrast <= 0) return Unknown{"the cortex does not stand out against the soft tissue"};
  bone.excess = above_soft_tissue(grey, rows);
  settle_rows(bone.excess, band, far_column);
  const cv::Mat1f steadied = blurred(bone.excess, band, steadied_mm, 0);
  bone.threshold =
      std::max(parameters.least_noises * robust_deviation(far_values(steadied, rows, far_column)),
               parameters.least_contrast * bone.cortex_contrast);
  bone.pixel_noise = noise_of_samples(band.grey, rows, far_column);
  bone.mask = brighter(steadied, band, bone.threshold);
  keep_patches_on_bone(bone.mask, band, parameters);
  measure_heights(bone, band);
  bone.face_contrast = face_contrast(bone, band);
  bone.runs = runs_of(bone, band);
  return bone;
}

}  // namespace osteosign
