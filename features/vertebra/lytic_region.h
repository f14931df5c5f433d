#pragma once
#include <string>
#include <vector>

#include "features/vertebra/arch_lysis.h"

namespace osteosign {

inline constexpr const char* explained_by_fat = "struts and fat of a haemangioma";
inline constexpr const char* explained_by_struts = "struts as of a haemangioma, without its fat";

/// A lytic region within its border.
struct LyticRegion {
  VoxelMask voxels;
  double median_hu = 0;           ///< of its core
  double expected_hu = 0;         ///< median over the region
  double limit_hu = 0;            ///< difference from what is expected at which it would just be seen
  double wide_drop_in_sd = 0;     ///< largest drop of the mean at the width of a lesion, in its spreads
  double share_in_body = 1;       ///< the rest lies in pedicles and arch
  std::string explained_by = {};  ///< what methods A3.4 leave out; empty for lysis
  bool is_of_haemangioma() const {
    return explained_by == explained_by_fat || explained_by == explained_by_struts;
  }
  double volume_mm3() const { return voxels.volume_mm3(); }
  Eigen::Vector3d middle_mm() const;  ///< its voxel nearest to its centre of gravity
};

/// Connected voxels of expected bone, near one of the cores of body and arch, below the middle between the
/// core's median and the expected density (native HU smoothed by 0.6 mm); solid bone (`ArchLysis::solid`) as
/// it is. Cores that do not stand out from the texture of the marrow give none.
std::vector<LyticRegion> grown_regions(const LysisField& field, const VoxelMask& body_cores,
                                       const ArchLysis& arch, const LysisParameters& parameters);

/// Those, with what methods A3.4 say of each.
std::vector<LyticRegion> lytic_regions(const LysisField& field, const VoxelMask& body_cores,
                                       const ArchLysis& arch, double noise_hu,
                                       const LysisParameters& parameters);

/// The largest one that nothing explains; null when there is none.
const LyticRegion* largest_unexplained(const std::vector<LyticRegion>& regions);

}  // namespace osteosign
