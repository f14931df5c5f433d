#pragma once
#include <optional>
#include <vector>

#include "features/vertebra/canal.h"
#include "features/vertebra/pedicle_parameters.h"

namespace osteosign {

/// Where the pedicles of a vertebra have to be, told by body and canal alone.
struct PedicleSpace {
  double middle_x_mm = 0;  ///< local, of the canal
  double front_y_mm = 0;   ///< posterior wall, a bulge not counted
  double rear_y_mm = 0;    ///< end of the pedicles
  double inferior_mm = 0;  ///< local z of the endplates there
  double superior_mm = 0;
  double body_width_mm = 0;
  double height_mm() const { return superior_mm - inferior_mm; }
};

/// Unknown when an endplate, the width of the body or the canal is.
Measured<PedicleSpace> pedicle_space(const VertebraGeometry& vertebra, const CanalAtLevel& canal,
                                     const PosteriorWall& wall, const PedicleParameters& parameters);

/// That space on an even grid of the vertebra's frame: native HU by trilinear interpolation, and the part of
/// each place that is bone of this vertebra.
struct PedicleBlock {
  Eigen::Vector3d first_mm = Eigen::Vector3d::Zero();  ///< local
  double step_mm = 1;
  Eigen::Array3i size = Eigen::Array3i::Zero();
  std::vector<float> hounsfield{};
  std::vector<float> bone{};          ///< 0 to 1; 0 in other vertebrae and farther than a voxel from this one
  double edge_hu = 0;                 ///< half of the way from soft tissue to the dense part of this bone
  std::vector<std::uint8_t> known{};  ///< 0 outside of the volume

  std::size_t index(int x, int y, int z) const {
    return static_cast<std::size_t>(x) +
           static_cast<std::size_t>(size.x()) *
               (static_cast<std::size_t>(y) +
                static_cast<std::size_t>(size.y()) * static_cast<std::size_t>(z));
  }
  Eigen::Vector3d place_mm(int x, int y, int z) const {
    return first_mm + step_mm * Eigen::Vector3d(x, y, z);
  }
};
PedicleBlock sample_pedicles(const CtVolume& ct, const LabelMap& vertebrae, const VertebraGeometry& vertebra,
                             const PedicleSpace& space, const PedicleParameters& parameters);

}  // namespace osteosign
