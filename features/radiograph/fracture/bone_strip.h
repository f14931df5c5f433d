#pragma once
#include <Eigen/Core>
#include <opencv2/core.hpp>
#include <vector>

#include "features/radiograph/bone/cortex_side.h"
#include "features/radiograph/fracture/film_fracture_parameters.h"
#include "features/radiograph/radiograph_field.h"
#include "features/values/lesion.h"
#include "io/images/radiograph.h"

namespace osteosign {

/// Columns of a strip, the last one not included.
struct ColumnRange {
  int first = 0;
  int last = 0;
  int count() const { return last - first; }
};

/// A tubular bone laid straight in its whole width: a row for each place along the shaft, columns from beside
/// its left border to beside its right one. Borders are those of the undamaged bone, so that a step or a gap
/// of the cortex stays one.
struct BoneStrip {
  double step_px = 1;   ///< of the film, between rows and between columns where the bone is as wide as usual
  cv::Mat1f contrast;   ///< grey value over that of the soft tissue on both sides
  cv::Mat1b usable;     ///< 0: letters, metal, beside the film or its field
  cv::Mat1b lesion;     ///< 1 for the lesion with a margin
  ColumnRange bone;     ///< between the borders
  int left_cortex = 1;  ///< columns of the left cortex, from the border
  int right_cortex = 1;
  int first_lesion_row = 0;  ///< rows that the lesion reaches, both included
  int last_lesion_row = 0;
  std::vector<Eigen::Vector2d> left_px, right_px;  ///< borders of each row

  int rows() const { return contrast.rows; }
  int middle() const { return (bone.first + bone.last) / 2; }
  double width() const { return bone.count(); }
  Eigen::Vector2d film_px(double row, double column) const;
};

/// Unknown when not both borders were traced, or when the lesion does not lie beside the traced stretch.
Measured<BoneStrip> bone_strip(const Radiograph& film, const RadiographField& field, const TracedBone& bone,
                               const RadiographLesionOutline& lesion,
                               const FilmFractureParameters& parameters);

}  // namespace osteosign
