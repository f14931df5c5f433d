#include "features/vertebra/pedicle_block.h"

#include <algorithm>
#include <cmath>

#include "features/profile/sample_ray.h"
#include "features/vertebra/endplate_height.h"

namespace osteosign {
namespace {

constexpr double reach_of_body = 0.62;  // from the midline to the root of the transverse process
constexpr double above_plate_mm = 3;
constexpr double border_mm = 1;
constexpr double dense_quantile = 0.75;
constexpr double front_quantile = 0.3;  // of the planes: a bulge lies behind it, the vein before

double quantile(std::vector<double> values, double share) {
  const auto rank =
      values.begin() + static_cast<std::ptrdiff_t>(share * static_cast<double>(values.size() - 1));
  std::nth_element(values.begin(), rank, values.end());
  return *rank;
}

/// Whether one of the eight voxels round a point is of the vertebra, and none of another one.
bool beside_label(const LabelMap& labels, std::uint16_t label, const Eigen::Vector3d& voxel) {
  const Eigen::Array3i lower = voxel.array().floor().cast<int>();
  bool own = false;
  for (int corner = 0; corner < 8; ++corner) {
    const int x = lower.x() + (corner & 1);
    const int y = lower.y() + ((corner >> 1) & 1);
    const int z = lower.z() + ((corner >> 2) & 1);
    if (!labels.grid.contains(x, y, z)) continue;
    const std::uint16_t here = labels.voxels[labels.grid.index(x, y, z)];
    if (here != 0 && here != label) return false;
    own = own || here == label;
  }
  return own;
}

}  // namespace

Measured<PedicleSpace> pedicle_space(const VertebraGeometry& vertebra, const CanalAtLevel& canal,
                                     const PosteriorWall& wall, const PedicleParameters& parameters) {
  if (!vertebra.superior.known()) return Unknown{"superior endplate: " + vertebra.superior.reason()};
  if (!vertebra.inferior.known()) return Unknown{"inferior endplate: " + vertebra.inferior.reason()};
  if (!vertebra.width_mm.known()) return Unknown{"width of the body: " + vertebra.width_mm.reason()};
  if (canal.sections.empty()) return Unknown{"no canal was seen at this level"};
  std::vector<double> middle_x;
  std::vector<double> front;
  for (const CanalCrossSection& section : canal.sections) {
    const Eigen::Vector3d centre = vertebra.frame.local_from_patient(section.centre_mm);
    middle_x.push_back(centre.x());
    front.push_back(centre.y() - section.front_mm);
  }
  PedicleSpace space{.middle_x_mm = quantile(middle_x, 0.5),
                     .front_y_mm = wall.chord_y_mm.value_or(quantile(front, front_quantile))};
  space.rear_y_mm = space.front_y_mm + parameters.length_mm;
  space.inferior_mm =
      endplate_height_mm(vertebra, vertebra.inferior.value(), space.middle_x_mm, space.front_y_mm, border_mm);
  space.superior_mm =
      endplate_height_mm(vertebra, vertebra.superior.value(), space.middle_x_mm, space.front_y_mm, border_mm);
  space.body_width_mm = vertebra.width_mm.value();
  if (space.height_mm() <= 0) return Unknown{"the endplates leave no place for pedicles"};
  return space;
}

PedicleBlock sample_pedicles(const CtVolume& ct, const LabelMap& vertebrae, const VertebraGeometry& vertebra,
                             const PedicleSpace& space, const PedicleParameters& parameters) {
  const double reach_mm = reach_of_body * space.body_width_mm + parameters.region_margin_mm;
  const Eigen::Vector3d lowest(space.middle_x_mm - reach_mm, space.front_y_mm - border_mm, space.inferior_mm);
  const Eigen::Vector3d highest(space.middle_x_mm + reach_mm, space.rear_y_mm + border_mm,
                                space.superior_mm + above_plate_mm);
  PedicleBlock block{.first_mm = lowest, .step_mm = parameters.grid_step_mm};
  block.size = ((highest - lowest).array() / block.step_mm).floor().cast<int>() + 1;
  const double full_hu = 2 * (parameters.bone_hu - parameters.soft_hu);
  for (int z = 0; z < block.size.z(); ++z)
    for (int y = 0; y < block.size.y(); ++y)
      for (int x = 0; x < block.size.x(); ++x) {
        const Eigen::Vector3d voxel =
            ct.grid.voxel_from_patient(vertebra.frame.patient_from_local(block.place_mm(x, y, z)));
        const Measured<double> hu = hounsfield_at(ct, voxel);
        block.known.push_back(hu.known() ? 1 : 0);
        block.hounsfield.push_back(hu.known() ? static_cast<float>(hu.value()) : 0.0F);
        const bool bone = hu.known() && beside_label(vertebrae, vertebra.label, voxel);
        block.bone.push_back(
            bone ? static_cast<float>(std::clamp((hu.value() - parameters.soft_hu) / full_hu, 0.0, 1.0))
                 : 0.0F);
      }
  std::vector<double> dense;
  for (std::size_t i = 0; i < block.bone.size(); ++i)
    if (block.bone[i] >= 0.5F) dense.push_back(block.hounsfield[i]);
  block.edge_hu = parameters.bone_hu;
  if (!dense.empty())
    block.edge_hu = std::max(block.edge_hu, (parameters.soft_hu + quantile(dense, dense_quantile)) / 2);
  return block;
}

}  // namespace osteosign
