#include <fmt/format.h>
#include <gmock/gmock.h>

#include "features/prepare/mask_components.h"
#include "features/prepare/mask_morphology.h"
#include "features/segment/bones.h"
#include "features/segment/resample_labels.h"
#include "tests/real_series.h"

namespace osteosign::test {
namespace {

namespace fs = std::filesystem;

/// Bones of TotalSegmentator v2: 25 sacrum to 50 C1, 69 to 78 limbs and pelvis, 91 skull, 92 to 117 ribs,
/// sternum and cartilage.
bool is_bone_of_totalsegmentator(std::uint16_t label) {
  return (label >= 25 && label <= 50) || (label >= 69 && label <= 78) || (label >= 91 && label <= 117);
}

template <class Condition>
VoxelMask voxels_where(const ImageGrid& grid, Condition&& condition) {
  VoxelMask mask(grid);
  for (int z = 0; z < grid.size[2]; ++z)
    for (int y = 0; y < grid.size[1]; ++y)
      for (int x = 0; x < grid.size[0]; ++x)
        if (condition(grid.index(x, y, z))) mask.insert(x, y, z);
  return mask;
}

/// Dice of the bones found with the reference, up to 6 mm from it: it does not label every bone in the field.
double dice_near_reference(const VoxelMask& found, const VoxelMask& reference) {
  const VoxelMask near = found & dilate(reference, Reach::ball(6));
  return 2 * static_cast<double>((near & reference).count()) /
         static_cast<double>(near.count() + reference.count());
}

double dice_of(const CtVolume& ct, const fs::path& reference_file) {
  const LabelMap labels = resample_labels(read_label_map(reference_file), ct.grid, {}).labels;
  const LabelMap bones = segment_bones(ct, {});
  const VoxelMask reference =
      voxels_where(ct.grid, [&](std::size_t i) { return is_bone_of_totalsegmentator(labels.voxels.at(i)); });
  const VoxelMask found = voxels_where(ct.grid, [&](std::size_t i) { return bones.voxels[i] > 0; });
  return dice_near_reference(found, reference);
}

TEST(BonesOfPatients, LumbarSpineInThickVoxelsAgreesWithTheReference) {
  const fs::path folder = real_data / "totalseg_lspine";
  if (!fs::exists(folder)) GTEST_SKIP() << "shared/data is not there";
  const double dice = dice_of(read_series(folder / "dicom"), folder / "totalseg.nii.gz");
  fmt::print("totalseg_lspine: Dice {:.3f}\n", dice);
  EXPECT_GE(dice, 0.84);
}

TEST(BonesOfPatients, TrunkAgreesWithTheCorrectedReference) {
  const fs::path folder = real_data / "s0328_bone";
  if (!fs::exists(folder)) GTEST_SKIP() << "shared/data is not there";
  const double dice =
      dice_of(read_masked_hu(folder / "s0328_bone_hu_ge200.nii.gz"), folder / "s0328_bones_ml.nii.gz");
  fmt::print("s0328_bone: Dice {:.3f}\n", dice);
  EXPECT_GE(dice, 0.88);
}

/// The aorta and the chambers of an enhanced chest: even above 250 HU over more than 10 mm.
VoxelMask large_vessels(const CtVolume& ct) {
  const VoxelMask bright = voxels_in_range(ct.grid, ct.hounsfield, 250, 700);
  const VoxelMask cores = erode(bright, Reach::ball(5));
  return dilate(cores, Reach::ball(5)) & bright;
}

TEST(BonesOfPatients, LargeVesselsOfACtAngiographyAreNotBone) {
  const fs::path folder = real_data / "totalseg_cta/dicom";
  if (!fs::exists(folder)) GTEST_SKIP() << "shared/data is not there";
  const CtVolume ct = read_series(folder);
  const LabelMap bones = segment_bones(ct, {});
  const VoxelMask found = voxels_where(ct.grid, [&](std::size_t i) { return bones.voxels[i] > 0; });
  const VoxelMask vessels = large_vessels(ct);
  ASSERT_GT(vessels.volume_mm3(), 100e3);
  const double share = static_cast<double>((found & vessels).count()) / static_cast<double>(vessels.count());
  fmt::print("totalseg_cta: {:.2f} % of {:.0f} cm3 of vessels labelled bone, bones {:.1f} cm3\n", 100 * share,
             vessels.volume_mm3() / 1000, found.volume_mm3() / 1000);
  EXPECT_LT(share, 0.03);
}

}  // namespace
}  // namespace osteosign::test
