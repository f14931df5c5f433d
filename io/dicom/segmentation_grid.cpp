#include "io/dicom/segmentation_grid.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dctk.h>
#include <fmt/format.h>

#include <Eigen/Geometry>
#include <algorithm>
#include <cmath>

#include "io/values/errors.h"

namespace osteosign {
namespace {

constexpr double allowed_turn = 1e-3;     // of a direction cosine; headers keep 6 digits or more
constexpr double allowed_shift_mm = 0.1;  // of a frame within its plane
constexpr double allowed_uneven = 0.05;   // of the slice spacing
constexpr double same_plane_mm = 1e-3;

template <std::size_t count>
std::array<double, count> numbers(DcmItem* item, const DcmTagKey& tag, const char* name, int frame) {
  std::array<double, count> values{};
  for (std::size_t at = 0; at < count; ++at) {
    Float64 value = 0;
    if (item == nullptr || item->findAndGetFloat64(tag, value, static_cast<unsigned long>(at)).bad() ||
        !std::isfinite(value))
      throw InputError(fmt::format("{} {} of frame {} is absent or has no {} numbers", name,
                                   tag.toString().c_str(), frame + 1, count));
    values[at] = value;
  }
  return values;
}

Eigen::Matrix3d axes_of(DcmDataset& dataset, int frame) {
  const auto cosines = numbers<6>(functional_group(dataset, frame, 0x0020, 0x9116),
                                  DCM_ImageOrientationPatient, "Image Orientation (Patient)", frame);
  const Eigen::Vector3d x(cosines[0], cosines[1], cosines[2]);
  const Eigen::Vector3d y(cosines[3], cosines[4], cosines[5]);
  if (std::abs(x.norm() - 1) > allowed_turn || std::abs(y.norm() - 1) > allowed_turn ||
      std::abs(x.dot(y)) > allowed_turn)
    throw InputError(
        fmt::format("Image Orientation (Patient) (0020,0037) of frame {}: {} {} {} and {} {} {} are no unit "
                    "vectors at right angles",
                    frame + 1, x.x(), x.y(), x.z(), y.x(), y.y(), y.z()));
  Eigen::Matrix3d axes;
  axes.col(0) = x.normalized();
  axes.col(2) = x.cross(y).normalized();
  axes.col(1) = axes.col(2).cross(axes.col(0));
  return axes;
}

Eigen::Vector3d position_of(DcmDataset& dataset, int frame) {
  const auto mm = numbers<3>(functional_group(dataset, frame, 0x0020, 0x9113), DCM_ImagePositionPatient,
                             "Image Position (Patient)", frame);
  return {mm[0], mm[1], mm[2]};
}

void check_parallel(DcmDataset& dataset, const Eigen::Matrix3d& axes, int frames) {
  for (int frame = 1; frame < frames; ++frame)
    if ((axes_of(dataset, frame) - axes).cwiseAbs().maxCoeff() > allowed_turn)
      throw InputError(fmt::format(
          "Image Orientation (Patient) (0020,0037) of frame {} is not that of frame 1", frame + 1));
}

void check_not_shifted(const std::vector<Eigen::Vector3d>& positions, const Eigen::Matrix3d& axes) {
  for (std::size_t frame = 1; frame < positions.size(); ++frame) {
    const Eigen::Vector3d step = axes.transpose() * (positions[frame] - positions[0]);
    if (step.head<2>().norm() > allowed_shift_mm)
      throw InputError(
          fmt::format("Image Position (Patient) (0020,0032) of frame {} is shifted by {:.3f} mm along the "
                      "rows and {:.3f} mm along the columns against frame 1",
                      frame + 1, step.x(), step.y()));
  }
}

double declared_spacing_mm(DcmDataset& dataset) {
  DcmItem* measures = functional_group(dataset, 0, 0x0028, 0x9110);
  Float64 spacing_mm = 0;
  if (measures == nullptr) return 0;
  if (measures->findAndGetFloat64(DCM_SpacingBetweenSlices, spacing_mm).bad() || !(spacing_mm > 0))
    measures->findAndGetFloat64(DCM_SliceThickness, spacing_mm);
  return spacing_mm > 0 && std::isfinite(spacing_mm) ? spacing_mm : 0;
}

double unevenness(const std::vector<double>& depths_mm, double spacing_mm) {
  double largest = 0;
  for (const double depth_mm : depths_mm) {
    const double slices = (depth_mm - depths_mm.front()) / spacing_mm;
    largest = std::max(largest, std::abs(slices - std::round(slices)));
  }
  return largest;
}

// The declared spacing when all planes lie on it, since a sparse segmentation can leave out every other
// plane; else the smallest distance that occurs. Refined over the whole stack, as headers round.
double spacing_between(std::vector<double> depths_mm, double declared_mm) {
  std::ranges::sort(depths_mm);
  double smallest_mm = 0;
  for (std::size_t at = 1; at < depths_mm.size(); ++at) {
    const double step_mm = depths_mm[at] - depths_mm[at - 1];
    if (step_mm > same_plane_mm && (smallest_mm == 0 || step_mm < smallest_mm)) smallest_mm = step_mm;
  }
  if (smallest_mm == 0) {
    if (declared_mm > 0) return declared_mm;
    throw InputError(
        "Spacing Between Slices (0018,0088) and Slice Thickness (0018,0050) are absent in a segmentation of "
        "one plane");
  }
  const bool declared_fits = declared_mm > 0 && unevenness(depths_mm, declared_mm) <= allowed_uneven;
  double spacing_mm = declared_fits ? declared_mm : smallest_mm;
  const double length_mm = depths_mm.back() - depths_mm.front();
  spacing_mm = length_mm / std::round(length_mm / spacing_mm);
  if (const double uneven = unevenness(depths_mm, spacing_mm); uneven > allowed_uneven)
    throw InputError(
        fmt::format("Image Position (Patient) (0020,0032): the planes are not evenly spaced; one lies {:.3f} "
                    "mm off the spacing of {:.3f} mm",
                    uneven * spacing_mm, spacing_mm));
  return spacing_mm;
}

}  // namespace

SegmentationPlanes place_segmentation_frames(DcmDataset& dataset, const SegmentationHeader& header) {
  SegmentationPlanes planes;
  ImageGrid& grid = planes.grid;
  grid.direction = axes_of(dataset, 0);
  check_parallel(dataset, grid.direction, header.frames);
  std::vector<Eigen::Vector3d> positions;
  for (int frame = 0; frame < header.frames; ++frame) positions.push_back(position_of(dataset, frame));
  check_not_shifted(positions, grid.direction);
  std::vector<double> depths_mm;
  for (const Eigen::Vector3d& position : positions) depths_mm.push_back(grid.direction.col(2).dot(position));
  const auto pixel_mm =
      numbers<2>(functional_group(dataset, 0, 0x0028, 0x9110), DCM_PixelSpacing, "Pixel Spacing", 0);
  if (!(pixel_mm[0] > 0 && pixel_mm[1] > 0))
    throw InputError(fmt::format("Pixel Spacing (0028,0030) is {}\\{}", pixel_mm[0], pixel_mm[1]));
  grid.spacing_mm = {pixel_mm[1], pixel_mm[0], spacing_between(depths_mm, declared_spacing_mm(dataset))};
  const auto lowest = std::ranges::min_element(depths_mm);
  grid.origin_mm = positions[static_cast<std::size_t>(lowest - depths_mm.begin())];
  for (const double depth_mm : depths_mm)
    planes.slice_of_frame.push_back(
        static_cast<int>(std::lround((depth_mm - *lowest) / grid.spacing_mm.z())));
  grid.size = {header.columns, header.rows, *std::ranges::max_element(planes.slice_of_frame) + 1};
  return planes;
}

}  // namespace osteosign
