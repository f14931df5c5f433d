#include "io/dicom/image_plane.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dctk.h>
#include <fmt/format.h>

#include <Eigen/Geometry>
#include <cmath>

#include "io/dicom/attribute_values.h"
#include "io/values/errors.h"

namespace osteosign {
namespace {

std::vector<double> required_numbers(DcmItem& item, const DcmTagKey& tag, std::size_t count) {
  const std::vector<double> numbers = numbers_of(item, tag);
  if (numbers.size() != count)
    throw InputError(fmt::format("{} {}; {} numbers are needed", name_of(tag), state_of(item, tag), count),
                     FailureKind::not_usable);
  return numbers;
}

void require_orthonormal(DcmItem& item, const Eigen::Vector3d& row, const Eigen::Vector3d& column) {
  const bool orthonormal = std::abs(row.norm() - 1) <= orientation_tolerance &&
                           std::abs(column.norm() - 1) <= orientation_tolerance &&
                           std::abs(row.dot(column)) <= orientation_tolerance;
  if (!orthonormal)
    throw InputError(
        fmt::format("{} {}: lengths {:.4f} and {:.4f}, cosine of the angle between them {:.4f}; two "
                    "orthogonal unit vectors are needed",
                    name_of(DCM_ImageOrientationPatient), state_of(item, DCM_ImageOrientationPatient),
                    row.norm(), column.norm(), row.dot(column)),
        FailureKind::not_usable);
}

}  // namespace

Eigen::Vector3d ImagePlane::normal() const { return row_direction.cross(column_direction); }

DcmItem& functional_group(DcmDataset& dataset, int frame, const DcmTagKey& macro) {
  DcmItem* group = nullptr;
  DcmItem* attributes = nullptr;
  if (dataset.findAndGetSequenceItem(DCM_PerFrameFunctionalGroupsSequence, group, frame).good() &&
      group->findAndGetSequenceItem(macro, attributes).good())
    return *attributes;
  if (dataset.findAndGetSequenceItem(DCM_SharedFunctionalGroupsSequence, group).good() &&
      group->findAndGetSequenceItem(macro, attributes).good())
    return *attributes;
  return dataset;
}

ImagePlane image_plane(DcmDataset& dataset, int frame) {
  DcmItem& position = functional_group(dataset, frame, DCM_PlanePositionSequence);
  DcmItem& orientation = functional_group(dataset, frame, DCM_PlaneOrientationSequence);
  DcmItem& measures = functional_group(dataset, frame, DCM_PixelMeasuresSequence);
  const std::vector<double> at = required_numbers(position, DCM_ImagePositionPatient, 3);
  const std::vector<double> axes = required_numbers(orientation, DCM_ImageOrientationPatient, 6);
  const std::vector<double> spacing = required_numbers(measures, DCM_PixelSpacing, 2);
  const Eigen::Vector3d row(axes[0], axes[1], axes[2]);
  const Eigen::Vector3d column(axes[3], axes[4], axes[5]);
  require_orthonormal(orientation, row, column);
  if (spacing[0] <= 0 || spacing[1] <= 0)
    throw InputError(fmt::format("{} {}", name_of(DCM_PixelSpacing), state_of(measures, DCM_PixelSpacing)),
                     FailureKind::not_usable);
  const Eigen::Vector3d unit_row = row.normalized();
  const Eigen::Vector3d unit_normal = row.cross(column).normalized();
  return {.position_mm = {at[0], at[1], at[2]},
          .row_direction = unit_row,
          .column_direction = unit_normal.cross(unit_row),
          .column_mm = spacing[1],
          .row_mm = spacing[0]};
}

}  // namespace osteosign
