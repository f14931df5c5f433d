#include "io/dicom/ct_slices.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dctk.h>
#include <fmt/format.h>
#include <tbb/parallel_for.h>

#include <Eigen/Geometry>
#include <cmath>
#include <numbers>
#include <optional>

#include "io/dicom/attribute_values.h"
#include "io/dicom/ct_acquisition.h"
#include "io/dicom/dicom_file.h"
#include "io/dicom/dicom_header.h"
#include "io/dicom/slice_positions.h"
#include "io/values/errors.h"

namespace osteosign {
namespace {

/// What one file gave: slices, or the reason why there are none.
struct InstanceSlices {
  std::vector<CtSlice> slices;
  std::optional<CtAcquisition> acquisition;
  std::optional<Failure> failure;
};

int required_size(DcmDataset& dataset, const DcmTagKey& tag) {
  const int size = whole_number_of(dataset, tag).value_or(0);
  if (size <= 0)
    throw InputError(fmt::format("{} {}", name_of(tag), state_of(dataset, tag)), FailureKind::not_usable);
  return size;
}

std::vector<CtSlice> slices_of(DcmDataset& dataset, const InstanceEntry& instance) {
  const int columns = required_size(dataset, DCM_Columns);
  const int rows = required_size(dataset, DCM_Rows);
  std::vector<CtSlice> slices;
  const bool is_multi_frame = instance.number_of_frames > 1;
  for (int frame = 0; frame < instance.number_of_frames; ++frame)
    slices.push_back({.file = instance.file,
                      .frame = frame,
                      .source = {instance.sop_instance_uid, is_multi_frame ? frame + 1 : 0, false},
                      .plane = image_plane(dataset, frame),
                      .scale = hounsfield_scale(dataset, frame),
                      .columns = columns,
                      .rows = rows});
  return slices;
}

InstanceSlices read_instance(const InstanceEntry& instance) {
  InstanceSlices read;
  try {
    const std::unique_ptr<DcmFileFormat> format = load_dicom_header(instance.file);
    read.slices = slices_of(*format->getDataset(), instance);
    read.acquisition = ct_acquisition(*format->getDataset());
  } catch (const Failure& failure) {
    read.failure = failure;
  }
  return read;
}

/// A file that cannot be parsed is left out and listed; one that says something impossible stops the series.
void append(InstanceSlices&& read, const InstanceEntry& instance, CtSlices& all) {
  if (read.failure && read.failure->kind() == FailureKind::not_usable)
    throw InputError(fmt::format("{}: {}", instance.file.string(), read.failure->what()),
                     FailureKind::not_usable);
  if (read.failure) {
    all.refused.push_back({instance.file, read.failure->what()});
    return;
  }
  if (all.slices.empty()) all.acquisition = *read.acquisition;
  for (CtSlice& slice : read.slices) all.slices.push_back(std::move(slice));
}

double angle_deg(const Eigen::Vector3d& a, const Eigen::Vector3d& b) {
  return std::atan2(a.cross(b).norm(), a.dot(b)) * 180 / std::numbers::pi;
}

void require_same_geometry(const CtSlice& first, const CtSlice& other) {
  const auto refuse = [&](const std::string& what) {
    throw InputError(fmt::format("{}: {} than in {}", other.file.string(), what, first.file.string()),
                     FailureKind::not_usable);
  };
  if (first.columns != other.columns || first.rows != other.rows)
    refuse(fmt::format("Columns (0028,0011) and Rows (0028,0010) are {} x {}, other", other.columns,
                       other.rows));
  const double angle = std::max(angle_deg(first.plane.row_direction, other.plane.row_direction),
                                angle_deg(first.plane.column_direction, other.plane.column_direction));
  if (angle > SlicePositionTolerances{}.orientation_deg)
    refuse(fmt::format("{} differs by {:.2f} degrees: other", name_of(DCM_ImageOrientationPatient), angle));
  constexpr double spacing_tolerance = 1e-3;  // half a pixel over 512
  if (std::abs(first.plane.column_mm / other.plane.column_mm - 1) > spacing_tolerance ||
      std::abs(first.plane.row_mm / other.plane.row_mm - 1) > spacing_tolerance)
    refuse(fmt::format("{} is {} \\ {} mm, other", name_of(DCM_PixelSpacing), other.plane.row_mm,
                       other.plane.column_mm));
}

}  // namespace

CtSlices read_ct_slices(const SeriesEntry& series) {
  std::vector<InstanceSlices> read(series.instances.size());
  tbb::parallel_for(std::size_t{0}, read.size(),
                    [&](std::size_t i) { read[i] = read_instance(series.instances[i]); });
  CtSlices all;
  for (std::size_t i = 0; i < read.size(); ++i) append(std::move(read[i]), series.instances[i], all);
  for (const CtSlice& slice : all.slices) require_same_geometry(all.slices.front(), slice);
  return all;
}

std::vector<HounsfieldSlice> decode_ct_slices(const std::vector<CtSlice>& slices) {
  const std::unique_ptr<DcmFileFormat> format = load_dicom_file(slices.front().file);
  std::vector<HounsfieldSlice> decoded;
  for (const CtSlice& slice : slices) {
    const StoredFrame frame = decode_frame(*format->getDataset(), slice.frame);
    if (frame.columns != slice.columns || frame.rows != slice.rows)
      throw InputError(fmt::format("the pixel data hold {} x {} pixels instead of {} x {}", frame.columns,
                                   frame.rows, slice.columns, slice.rows));
    decoded.push_back(to_hounsfield(frame, slice.scale));
  }
  return decoded;
}

}  // namespace osteosign
