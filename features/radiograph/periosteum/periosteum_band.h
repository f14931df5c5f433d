#pragma once
#include <opencv2/core.hpp>
#include <vector>

#include "features/radiograph/bone/cortex_side.h"
#include "features/radiograph/periosteum/film_periosteum_parameters.h"
#include "features/radiograph/radiograph_field.h"
#include "features/values/lesion.h"
#include "io/images/radiograph.h"

namespace osteosign {

/// The film beside one side of a bone, straightened along the outer edge of the undamaged cortex: a row for
/// each place along the bone, a column for each step outward. Lengths are in mm, or in parts of the width of
/// the bone where the film has no pixel spacing.
struct PeriosteumBand {
  cv::Mat1f grey;
  std::vector<std::uint8_t> usable;      ///< rows that lie on usable film
  std::vector<std::uint8_t> lesion;      ///< rows that the lesion lies beside
  std::vector<Eigen::Vector2d> edge_px;  ///< of each row, where the undamaged bone ends
  std::vector<Eigen::Vector2d> outward;
  double mm_px = 1;          ///< pixels in one mm
  bool has_spacing = false;  ///< false where mm are parts of the width of the bone
  double inward_mm = 0;      ///< of the first column, below the edge
  double cortex_mm = 0;      ///< median thickness of the cortex

  double along_mm() const { return 1 / mm_px; }      ///< step from row to row
  double outward_mm() const { return 0.5 / mm_px; }  ///< step from column to column
  double height_mm(int column) const { return column * outward_mm() - inward_mm; }
  int column_at(double height_mm) const;  ///< nearest, within the band
  Eigen::Vector2d pixel(int row, double height_mm) const {
    return edge_px[row] + height_mm * mm_px * outward[row];
  }
};

/// Pixels in one mm: by the pixel spacing, else by the width of the bone.
double pixels_per_mm(const Radiograph& film, const TracedBone& bone,
                     const FilmPeriosteumParameters& parameters);

/// Unknown when fewer than a third of the rows beside the lesion lie on usable film.
Measured<PeriosteumBand> periosteum_band(const Radiograph& film, const RadiographField& field,
                                         const CortexSide& side, double bone_width_px, double mm_px,
                                         const RadiographLesionOutline& lesion,
                                         const FilmPeriosteumParameters& parameters);

}  // namespace osteosign
