#pragma once
#include <vector>

#include "features/lesion/eroded_lesion.h"

namespace osteosign {

/// A piece of mineral within a lesion.
struct MineralPiece {
  std::vector<std::size_t> voxels;  ///< of the core, in memory order
  double extent_mm = 0;             ///< the longest of 13 directions, outer edges of the voxels
  double peak_hu = 0;               ///< 95th percentile, smoothed
  double excess = 0;                ///< sum of what it is denser than the background by
  double fine_excess = 0;           ///< the part of it that is narrow in one direction
  Eigen::Vector3d middle_in_patient_mm = Eigen::Vector3d::Zero();
};

struct LesionMineral {
  double threshold_hu = 0;
  std::vector<MineralPiece> pieces;       ///< without host bone, in the order of their first voxels
  std::vector<MineralPiece> host_pieces;  ///< that continue as dense into the bone outside
  double fraction = 0;                    ///< of the core
  double host_fraction = 0;
  double mean_hu = 0;        ///< native, of the pieces; 0 for none
  double peak_hu = 0;        ///< highest of the pieces
  double largest_share = 0;  ///< of the volume of the pieces
  double fine_share = 0;     ///< of the excess of the pieces
  double grain_hu = 0;       ///< what a grain of the least density shows of it through the blur
  int grains = 0;            ///< as small and dense as those of a chondroid matrix
};

/// Mineral is denser than 150 HU and than the even part of the lesion by 100 HU and 4 standard deviations of
/// the noise (methods A7.2). A piece is host bone when voxels at least half as dense as itself, and denser
/// than the marrow, lead from it out of the lesion; a thick cloud never is.
LesionMineral find_mineral(const ErodedLesion& core, const MatrixParameters& parameters);

/// Part of the mineral in the three planes of the grid that lies on rings and arcs: pieces in one plane, at
/// half of the height of the mineral, whose circle of best fit has a radius of 1 to 6 mm, goes along 90
/// degrees or more, and is dark in its middle (methods A7.2). 0 without mineral.
double ring_arc_score(const ErodedLesion& core, const LesionMineral& mineral);

}  // namespace osteosign
