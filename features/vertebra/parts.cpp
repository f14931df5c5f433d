#include "features/vertebra/parts.h"

#include <cmath>

namespace osteosign {
namespace {

constexpr double beside_pedicle_mm = 3;  // methods A2.4
constexpr double share_of_canal = 2.0 / 3;
constexpr double share_of_fragments = 0.5;

/// Bone between the pedicles in the front half of the canal is a fragment or a bulge of the body.
bool is_in_canal(const Eigen::Vector3d& local, const LabelledCanal& canal) {
  const double rear = canal.front_mm + share_of_fragments * (canal.back_mm - canal.front_mm);
  return local.y() <= rear && local.x() < canal.left_mm.x() - 1 && local.x() > canal.right_mm.x() + 1;
}

bool is_pedicle(const Eigen::Vector3d& local, const LabelledCanal& canal) {
  const double rear = canal.front_mm + share_of_canal * (canal.back_mm - canal.front_mm);
  const double outer = local.x() > 0 ? canal.left_mm.y() : -canal.right_mm.y();
  return local.y() <= rear && std::abs(local.x()) <= outer + beside_pedicle_mm &&
         local.z() >= canal.lowest_z_mm && local.z() <= canal.highest_z_mm;
}

/// The root of an arch that begins beside the body, as the wings of L5 do, and not behind it.
bool is_beside_body(const Eigen::Vector3d& local, const BodyExtent& body, const LabelledCanal& canal) {
  constexpr double beyond_mm = 1;                               // chosen: a border of voxels
  const double middle_mm = (body.front_mm + body.back_mm) / 2;  // a body is no wider behind its middle
  const double side_mm = local.x() > 0 ? body.left_mm : -body.right_mm;
  return local.y() > middle_mm && std::abs(local.x()) > side_mm + beyond_mm &&
         local.z() >= canal.lowest_z_mm && local.z() <= canal.highest_z_mm;
}

}  // namespace

std::vector<VertebraPart> find_parts(const VertebraCrop& crop, const LabelledBody& body,
                                     const Measured<LabelledCanal>& canal) {
  std::vector<VertebraPart> parts(crop.box.voxel_count(), VertebraPart::none);
  for (int z = 0; z < crop.box.size[2]; ++z)
    for (int y = 0; y < crop.box.size[1]; ++y)
      for (int x = 0; x < crop.box.size[0]; ++x) {
        const std::size_t i = crop.box.index(x, y, z);
        if (crop.own[i] == 0) continue;
        const Eigen::Vector3d local =
            body.block.frame.local_from_patient(crop.box.patient_from_voxel(Eigen::Vector3d(x, y, z)));
        const bool is_beside = canal.known() && is_beside_body(local, body.extent, canal.value());
        if ((!is_beside && local.y() <= body.back.posterior_mm(local.x(), local.z())) ||
            (canal.known() && is_in_canal(local, canal.value())))
          parts[i] = VertebraPart::body;
        else if (canal.known() && is_pedicle(local, canal.value()))
          parts[i] = local.x() > 0 ? VertebraPart::left_pedicle : VertebraPart::right_pedicle;
        else
          parts[i] = VertebraPart::posterior;
      }
  return parts;
}

}  // namespace osteosign
