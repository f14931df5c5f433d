#pragma once
#include <Eigen/Core>
#include <array>
#include <cstdint>
#include <vector>

#include "features/find/lesion_from_seed.h"

namespace osteosign {

/// Bone round a seed in cells of whole voxels, large enough that noise and single trabeculae average out, and
/// how far each is from usual: from the half of the cells that lies farther from the seed, of those as deep
/// below the surface of the bone. So a cortex is held against cortex and marrow against marrow, and the
/// lesion, which lies in the nearer half, is not part of what it is held against.
struct BoneCells {
  ImageGrid grid;                  ///< of the cells
  std::array<int, 3> first{};      ///< voxel of the series at which the first cell starts
  std::array<int, 3> voxels{};     ///< of a cell along each axis
  std::vector<std::uint8_t> bone;  ///< at least half of the cell is bone, or it is walled in by bone
  std::vector<float> depth_mm;     ///< below the surface of the bone; negative outside
  std::vector<float> hu;           ///< mean of the cell and, with half its weight, of those beside it
  std::vector<float> deviation;    ///< of `hu` from usual, in standard deviations of what is usual
  std::vector<float> roughness;    ///< the same of the logarithm of the spread within 3 x 3 x 3 cells
  double marrow_hu = 0;            ///< usual at the greatest depth

  Eigen::Array3i cell(std::size_t index) const;
  Eigen::Vector3d point_mm(std::size_t index) const;
  /// The cell that holds a voxel of the series; it may lie outside of the grid.
  Eigen::Array3i cell_of_voxel(const Eigen::Array3i& voxel) const;
  /// The cell of bone one step farther, or the cell itself where there is none.
  std::size_t bone_beside(std::size_t index, const Eigen::Array3i& step) const;
  /// Calls `visit(next, axis)` with the index of each cell that shares a face with one.
  template <class Visitor>
  void for_each_beside(std::size_t index, const Visitor& visit) const {
    const Eigen::Array3i at = cell(index);
    for (int axis = 0; axis < 3; ++axis)
      for (const int side : {-1, 1}) {
        Eigen::Array3i next = at;
        next[axis] += side;
        if (grid.contains(next.x(), next.y(), next.z()))
          visit(grid.index(next.x(), next.y(), next.z()), axis);
      }
  }
};

/// The cells within `unlike_reach_mm` of a seed. Unknown when too few of them are bone to tell what is usual.
Measured<BoneCells> bone_cells(const CtVolume& ct, const LabelMap& bones,
                               const Eigen::Vector3d& seed_in_patient_mm,
                               const LesionOutlineParameters& parameters);

}  // namespace osteosign
