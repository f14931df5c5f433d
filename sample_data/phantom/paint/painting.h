#pragma once
#include <Eigen/Core>
#include <cstdint>
#include <vector>

#include "io/images/ct_volume.h"
#include "io/images/label_map.h"
#include "sample_data/phantom/edge_profile.h"

namespace osteosign::phantom {

/// An ellipsoid of one density: lytic or sclerotic lesion, or the soft tissue in the place of a pedicle. With
/// a `label` it is painted only where the label map has that label or none, so that neighbours stay as they
/// are.
struct PaintedEllipsoid {
  Eigen::Vector3d centre_in_patient_mm = Eigen::Vector3d::Zero();
  Eigen::Vector3d semi_axes_mm = Eigen::Vector3d::Constant(6);
  Eigen::Matrix3d axes =
      Eigen::Matrix3d::Identity();  ///< columns: directions of the semi-axes in patient space
  double hu = 40;
  EdgeProfile edge{};  ///< before the blur of the scanner
  std::uint16_t label = 0;
};

/// Bone that stands out of the posterior wall of a vertebra as a smooth bump, with a shell of cortex. The
/// wall is found in the picture, from the canal forwards; `hu` is that of the cancellous bone behind it.
struct PaintedBulge {
  Eigen::Vector3d wall_in_patient_mm = Eigen::Vector3d::Zero();  ///< on the wall or up to 6 mm from it
  Eigen::Vector3d posterior = Eigen::Vector3d::UnitY();          ///< into the canal
  Eigen::Vector3d cranial = Eigen::Vector3d::UnitZ();
  double height_mm = 4;
  double half_width_mm = 11;   ///< to the left and right of the point; nothing beyond
  double half_length_mm = 11;  ///< up and down
  double hu = 170;
  double cortex_hu = 700;
  double cortex_mm = 0.8;
};

/// What is painted into a CT. Blur and noise that are unknown are measured in it.
struct Painting {
  std::vector<PaintedEllipsoid> ellipsoids;
  std::vector<PaintedBulge> bulges;
  Measured<double> noise_hu = Unknown{"not given"};
  Measured<double> in_plane_sigma_mm = Unknown{"not given"};
  Measured<double> axial_sigma_mm = Unknown{"not given"};
  int seed = 1;  ///< of the noise of what is painted
};

/// What is true of the painted things.
struct EllipsoidTruth {
  PaintedEllipsoid painted;
  double volume_mm3 = 0;          ///< of the whole ellipsoid
  double painted_volume_mm3 = 0;  ///< of what was painted: inside of the volume and of its label
};
struct BulgeTruth {
  PaintedBulge painted;
  double added_volume_mm3 = 0;                                  ///< between the old wall and the new one
  Eigen::Vector3d top_in_patient_mm = Eigen::Vector3d::Zero();  ///< on the new wall
  double wall_fit_mm = 0;  ///< root mean square of the old wall about the surface that the bump stands on
};
struct PaintedCt {
  CtVolume ct;  ///< with UIDs of its own
  std::vector<EllipsoidTruth> ellipsoids;
  std::vector<BulgeTruth> bulges;
  double noise_hu = 0;
  double in_plane_sigma_mm = 0;
  double axial_sigma_mm = 0;
};

/// Paints in the order of the description, ellipsoids first. What is painted has edges as blurred as those of
/// the scanner and noise of its strength and colour; nothing else changes. The same arguments give the same
/// bytes. Throws UsageError when a thing lies outside of the volume, a label has no map, noise or blur can
/// not be measured and are not given, or no wall is found.
PaintedCt paint(const CtVolume& ct, const Painting& painting, const LabelMap* labels = nullptr);

}  // namespace osteosign::phantom
