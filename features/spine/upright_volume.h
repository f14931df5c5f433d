#pragma once
#include <cstdint>
#include <vector>

#include "features/spine/ct_sampler.h"
#include "features/spine/occupied_tiles.h"
#include "features/spine/spine_image.h"

namespace osteosign {

/// The image below the voxels of a coarse upright grid. The image must live as long.
class UprightSampler {
 public:
  UprightSampler(const SpineImage& image, const ImageGrid& upright);

  /// Shares of a voxel that mineral and bone take up.
  struct Shares {
    double mineral = 0;
    double bone = 0;
  };

  /// The middle of the voxel lies in the CT.
  bool contains(int x, int y, int z) const { return sampler_.contains_voxel(middle_of(x, y, z)); }
  Shares shares(int x, int y, int z) const;
  /// Share of a voxel that a sheet takes up which is as thin as the way between two samples.
  double share_of_sheet() const { return 1.0 / counts_.maxCoeff(); }
  /// False where the shares are 0, since none of the tiles, which lie on the CT, holds anything near.
  bool may_hold(const OccupiedTiles& tiles, int x, int y, int z) const;
  /// Mean over the voxel, rounded.
  std::int16_t mean_hu(int x, int y, int z) const;
  /// At its middle alone.
  float middle_hu(int x, int y, int z) const { return sampler_.hu_at_voxel(middle_of(x, y, z)); }

 private:
  /// In voxels of the CT.
  Eigen::Vector3d middle_of(int x, int y, int z) const { return origin_ + steps_ * Eigen::Vector3d(x, y, z); }

  CtSampler sampler_;
  const SpineImage* image_;
  Eigen::Vector3d origin_;
  Eigen::Matrix3d steps_;
  Eigen::Array3i counts_;                ///< of samples along each axis
  std::vector<Eigen::Vector3d> places_;  ///< at which a voxel is sampled, from its middle
  double reach_ = 0;                     ///< of these places along an axis
};

/// How much of a coarse voxel has to be mineral: 40 %, or as little as a sheet of one sample, the wall of an
/// osteoporotic canal in a fine scan.
enum class LeastMineral { usual, sheet };
constexpr double usual_least_mineral = 0.4;

/// A CT and its bones, reduced to a coarse even grid along the patient's own axes: x to the left, y to the
/// back, z to the head. Whatever the order and the obliquity of the slices was, z planes are axial here.
struct UprightVolume {
  ImageGrid grid;                     ///< direction is the identity
  std::vector<std::uint8_t> mineral;  ///< 1 where enough of the voxel is mineral
  std::vector<std::uint8_t> bone;     ///< 1 where at least half of it is bone, marrow included
  std::vector<std::uint8_t> inside;   ///< 1 where the middle of the voxel lies in the CT
  UprightSampler sampler;             ///< densities, which are looked at in few voxels only
};

UprightVolume make_upright(const SpineImage& image, double spacing_mm, LeastMineral least);

}  // namespace osteosign
