#include "features/find/candidates/facet_sclerosis.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>

#include "features/find/candidates/find_candidates.h"

namespace osteosign::test {
namespace {

using testing::Contains;
using testing::Field;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

/// Two articular processes on the left of the midline in muscle, 0.8 mm voxels: boxes of marrow in a cortex
/// of 1.2 mm, 24 mm wide and high and 12 mm deep, parted by a joint along y. Vertebra 1 lies behind it, at
/// higher y, vertebra 2 before it. The picture is blurred as a scanner does.
class TwoProcesses {
 public:
  double joint_mm = 2;
  double dense_in_1_mm = 0;  ///< depth of dense bone below the articular surface of vertebra 1
  double dense_in_2_mm = 0;
  double dense_half_length_mm = 8;
  double midline_mm = -15;
  bool canal_seen = true;
  bool one_vertebra = false;
  std::string explanation_of_other = "";

  /// What the rule says of the dense region of vertebra 1 (or 2) when the atlas tells of these.
  std::string left_out(double depth_mm, double half_length_mm, std::uint16_t in = 1) {
    draw();
    std::vector<BoneCandidate> found{{.density = DensityClass::sclerotic,
                                      .outline = region(depth_mm, half_length_mm, in),
                                      .median_hu = dense_hu,
                                      .expected_hu = 300,
                                      .confidence = 0.7,
                                      .reasons = {}}};
    std::vector<VertebralRegion> of_atlas{of_atlas_in(in, depth_mm)};
    const std::uint16_t other = in == 1 ? 2 : 1;
    const double dense_mm = other == 1 ? dense_in_1_mm : dense_in_2_mm;
    if (dense_mm > 0) of_atlas.push_back(of_atlas_in(other, dense_mm));
    if (dense_mm > 0) of_atlas.back().explained_by = explanation_of_other;
    leave_out_facet_sclerosis(ct_, spine_, of_atlas, 0.3, {}, found);
    return found.front().left_out;
  }
  /// The whole search where the atlas tells of both sides; sheets are candidates, too.
  CandidateSearch search(double reach_mm) {
    draw();
    LabelMap bones = spine_.vertebrae;
    for (std::uint16_t& label : bones.voxels) label = label == 0 ? 0 : 1;
    CandidateParameters parameters;
    parameters.vertebral_sheet_roundness = 0;
    parameters.facets.facet_reach_mm = reach_mm;
    const std::vector<VertebralRegion> regions{of_atlas_in(1, dense_in_1_mm), of_atlas_in(2, dense_in_2_mm)};
    return find_candidates({ct_, bones, spine_, {}, regions, {}, {}}, parameters, {});
  }
  FacetView view() {
    draw();
    BoneCandidate one;
    one.outline = region(dense_in_1_mm, dense_half_length_mm, 1);
    one.median_hu = dense_hu;
    return view_across_joint(ct_, one, of_atlas_in(2, dense_in_2_mm), {});
  }

 private:
  static constexpr double dense_hu = 700;

  /// Below the articular surface of either vertebra; negative outside of both.
  double depth_mm(const Eigen::Vector3d& at) const { return std::abs(at.y()) - joint_mm / 2; }

  double hu(const Eigen::Vector3d& at) const {
    const double inside_mm = std::min(
        {depth_mm(at), 12 + joint_mm / 2 - std::abs(at.y()), 12 - std::abs(at.x()), 12 - std::abs(at.z())});
    if (inside_mm < 0) return 50;
    if (inside_mm < 1.2) return 1000;
    const double dense_mm = at.y() > 0 ? dense_in_1_mm : dense_in_2_mm;
    const bool dense = depth_mm(at) < dense_mm && std::hypot(at.x(), at.z()) < dense_half_length_mm;
    return dense ? dense_hu : 250;
  }

  void draw() {
    ct_.grid.size = {50, 50, 50};
    ct_.grid.spacing_mm = Eigen::Vector3d::Constant(0.8);
    ct_.grid.origin_mm = -0.4 * Eigen::Vector3d(49, 49, 49);
    ct_.hounsfield.clear();
    spine_.vertebrae = {ct_.grid, {}, {}, "built-in"};
    for (int z = 0; z < 50; ++z)
      for (int y = 0; y < 50; ++y)
        for (int x = 0; x < 50; ++x) {
          const Eigen::Vector3d at = ct_.grid.patient_from_voxel(Eigen::Vector3d(x, y, z));
          double sum = 0, weights = 0;
          for (double along = -2; along <= 2; along += 0.25) {
            const double weight = std::exp(-along * along / (2 * 0.7 * 0.7));
            sum += weight * hu(at + along * Eigen::Vector3d::UnitY());
            weights += weight;
          }
          ct_.hounsfield.push_back(static_cast<std::int16_t>(sum / weights));
          const bool bone = hu(at) > 100;
          spine_.vertebrae.voxels.push_back(static_cast<std::uint16_t>(!bone                        ? 0
                                                                       : at.y() > 0 || one_vertebra ? 1
                                                                                                    : 2));
        }
    spine_.found.clear();
    for (const auto label : {std::uint16_t{1}, std::uint16_t{2}}) {
      spine_.found.emplace_back();
      spine_.found.back().label = label;
    }
    spine_.canal.clear();
    if (canal_seen)
      for (int z = -30; z <= 30; ++z)
        spine_.canal.push_back({.centre_mm = {midline_mm, -6, static_cast<double>(z)},
                                .tangent = Eigen::Vector3d::UnitZ(),
                                .forward = -Eigen::Vector3d::UnitY()});
  }

