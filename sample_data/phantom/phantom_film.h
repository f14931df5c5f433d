#pragma once
#include <array>
#include <optional>
#include <vector>

#include "features/values/lesion.h"
#include "io/images/radiograph.h"
#include "sample_data/phantom/bone_phantom.h"
#include "sample_data/phantom/film_exposure.h"
#include "sample_data/phantom/truth.h"

namespace osteosign::phantom {

/// One lesion on a film. Pixels are column, row; whole numbers are pixel centres.
struct FilmLesionTruth {
  DensityClass density = DensityClass::lytic;
  std::vector<Eigen::Vector2d> outline;  ///< edge of the shadow, 180 points
  RadiographLesionOutline mask;          ///< pixels whose central ray meets the lesion
  Eigen::Vector2d seed_pixel = Eigen::Vector2d::Zero();
  std::array<int, 4> box{0, 0, 0, 0};  ///< c0, r0, c1, r1: pixels that hold the shadow, cut to the film
  double area_px2 = 0;                 ///< of the outline
  double longest_diameter_px = 0;
  double perpendicular_diameter_px = 0;  ///< largest extent at a right angle to it
  double magnification = 1;              ///< at the depth of the lesion
  double longest_diameter_mm = 0;        ///< in the object
  double perpendicular_diameter_mm = 0;
  MarginTruth margin;  ///< of the body itself, along the normal of its surface
};

/// Columns at which a row crosses the surfaces of the bone, from left to right.
struct BoneRowTruth {
  double outer_left, inner_left, inner_right, outer_right;
};

/// A fracture gap on a film: where the middle of the gap crosses the borders of the shaft's shadow, and how
/// the rays meet it.
struct FilmFractureTruth {
  Eigen::Vector2d left_px;
  Eigen::Vector2d right_px;
  double gap_mm;        ///< between the two fragments, in the object
  double step_mm;       ///< of the upper fragment along the rows of an untilted film, in the object
  double off_rays_deg;  ///< between the gap and the central ray: 0 shows the gap as a line
};

/// A radiograph made of a phantom, with all that is true of it.
struct PhantomFilm {
  Radiograph film;
  std::vector<FilmLesionTruth> lesions;
  std::optional<FilmFractureTruth> fracture;
  std::vector<BoneRowTruth> bone_rows;  ///< one for each row, of the undamaged bone with its flare
  double magnification = 1;             ///< at the axis of the bone
  double stored_per_attenuation = 0;    ///< film values per unit of line integral; 0 for a linear film
};

/// Radiographs a phantom. The film is as read_radiograph would give it: dense is bright, spacing demagnified
/// to the plane of the bone axis. Same arguments, same bytes. Throws UsageError as scan_phantom does.
PhantomFilm expose_phantom(const BonePhantom& phantom, const FilmExposure& exposure);

}  // namespace osteosign::phantom
