#include <fmt/format.h>
#include <gmock/gmock.h>

#include "features/segment/resample_labels.h"
#include "features/spine/find_spine.h"
#include "io/values/label_scheme.h"
#include "tests/features/spine/label_agreement.h"
#include "tests/real_series.h"

namespace osteosign::test {
namespace {

namespace fs = std::filesystem;

Spine spine_of(const CtVolume& ct) {
  const BoneParameters bones;
  const ImageQuality quality = estimate_image_quality(ct, bones.quality);
  return find_spine(ct, segment_bone_tissue(ct, quality, bones), {});
}

/// A label map with the names of TotalSegmentator.
LabelMap named_labels(const fs::path& file, const ImageGrid& grid) {
  LabelMap labels = resample_labels(read_label_map(file), grid, {}).labels;
  for (std::uint16_t label = 1; label < 120; ++label)
    if (const auto meaning = meaning_in_totalsegmentator(label)) labels.names[label] = meaning->name;
  labels.origin = file.filename();
  return labels;
}

struct LabelledSpine {
  CtVolume ct;
  LabelMap labels;
  Spine spine;
};

LabelledSpine labelled_lumbar_spine(const fs::path& folder) {
  LabelledSpine result{read_series(folder / "dicom"), {}, {}};
  result.labels = named_labels(folder / "totalseg.nii.gz", result.ct.grid);
  result.spine = spine_from_labels(result.ct, result.labels, {});
  return result;
}

/// The vertebrae from one number of TotalSegmentator to another, with their levels.
void expect_agreement(const Spine& spine, const LabelMap& truth, std::uint16_t first, std::uint16_t last,
                      double mean_dice, double least_dice) {
  double sum = 0;
  for (const auto& [label, agreement] : agreement_with(truth, spine.vertebrae)) {
    if (label < first || label > last) continue;
    const std::string level = meaning_in_totalsegmentator(label)->level;
    fmt::print("{}: Dice {:.3f}, centres {:.1f} mm apart, shown {}\n", level, agreement.dice,
               agreement.centre_distance_mm, shown_level(spine, agreement.found_label));
    EXPECT_GE(agreement.dice, least_dice) << level;
    EXPECT_LE(agreement.centre_distance_mm, 10) << level;
    EXPECT_EQ(shown_level(spine, agreement.found_label), level);
    sum += agreement.dice;
  }
  EXPECT_GE(sum / (last - first + 1), mean_dice);
}

TEST(SpineOfPatients, LumbarSpineInThickVoxelsIsTakenApart) {
  const fs::path folder = real_data / "totalseg_lspine";
  if (!fs::exists(folder)) GTEST_SKIP() << "shared/data is not there";
  const CtVolume ct = read_series(folder / "dicom");
  const Spine spine = spine_of(ct);
  EXPECT_EQ(spine.found.size(), 6U);
  expect_agreement(spine, named_labels(folder / "totalseg.nii.gz", ct.grid), 27, 32, 0.85, 0.8);
  EXPECT_EQ(spine.found.back().level.source, "sacrum and ribs");
  EXPECT_TRUE(spine.found.front().cut_by_border);  // T12
  EXPECT_FALSE(spine.found.back().cut_by_border);
}

TEST(SpineOfPatients, BoneVoxelsAloneAreTakenApart) {
  const fs::path folder = real_data / "s0328_bone";
  if (!fs::exists(folder)) GTEST_SKIP() << "shared/data is not there";
  const CtVolume ct = read_masked_hu(folder / "s0328_bone_hu_ge200.nii.gz");
  const Spine spine = spine_of(ct);
  expect_agreement(spine, named_labels(folder / "s0328_bones_ml.nii.gz", ct.grid), 27, 34, 0.85, 0.8);
}

TEST(SpineOfPatients, ThoracicVertebraeBesideContrastAreSeparatedAndNumberedByTheirRibs) {
  const fs::path folder = real_data / "totalseg_cta";
  if (!fs::exists(folder)) GTEST_SKIP() << "shared/data is not there";
  const CtVolume ct = read_series(folder / "dicom");
  const Spine spine = spine_of(ct);
  ASSERT_EQ(spine.found.size(), 12U);  // T2 to T12, and L1 cut by the border
  LabelMap t12 = resample_labels(read_label_map(folder / "vertebrae_T12.nii.gz"), ct.grid, {}).labels;
  const Agreement agreement = agreement_with(t12, spine.vertebrae).begin()->second;
  EXPECT_GE(agreement.dice, 0.85);
  EXPECT_EQ(agreement.found_label, 11);
  for (int i = 0; i < 11; ++i)
    EXPECT_EQ(spine.found[static_cast<std::size_t>(i)].level.shown, fmt::format("T{}", i + 2));
  EXPECT_EQ(spine.found[11].level.shown, "L1");
  fmt::print("T12: Dice {:.3f}, certainty {:.2f}\n", agreement.dice, spine.found[10].level.certainty);
  for (std::size_t i = 1; i < 11; ++i) {
    const double apart = (spine.found[i].body_centre_mm - spine.found[i - 1].body_centre_mm).norm();
    EXPECT_GT(apart, 15);
    EXPECT_LT(apart, 32);
  }
}

CtVolume slices_of(const CtVolume& ct, int from, int to) {
  CtVolume part = ct;
  part.grid.size[2] = to - from;
  part.grid.origin_mm = ct.grid.patient_from_voxel(Eigen::Vector3d(0, 0, from));
  part.hounsfield.assign(ct.hounsfield.begin() + static_cast<std::ptrdiff_t>(ct.grid.index(0, 0, from)),
                         ct.hounsfield.begin() + static_cast<std::ptrdiff_t>(ct.grid.index(0, 0, from)) +
                             static_cast<std::ptrdiff_t>(part.grid.voxel_count()));
  return part;
}

TEST(SpineOfPatients, PartsOfAChestAreNeverMisnumbered) {
  const fs::path folder = real_data / "totalseg_cta";
  if (!fs::exists(folder)) GTEST_SKIP() << "shared/data is not there";
  const CtVolume ct = read_series(folder / "dicom");
  const Spine whole = spine_of(ct);
  int known = 0;
  for (const auto& [from, to] :
       {std::pair{4, 164}, {8, 164}, {20, 164}, {32, 164}, {0, 152}, {0, 128}, {0, 104}, {0, 80}})
    for (const FoundVertebra& found : spine_of(slices_of(ct, from, to)).found) {
      const auto same = std::ranges::min_element(whole.found, {}, [&](const FoundVertebra& other) {
        return (other.body_centre_mm - found.body_centre_mm).norm();
      });
      if (!found.level.level.known()) continue;
      ++known;
      EXPECT_EQ(found.level.shown, same->level.shown) << "slices " << from << " to " << to;
    }
  EXPECT_GT(known, 0);
}

TEST(SpineOfPatients, HalfOfALumbarSpineIsCountedFromTheSacrum) {
  const fs::path folder = real_data / "sts/STS_018";
  if (!fs::exists(folder)) GTEST_SKIP() << "shared/data is not there";
  const Spine spine = spine_of(read_series(folder));
  ASSERT_GE(spine.found.size(), 2U);
  EXPECT_EQ(spine.found.back().level.shown, "L5");
}

TEST(SpineOfPatients, ThighsHaveNoVertebrae) {
  for (const char* const name : {"STS_013", "STS_023", "STS_027"}) {
    const fs::path folder = real_data / "sts" / name;
    if (!fs::exists(folder)) GTEST_SKIP() << "shared/data is not there";
    const Spine spine = spine_of(read_series(folder));
    EXPECT_TRUE(spine.found.empty()) << name;
    EXPECT_THAT(spine.notes, testing::Not(testing::IsEmpty())) << name;
  }
}

/// Below the last arch the chain of the labelled canal ran on into the disc, and a straight wall of L5 seemed
/// to bulge.
TEST(SpineOfPatients, TheCanalBesideLabelsMeetsNoBody) {
  const fs::path folder = real_data / "totalseg_lspine";
  if (!fs::exists(folder)) GTEST_SKIP() << "shared/data is not there";
  const auto [ct, labels, spine] = labelled_lumbar_spine(folder);
  ASSERT_GT(spine.canal.size(), 100U);
  for (const CanalPoint& point : spine.canal) {
    const Eigen::Vector3d voxel = ct.grid.voxel_from_patient(point.centre_mm).array().round();
    const Eigen::Vector3i at = voxel.cast<int>();
    if (!ct.grid.contains(at.x(), at.y(), at.z())) continue;
    EXPECT_EQ(spine.vertebrae.voxels[ct.grid.index(at.x(), at.y(), at.z())], 0)
        << point.centre_mm.transpose();
  }
}

TEST(SpineOfPatients, LabelsKeepTheirVoxelsAndTellTheLevels) {
  const fs::path folder = real_data / "totalseg_lspine";
  if (!fs::exists(folder)) GTEST_SKIP() << "shared/data is not there";
  const auto [ct, labels, spine] = labelled_lumbar_spine(folder);
  ASSERT_EQ(spine.found.size(), 7U);  // T11 to L5
  EXPECT_EQ(spine.found[0].level.shown, "T11");
  EXPECT_EQ(spine.found[6].level.shown, "L5");
  for (std::size_t i = 0; i < labels.voxels.size(); ++i) {
    const bool is_vertebra = labels.voxels[i] >= 27 && labels.voxels[i] <= 33;
    ASSERT_EQ(spine.vertebrae.voxels[i], is_vertebra ? 34 - labels.voxels[i] : 0);
  }
  EXPECT_GT(spine.canal.back().arc_mm, 180);
  const Spine built_in = spine_of(ct);
  for (std::size_t i = 1; i < 6; ++i) {  // L1 to L5; T12 is the first one that was found without labels
    const FoundVertebra& by_image = built_in.found[i];
    const FoundVertebra& by_label = spine.found[i + 1];
    EXPECT_LT((by_image.body_centre_mm - by_label.body_centre_mm).norm(), 4) << by_label.level.shown;
    EXPECT_GT(by_image.cranial.dot(by_label.cranial), 0.97) << by_label.level.shown;
    EXPECT_GT(by_image.forward.dot(by_label.forward), 0.97) << by_label.level.shown;
  }
}

}  // namespace
}  // namespace osteosign::test
