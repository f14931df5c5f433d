#include <fmt/format.h>
#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <filesystem>

#include "features/profile/order_statistics.h"
#include "features/segment/resample_labels.h"
#include "features/vertebra/geometry.h"
#include "features/vertebra/measure_vertebrae.h"
#include "tests/features/vertebra/labelled_spine.h"
#include "tests/real_series.h"

namespace osteosign::test {
namespace {

namespace fs = std::filesystem;

/// A volume of HU that was stored as a label map; without one, zeros on the grid of the labels.
CtVolume volume_of(const LabelMap& labels, const fs::path& hu_file = {}) {
  CtVolume ct;
  ct.grid = labels.grid;
  ct.hounsfield.assign(labels.voxels.size(), 0);
  if (hu_file.empty()) return ct;
  ct.hounsfield = read_masked_hu(hu_file).hounsfield;
  return ct;
}

/// Blur as methods 0.3.4 takes it from the slice thickness; the noise is left unknown.
ImageQuality quality_of(const ImageGrid& grid) {
  ImageQuality quality;
  quality.point_spread.in_plane_sigma_mm = Quantity{0.6, Unit::mm};
  quality.point_spread.axial_sigma_mm = Quantity{0.3 * grid.spacing_mm.z(), Unit::mm};
  return quality;
}

SpineMeasurements measure(const CtVolume& ct, const LabelMap& labels,
                          const std::vector<LabelledLevel>& levels,
                          const VertebraParameters& parameters = {}) {
  const Spine spine = spine_from_labels(labels, levels);
  const ImageQuality quality = quality_of(ct.grid);
  return measure_vertebrae(ct, spine, find_geometries(ct, spine, quality, parameters), find_metal(ct, {}),
                           quality, parameters);
}

const VertebraMeasurements& at_level(const SpineMeasurements& column, const std::string& level) {
  const auto found = std::find_if(column.vertebrae.begin(), column.vertebrae.end(),
                                  [&](const Vertebra& v) { return v.level.shown == level; });
  if (found == column.vertebrae.end()) throw InternalError(level + " is not there");
  return found->measurements;
}

double value_or_zero(const MeasuredQuantity& measured) {
  return measured.known() ? measured.value().value : 0;
}

/// Heights of the report beside the data: posterior, middle, anterior, at 15, 50 and 85 % of the depth of a
/// mask.
struct PeerHeights {
  std::string level;
  double posterior_mm, middle_mm, anterior_mm;
};
const std::vector<PeerHeights> peer_heights{{"L1", 27, 24, 21},
                                            {"L2", 25.5, 24, 28.5},
                                            {"L3", 24, 22.5, 28.5},
                                            {"L4", 22.5, 22.5, 28.5},
                                            {"L5", 22.5, 25.5, 28.5}};

TEST(VertebraeOfPatients, LumbarHeightsInThickVoxelsAgreeWithThePeer) {
  const fs::path folder = real_data / "totalseg_lspine";
  if (!fs::exists(folder)) GTEST_SKIP() << "shared/data is not there";
  const CtVolume ct = read_series(folder / "dicom");
  const LabelMap labels = resample_labels(read_label_map(folder / "totalseg.nii.gz"), ct.grid, {}).labels;
  VertebraParameters as_peer;
  as_peer.shape.heights.front_share = 0.15;
  as_peer.shape.heights.back_share = 0.85;
  const SpineMeasurements column = measure(ct, labels, totalsegmentator_levels(), as_peer);
  std::vector<double> differences;
  for (const PeerHeights& peer : peer_heights) {
    const VertebraMeasurements& ours = at_level(column, peer.level);
    const double anterior = ours.anterior_height.value().value;
    const double middle = ours.middle_height.value().value;
    const double posterior = ours.posterior_height.value().value;
    fmt::print("{}: anterior {:.1f} ({:.1f}) middle {:.1f} ({:.1f}) posterior {:.1f} ({:.1f}) mm\n",
               peer.level, anterior, peer.anterior_mm, middle, peer.middle_mm, posterior, peer.posterior_mm);
    for (const double off :
         {anterior - peer.anterior_mm, middle - peer.middle_mm, posterior - peer.posterior_mm})
      differences.push_back(std::abs(off));
  }
  fmt::print("median absolute difference {:.2f} mm\n", averaged_median(differences));
  EXPECT_LE(averaged_median(differences), 1.5);
}

TEST(VertebraeOfPatients, BodiesHaveTheVolumeOfTheReferenceMask) {
  const fs::path folder = real_data / "totalseg_lspine";
  if (!fs::exists(folder)) GTEST_SKIP() << "shared/data is not there";
  const CtVolume ct = read_series(folder / "dicom");
  const LabelMap labels = resample_labels(read_label_map(folder / "totalseg.nii.gz"), ct.grid, {}).labels;
  const LabelMap bodies =
      resample_labels(read_label_map(folder / "totalseg_vertebrae_body.nii.gz"), ct.grid, {}).labels;
  const SpineMeasurements column = measure(ct, labels, totalsegmentator_levels());
  for (int n = 1; n <= 5; ++n) {
    std::size_t voxels = 0;
    for (std::size_t i = 0; i < labels.voxels.size(); ++i)
      if (labels.voxels[i] == 32 - n && bodies.voxels[i] == 1) ++voxels;
    const double reference = static_cast<double>(voxels) * ct.grid.voxel_volume_mm3();
    const double ours = at_level(column, "L" + std::to_string(n)).body_volume.value().value;
    fmt::print("L{}: {:.1f} ml, reference {:.1f} ml\n", n, ours / 1000, reference / 1000);
    EXPECT_NEAR(ours, reference, 0.05 * reference);
  }
}

/// Dice of the body, and which part of our pedicles lies in the reference's arch or processes.
TEST(VertebraeOfPatients, PartsAgreeWithTheReference) {
  const fs::path folder = real_data / "tptbox_L3";
  if (!fs::exists(folder)) GTEST_SKIP() << "shared/data is not there";
  const LabelMap labels = read_label_map(folder / "sub-ct_seg-vert_label-22_msk.nii.gz");
  const LabelMap reference = read_label_map(folder / "sub-ct_seg-subreg_label-22_msk.nii.gz");
  const CtVolume ct = volume_of(labels);
  const Spine spine = spine_from_labels(labels, verse_levels());
  const VertebraGeometry geometry = find_geometry(ct, spine, spine.found.at(1), quality_of(ct.grid), {});
  double both = 0, ours = 0, theirs = 0, pedicle = 0, pedicle_in_arch = 0;
  for (int z = 0; z < geometry.box.size[2]; ++z)
    for (int y = 0; y < geometry.box.size[1]; ++y)
      for (int x = 0; x < geometry.box.size[0]; ++x) {
        const std::size_t i =
            labels.grid.index(x + geometry.first[0], y + geometry.first[1], z + geometry.first[2]);
        if (labels.voxels[i] != 22) continue;
        const VertebraPart part = geometry.parts[geometry.box.index(x, y, z)];
        const bool their_body = reference.voxels[i] == 49 || reference.voxels[i] == 50;
        both += part == VertebraPart::body && their_body;
        ours += part == VertebraPart::body;
        theirs += their_body;
        const bool is_pedicle = part == VertebraPart::left_pedicle || part == VertebraPart::right_pedicle;
        pedicle += is_pedicle;
        pedicle_in_arch += is_pedicle && !their_body;
      }
  const double dice = 2 * both / (ours + theirs);
  fmt::print("body Dice {:.3f}; pedicles outside of the reference's body {:.3f}\n", dice,
             pedicle_in_arch / pedicle);
  EXPECT_GE(dice, 0.98);
  EXPECT_GE(pedicle_in_arch / pedicle, 0.9);
}

TEST(VertebraeOfPatients, TheCompressedVertebraOfALabelMapLosesHeightAndItsNeighboursDoNot) {
  const fs::path file = real_data / "masks_only/sub-sample001_seg-vert_msk.nii.gz";
  if (!fs::exists(file)) GTEST_SKIP() << "shared/data is not there";
  const LabelMap labels = read_label_map(file);
  const SpineMeasurements column = measure(volume_of(labels), labels, verse_levels());
  for (const Vertebra& vertebra : column.vertebrae) {
    const VertebraMeasurements& of = vertebra.measurements;
    if (of.height_loss.known())
      fmt::print("{}: heights {:.1f} {:.1f} {:.1f} mm, loss {:.2f}, wedge residual {:.1f}\n",
                 vertebra.level.shown, value_or_zero(of.anterior_height), value_or_zero(of.middle_height),
                 value_or_zero(of.posterior_height), of.height_loss.value().value,
                 of.coronal_wedge_residual.known() ? of.coronal_wedge_residual.value().value : 0.0);
  }
  EXPECT_GE(at_level(column, "L2").height_loss.value().value, 0.25);
  EXPECT_GE(at_level(column, "L2").coronal_wedge_residual.value().value, 10);
  for (const char* level :
       {"T4", "T5", "T6", "T7", "T8", "T9", "T10", "T11", "T12", "L1", "L3", "L4", "L5"}) {
    EXPECT_LT(at_level(column, level).height_loss.value().value, 0.2) << level;
    EXPECT_LT(std::abs(at_level(column, level).coronal_wedge_residual.value().value), 5) << level;
  }
  EXPECT_THAT(at_level(column, "L2").middle_height.value().method, testing::HasSubstr("edge of the label"));
}

TEST(VertebraeOfPatients, AFlattenedVertebraIsFarBelowItsNeighbours) {
  const fs::path file = real_data / "verse004_masks/sub-verse004_seg-vert_msk.nii.gz";
  if (!fs::exists(file)) GTEST_SKIP() << "shared/data is not there";
  const LabelMap labels = read_label_map(file);
  const SpineMeasurements column = measure(volume_of(labels), labels, verse_levels());
  EXPECT_GE(at_level(column, "L1").height_loss.value().value, 0.5);
  for (const char* level : {"T11", "T12", "L2", "L3", "L4", "L5"})
    EXPECT_LT(at_level(column, level).height_loss.value().value, 0.2) << level;
}

TEST(VertebraeOfPatients, AStraightHealthyColumnHasNoLossAndNoCurve) {
  const fs::path folder = real_data / "s0328_bone";
  if (!fs::exists(folder)) GTEST_SKIP() << "shared/data is not there";
  const LabelMap labels = read_label_map(folder / "s0328_bones_ml.nii.gz");
  const CtVolume ct = volume_of(labels, folder / "s0328_bone_hu_ge200.nii.gz");
  const SpineMeasurements column = measure(ct, labels, totalsegmentator_levels());
  for (const char* level : {"T11", "T12", "L1", "L2", "L3", "L4", "L5"}) {
    const VertebraMeasurements& of = at_level(column, level);
    fmt::print("{}: heights {:.1f} {:.1f} {:.1f} mm, loss {:.2f}\n", level, of.anterior_height.value().value,
               of.middle_height.value().value, of.posterior_height.value().value,
               of.height_loss.value().value);
    EXPECT_LT(of.height_loss.value().value, 0.15) << level;
    EXPECT_LT(std::abs(of.coronal_wedge_residual.value().value), 5) << level;
  }
  EXPECT_LT(column.cobb.value().value, 10);
}

TEST(VertebraeOfPatients, OneVertebraAloneHasHeightsAndNoLoss) {
  const fs::path folder = real_data / "bonelab_L2";
  if (!fs::exists(folder)) GTEST_SKIP() << "shared/data is not there";
  LabelMap labels = read_label_map(folder / "sub-verse004_0000_vertebra_21_seg.nii.gz");
  for (std::uint16_t& label : labels.voxels) label = label >= 1 && label <= 4 ? 21 : 0;  // 5 and 6 are discs
  const SpineMeasurements column = measure(volume_of(labels), labels, verse_levels());
  const VertebraMeasurements& of = at_level(column, "L2");
  fmt::print("L2: heights {:.1f} {:.1f} {:.1f} mm\n", of.anterior_height.value().value,
             of.middle_height.value().value, of.posterior_height.value().value);
  EXPECT_NEAR(of.middle_height.value().value, 26, 3);
  EXPECT_EQ(of.middle_height_loss.reason(), "fewer than two neighbours can be compared");
  EXPECT_EQ(of.coronal_wedge_residual.reason(), "fewer than two neighbours have a wedge");
}

}  // namespace
}  // namespace osteosign::test
