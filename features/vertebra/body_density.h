#pragma once
#include <vector>

#include "features/vertebra/body_shape.h"

namespace osteosign {

/// The places of a body at which densities of different vertebrae are compared: cells of a box round the unit
/// cylinder of BodyPlace, the same for all vertebrae. Cells beyond the wall stand for the wall before them.
struct BodyCells {
  static constexpr int across = 16;  ///< from right to left and from front to back
  static constexpr int along = 12;   ///< from the inferior to the superior endplate
  static constexpr std::size_t count = static_cast<std::size_t>(across * across * along);

  static std::size_t index(int x, int y, int z) {
    return static_cast<std::size_t>(x + across * (y + across * z));
  }
  static BodyPlace place(int x, int y, int z);  ///< centre of the cell, moved to the wall when beyond it
  static bool in_core(int x, int y, int z);     ///< within 0.7 of the radius and 0.2 to 0.8 of the height
};

/// A value for each cell; 0 in `known` where there is none.
struct CellValues {
  std::vector<float> value = std::vector<float>(BodyCells::count, 0);
  std::vector<std::uint8_t> known = std::vector<std::uint8_t>(BodyCells::count, 0);

  /// Between the centres of the cells by linear interpolation over the known ones; nothing known is unknown.
  Measured<double> at(const BodyPlace& place) const;
};

/// Sigmas of the Gaussian means of a body: of each cell, and of places as wide as a lesion.
struct DensityScales {
  double cell_mm;
  double lesion_mm;
};

/// Density of one body: Gaussian means of the native HU round the centres of the cells, the median and the
/// quartiles of its core, and how far means over places as wide as a lesion fall below their median there, or
/// rise above it (quartiles, as the standard deviation of a normal distribution): what the texture of the
/// marrow does by itself.
struct BodyDensity {
  CellValues hu;
  double core_hu = 0;
  double upper_core_hu = 0;
  double lower_core_hu = 0;
  double wide_spread_hu = 0;
  double wide_rise_hu = 0;
};

/// The same body with the sign of all densities turned, so that dense bone is looked for as lysis is.
BodyDensity turned(const BodyDensity& density);

/// Unknown when fewer than half of the core's cells lie in valid voxels.
Measured<BodyDensity> sample_body_density(const VertebraImage& image, const BodyShape& shape,
                                          const DensityScales& scales);

}  // namespace osteosign
