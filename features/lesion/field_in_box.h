#pragma once
#include <Eigen/Core>
#include <cstdint>
#include <vector>

#include "io/values/image_grid.h"

namespace osteosign {

/// Gaussian smoothing that uses the voxels of a mask only (normalised convolution), so that nothing from
/// outside of it comes in. Voxels with none of the mask within three sigmas are 0.
std::vector<float> smoothed_within(const ImageGrid& grid, const std::vector<float>& values,
                                   const std::vector<std::uint8_t>& mask, double sigma_mm);

/// Morphological opening of the values by a box of `width_mm`, of the voxels of a mask only: what is narrower
/// than the box in one direction is cut down to its surroundings.
std::vector<float> opened_within(const ImageGrid& grid, const std::vector<float>& values,
                                 const std::vector<std::uint8_t>& mask, double width_mm);

/// Trilinear value at a continuous voxel position; positions outside take the nearest voxel of the border.
double field_at(const ImageGrid& grid, const std::vector<float>& values, const Eigen::Vector3d& voxel);

/// The pieces of a mask (joined by faces), each as its voxels in memory order, in the order of their first.
std::vector<std::vector<std::size_t>> pieces_of(const ImageGrid& grid, const std::vector<std::uint8_t>& mask);

}  // namespace osteosign
