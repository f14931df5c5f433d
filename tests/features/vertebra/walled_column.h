#pragma once
#include <vector>

#include "features/prepare/image_quality.h"
#include "features/spine/spine.h"
#include "io/images/ct_volume.h"
#include "sample_data/phantom/ct_scan.h"

namespace osteosign {

/// What is wrong with one vertebra of the column; all 0 is healthy.
struct ColumnSigns {
  double bulge_mm = 0;     ///< smooth, over the height of the wall
  double corner_mm = 0;    ///< step of the superior corner into the canal, over the upper third
  double breach_mm = 0;    ///< diameter of a round gap of the wall
  double breach_x_mm = 0;  ///< its centre
  double breach_z_mm = 0;
  double arch_forward_mm = 0;  ///< by which the arch narrows the canal
  bool left_pedicle = true;
  bool right_pedicle = true;
  double left_pedicle_lysis =
      0;  ///< part of the cross-section of the left pedicle lost, from its axis outwards
};

/// Straight column of equal vertebrae: elliptic body with flat endplates and a slightly concave wall,
/// pedicles, arch; frame of each: x left, y posterior, z cranial from the centre of its body.
struct WalledColumn {
  std::vector<ColumnSigns> vertebrae;  ///< from cranial to caudal
  double width_mm = 44;
  double depth_mm = 32;
  double height_mm = 26;
  double disc_mm = 8;
  double canal_width_mm = 24;
  double canal_depth_mm = 16;
  double pedicle_width_mm = 10;
  double pedicle_height_mm = 14;
  double pedicle_above_mm = 5;  ///< centre of the body
  double body_cortex_mm = 0.6;
  double arch_cortex_mm = 1.2;
  double cortex_hu = 1100;
  double marrow_hu = 170;
  double soft_hu = 40;
  double vein_mm = 0;  ///< diameter of the basivertebral vein, 0 for none

  double wall_mm(const ColumnSigns& signs, double x_mm, double z_mm) const;
  /// Way of the wall beyond the straight line between its undisplaced corners: 98th percentile over the
  /// middle 44 % of the width (methods A9.1).
  double true_bulge_mm(const ColumnSigns& signs) const;
  double true_canal_mm2(const ColumnSigns& signs) const;
  double true_pedicle_mm2() const;  ///< cross-section
};

/// The column as the measurements see it: scanned, with exact geometry.
struct ScannedColumn {
  CtVolume ct;
  Spine spine;
  std::vector<VertebraGeometry> geometry;
  ImageQuality quality;
};
ScannedColumn scan_column(const WalledColumn& column, const phantom::CtScan& scan);

/// A scan just large enough for a column.
phantom::CtScan scan_for(const WalledColumn& column, double pixel_mm, double slice_mm, double noise_hu,
                         int seed);

}  // namespace osteosign
