#pragma once
#include <vector>

#include "features/prepare/image_quality.h"
#include "features/spine/spine.h"
#include "io/images/ct_volume.h"

namespace osteosign::test {

/// A vertebra made of an elliptic cylinder between two planes and a simple arch. Angles are positive when the
/// left (coronal) or the front (sagittal) is lower; half of each tilts either plate.
struct AnalyticVertebra {
  Eigen::Vector3d centre_mm = Eigen::Vector3d::Zero();
  double height_mm = 27;
  double half_width_mm = 21;
  double half_depth_mm = 16;
  double coronal_wedge_deg = 0;
  double sagittal_wedge_deg = 0;
  double tilt_deg = 0;      ///< of the whole vertebra to the side; positive when its left side is higher
  double pit_depth_mm = 0;  ///< of a round pit of 5 mm radius in the middle of the superior plate
  double pit_radius_mm = 5;
  double dish_depth_mm = 0;  ///< by which the superior plate is depressed in the middle, nearly all of it
  double canal_depth_mm = 16;
  double half_canal_mm = 11;
};

/// How far the dish lowers the superior plate.
double dish_mm(const AnalyticVertebra& vertebra, double x, double y);

struct ColumnScan {
  Eigen::Vector3d spacing_mm = Eigen::Vector3d(0.8, 0.8, 1);
  double sigma_mm = 0.5;       ///< blur, the same along all axes
  double label_shrunk_mm = 0;  ///< the label's border lies this much inside of the bone
  double noise_hu = 0;
  Eigen::Matrix3d direction = Eigen::Matrix3d::Identity();
  double room_above_mm =
      20;  ///< beyond the bodies' centres of the first and last vertebra; 20 shows them whole
  double room_below_mm = 20;
};

struct AnalyticColumn {
  CtVolume ct;
  Spine spine;
  ImageQuality quality;
};

/// Cortex 700 HU and 1 mm thick, cancellous bone 150, all else 60; found vertebrae with `centre_error_mm` off
/// to the front and axes of the scanner.
AnalyticColumn make_column(const std::vector<AnalyticVertebra>& vertebrae, const ColumnScan& scan);

/// Five like it, one above the other.
std::vector<AnalyticVertebra> five_of(const AnalyticVertebra& vertebra, double distance_mm = 34);

}  // namespace osteosign::test