  VertebralRegion of_atlas_in(std::uint16_t vertebra, double depth_mm) const {
    VertebralRegion dense;
    dense.density = DensityClass::sclerotic;
    dense.outline = region(depth_mm, dense_half_length_mm, vertebra);
    dense.median_hu = dense_hu;
    dense.expected_hu = 300;
    dense.limit_hu = 100;
    dense.share_in_body = 0;
    dense.volume_mm3 = static_cast<double>(std::ranges::count(dense.outline.inside, std::uint8_t{1})) *
                       ct_.grid.voxel_volume_mm3();
    return dense;
  }

  /// What of a vertebra lies less deep below its articular surface, beneath the cortex.
  CtLesionOutline region(double to_depth_mm, double half_length_mm, std::uint16_t in) const {
    CtLesionOutline outline;
    outline.box = ct_.grid;
    for (std::size_t i = 0; i < ct_.grid.voxel_count(); ++i) {
      const int row = static_cast<int>(i);
      const Eigen::Vector3d at =
          ct_.grid.patient_from_voxel(Eigen::Vector3d(row % 50, row / 50 % 50, row / 2500));
      const bool inside = (at.y() > 0) == (in == 1) && spine_.vertebrae.voxels[i] != 0 &&
                          depth_mm(at) > 0.8 && depth_mm(at) < to_depth_mm &&
                          std::hypot(at.x(), at.z()) < half_length_mm;
      outline.inside.push_back(inside ? 1 : 0);
    }
    return outline;
  }

  CtVolume ct_;
  Spine spine_;
};

TEST(FacetSclerosis, IsDenseOnBothSidesOfTheJoint) {
  TwoProcesses both;
  both.dense_in_1_mm = both.dense_in_2_mm = 4.5;
  EXPECT_THAT(both.left_out(4.5, 8), HasSubstr("facet joint"));
  EXPECT_THAT(both.left_out(4.5, 8, 2), HasSubstr("facet joint"));
}

TEST(FacetSclerosis, DenseBoneOfOneProcessAloneIsNone) {
  TwoProcesses one;
  one.dense_in_1_mm = 4.5;
  EXPECT_THAT(one.left_out(4.5, 8), IsEmpty());
  one.dense_in_2_mm = 4.5;
  one.explanation_of_other = "vertical struts as of a haemangioma";
  EXPECT_THAT(one.left_out(4.5, 8), IsEmpty()) << "something else on the other side";
}

TEST(FacetSclerosis, ReachesNoDeeperThanAFewMillimetres) {
  TwoProcesses both;
  both.dense_in_1_mm = both.dense_in_2_mm = 9;
  EXPECT_THAT(both.left_out(9, 8), IsEmpty());
}

TEST(FacetSclerosis, IsFlat) {
  TwoProcesses both;
  both.dense_in_1_mm = both.dense_in_2_mm = 4.5;
  both.dense_half_length_mm = 2;
  EXPECT_THAT(both.left_out(4.5, 2), IsEmpty());
}

TEST(FacetSclerosis, NeedsTheGapOfAJoint) {
  TwoProcesses fused;
  fused.dense_in_1_mm = fused.dense_in_2_mm = 4.5;
  fused.joint_mm = 0.1;
  EXPECT_THAT(fused.left_out(4.5, 8), IsEmpty()) << "one process that two labels part looks like that";
  fused.joint_mm = 7;
  EXPECT_THAT(fused.left_out(4.5, 8), IsEmpty()) << "no joint is as wide";
}

TEST(FacetSclerosis, LiesBehindTheCanalAndBesideTheMidline) {
  TwoProcesses both;
  both.dense_in_1_mm = both.dense_in_2_mm = 4.5;
  both.midline_mm = 0;
  EXPECT_THAT(both.left_out(4.5, 8), IsEmpty()) << "spinous processes meet there";
  both.midline_mm = -15;
  both.canal_seen = false;
  EXPECT_THAT(both.left_out(4.5, 8), IsEmpty());
}

TEST(FacetSclerosis, NeedsTwoVertebrae) {
  TwoProcesses both;
  both.dense_in_1_mm = both.dense_in_2_mm = 4.5;
  both.one_vertebra = true;
  EXPECT_THAT(both.left_out(4.5, 8), IsEmpty());
}

TEST(FacetSclerosis, IsLeftOutOfTheSearchAndToldOf) {
  TwoProcesses both;
  both.dense_in_1_mm = both.dense_in_2_mm = 4.5;
  const CandidateSearch found = both.search(FacetSclerosisParameters{}.facet_reach_mm);
  EXPECT_THAT(found.candidates, IsEmpty());
  EXPECT_THAT(found.left_out, Contains(Field(&BoneCandidate::left_out, HasSubstr("facet joint"))).Times(2));
  EXPECT_THAT(both.search(0).candidates, SizeIs(2)) << "without the rule";
}

TEST(FacetSclerosis, TheViewTellsGapDepthAndLength) {
  TwoProcesses both;
  both.dense_in_1_mm = both.dense_in_2_mm = 4.5;
  const FacetView view = both.view();
  EXPECT_GT(view.share, 0.97);
  EXPECT_NEAR(view.gap_mm, 2 + 2 * 0.8, 0.8)
      << "dense regions begin 0.8 mm below the surface, or a voxel more";
  EXPECT_NEAR(view.depth_mm, 3, 0.6) << "voxels 1 to 4 mm below the surface";
  EXPECT_NEAR(view.length_mm, 16 * std::sqrt(0.75), 0.6) << "a disc of 16 mm";
  EXPECT_GT(view.parted_share, 0.97);
}

}  // namespace
}  // namespace osteosign::test
