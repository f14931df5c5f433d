#pragma once
#include <cmath>

#include "features/spine/spine.h"
#include "io/images/ct_volume.h"

namespace osteosign {

/// Three cylindrical bodies of 16 mm radius and 24 mm height, 32 mm apart along z, on a curve that leans to
/// the patient's left by 0.2 mm for each mm upwards. Bodies are 300 HU, all else 40 HU.
struct SampleColumn {
  static constexpr double radius_mm = 16, half_height_mm = 12, lean = 0.2;
  CtVolume ct;
  std::vector<VertebraGeometry> vertebrae;  ///< from cranial to caudal
  std::vector<CanalPoint> canal;

  static Eigen::Vector3d centre_mm(int number) {
    const double z_mm = 32.0 * (1 - number);
    return {lean * z_mm, 0, z_mm};
  }
};

inline Endplate flat_plate(const VertebraFrame& frame, double z_mm) {
  Endplate plate;
  plate.field.first_mm = {-20, -20};
  plate.field.columns = 41;
  plate.field.rows = 41;
  plate.field.height_mm.assign(41UL * 41UL, static_cast<float>(z_mm));
  plate.field.valid.assign(41UL * 41UL, 0);
  for (int y = 0; y < 41; ++y)
    for (int x = 0; x < 41; ++x)
      if (std::hypot(x - 20, y - 20) < SampleColumn::radius_mm)
        plate.field.valid[static_cast<std::size_t>(x + 41 * y)] = 1;
  plate.centre_mm = frame.patient_from_local({0, 0, z_mm});
  return plate;
}

inline bool is_in_body(const Eigen::Vector3d& offset_mm) {
  return offset_mm.head<2>().norm() < SampleColumn::radius_mm &&
         std::abs(offset_mm.z()) < SampleColumn::half_height_mm;
}

inline SampleColumn sample_column() {
  SampleColumn column;
  ImageGrid& grid = column.ct.grid;
  grid.size = {90, 90, 130};
  grid.origin_mm = {-45, -45, -65};
  column.ct.hounsfield.assign(grid.voxel_count(), 40);
  for (int number = 0; number < 3; ++number) {
    VertebraGeometry geometry;
    geometry.label = static_cast<std::uint16_t>(number + 1);
    geometry.frame.origin_mm = SampleColumn::centre_mm(number);
    geometry.superior = flat_plate(geometry.frame, SampleColumn::half_height_mm);
    geometry.inferior = flat_plate(geometry.frame, -SampleColumn::half_height_mm);
    geometry.depth_mm = 2 * SampleColumn::radius_mm;
    geometry.box = grid;
    geometry.parts.assign(grid.voxel_count(), VertebraPart::none);
    for (int z = 0; z < grid.size[2]; ++z)
      for (int y = 0; y < grid.size[1]; ++y)
        for (int x = 0; x < grid.size[0]; ++x)
          if (is_in_body(grid.patient_from_voxel({1.0 * x, 1.0 * y, 1.0 * z}) - geometry.frame.origin_mm)) {
            geometry.parts[grid.index(x, y, z)] = VertebraPart::body;
            column.ct.hounsfield[grid.index(x, y, z)] = 300;
          }
    column.vertebrae.push_back(std::move(geometry));
  }
  for (int z = 50; z >= -50; --z)
    column.canal.push_back({{SampleColumn::lean * z, 25, 1.0 * z}, {0, 0, 1}, {0, -1, 0}, 50.0 - z});
  return column;
}

}  // namespace osteosign
