#include "sample_data/phantom/paint/painting.h"

#include <gmock/gmock.h>

#include <numbers>

#include "io/values/errors.h"
#include "sample_data/phantom/ct_noise.h"
#include "tests/sample_data/phantom/spine/small_spine.h"

namespace osteosign::phantom {
namespace {

using testing::HasSubstr;
using testing::ThrowsMessage;

/// A block of one density with noise, off the axes of the patient.
CtVolume even_block(double hu, double noise_hu) {
  CtScan scan;
  scan.columns = scan.rows = 60;
  scan.slices = 40;
  scan.column_mm = scan.row_mm = 0.8;
  scan.increment_mm = scan.slice_thickness_mm = 1;
  scan.oblique_deg = 20;
  scan.noise_hu = noise_hu;
  CtVolume ct;
  ct.grid = grid_of(scan);
  ct.hounsfield.assign(ct.grid.voxel_count(), static_cast<std::int16_t>(hu));
  const std::vector<float> noise = ct_noise(scan);
  for (std::size_t i = 0; i < noise.size(); ++i)
    ct.hounsfield[i] = static_cast<std::int16_t>(std::lround(hu + noise[i]));
  ct.slices.resize(40);
  ct.acquisition.slice_thickness_mm = 1.0;
  return ct;
}

Eigen::Vector3d middle_of(const CtVolume& ct) { return ct.grid.patient_from_voxel({29.3, 30.1, 19.6}); }

Painting one_ball(const CtVolume& ct, double radius_mm, double noise_hu) {
  Painting painting;
  painting.ellipsoids = {
      {.centre_in_patient_mm = middle_of(ct), .semi_axes_mm = Eigen::Vector3d::Constant(radius_mm)}};
  painting.noise_hu = noise_hu;
  painting.in_plane_sigma_mm = 0.5;
  painting.axial_sigma_mm = 0.42;
  return painting;
}

TEST(Painting, ABallHasItsVolumeItsDensityAndTheNoiseOfTheScanner) {
  const CtVolume before = even_block(200, 20);
  const PaintedCt painted = paint(before, one_ball(before, 9, 20));
  double taken = 0, sum = 0, squares = 0;
  int inside = 0, changed_far_away = 0;
  for (int z = 0; z < 40; ++z)
    for (int y = 0; y < 60; ++y)
      for (int x = 0; x < 60; ++x) {
        const std::size_t i = before.grid.index(x, y, z);
        const double hu = painted.ct.hounsfield[i];
        const double r =
            (before.grid.patient_from_voxel({double(x), double(y), double(z)}) - middle_of(before)).norm();
        taken += (before.hounsfield[i] - hu) / 160;
        if (r > 13 && painted.ct.hounsfield[i] != before.hounsfield[i]) ++changed_far_away;
        if (r > 7) continue;
        ++inside;
        sum += hu;
        squares += hu * hu;
      }
  const double volume = 4.0 / 3 * std::numbers::pi * 729;
  EXPECT_EQ(changed_far_away, 0);
  EXPECT_NEAR(taken * before.grid.voxel_volume_mm3(), volume, 0.02 * volume);
  EXPECT_NEAR(painted.ellipsoids[0].painted_volume_mm3, volume, 0.005 * volume);
  EXPECT_NEAR(sum / inside, 40, 2);
  EXPECT_NEAR(std::sqrt(squares / inside - sum / inside * sum / inside), 20, 2);
}

TEST(Painting, AnEdgeIsAsBlurredAsThoseOfTheScanner) {
  const CtVolume before = even_block(1000, 0);
  Painting painting = one_ball(before, 12, 1);
  painting.in_plane_sigma_mm = 1.0;
  const PaintedCt painted = paint(before, painting);
  // Along a row through the middle: 84 % of the step at one standard deviation inside of the surface.
  const double inside = 40, outside = 1000;
  double previous = painted.ct.hounsfield[before.grid.index(30, 30, 20)];
  double at_16 = 0, at_84 = 0;
  for (int x = 31; x < 60; ++x) {
    const double here = painted.ct.hounsfield[before.grid.index(x, 30, 20)];
    const auto crossing = [&](double part, double& place) {
      const double level = inside + part * (outside - inside);
      if (previous < level && here >= level) place = 0.8 * (x - 1 + (level - previous) / (here - previous));
    };
    crossing(0.16, at_16);
    crossing(0.84, at_84);
    previous = here;
  }
  EXPECT_NEAR((at_84 - at_16) / 2, 1.0, 0.12);
}

TEST(Painting, OtherLabelsAreLeftAlone) {
  const CtVolume before = even_block(200, 0);
  LabelMap labels;
  labels.grid = before.grid;
  labels.voxels.assign(before.grid.voxel_count(), 5);
  for (int z = 0; z < 40; ++z)
    for (int y = 0; y < 60; ++y)
      for (int x = 30; x < 60; ++x) labels.voxels[before.grid.index(x, y, z)] = 7;
  Painting painting = one_ball(before, 9, 1);
  painting.ellipsoids[0].label = 5;
  const PaintedCt painted = paint(before, painting, &labels);
  EXPECT_NEAR(painted.ct.hounsfield[before.grid.index(25, 30, 20)], 40, 4);
  EXPECT_EQ(painted.ct.hounsfield[before.grid.index(35, 30, 20)], 200);
  EXPECT_NEAR(painted.ellipsoids[0].painted_volume_mm3 / painted.ellipsoids[0].volume_mm3, 0.5, 0.1);
}

TEST(Painting, ABulgeStandsOnTheWallOfThePicture) {
  SpinePhantom phantom = straight_spine();
  phantom.around.vein_hu = 170;
  const SpineCt spine = scan_spine(phantom, small_spine_scan());
  const VertebraTruth truth = vertebra_truth(spine, 2);
  const VertebralBody& body = spine.scene->column().vertebrae()[1].body;
  Painting painting;
  PaintedBulge bulge;
  bulge.wall_in_patient_mm =
      truth.frame.patient_from_local({0, body.wall_mm(0, 0) + 1.5, 0});  // a little off it
  bulge.posterior = truth.frame.axes.col(1);
  bulge.cranial = truth.frame.axes.col(2);
  bulge.half_width_mm = 9;
  bulge.half_length_mm = 9;
  bulge.height_mm = 5;
  painting.bulges = {bulge};
  painting.noise_hu = 1.0;
  painting.in_plane_sigma_mm = 0.6;
  painting.axial_sigma_mm = 0.5;
  SpineCt painted = spine;
  const PaintedCt result = paint(spine.ct, painting);
  painted.ct = result.ct;
  const double wall = body.wall_mm(0, 0);
  EXPECT_GT(hu_at(painted, {0, wall + 3, 0}), 120);
  EXPECT_LT(hu_at(spine, {0, wall + 3, 0}), 40);
  EXPECT_NEAR(hu_at(painted, {0, wall + 8, 0}), hu_at(spine, {0, wall + 8, 0}), 3);
  EXPECT_NEAR(truth.frame.local_from_patient(result.bulges[0].top_in_patient_mm).y(), wall + 5, 0.5);
  EXPECT_NEAR(result.bulges[0].added_volume_mm3, 5 * 9 * 9, 0.08 * 5 * 81);
  EXPECT_LT(result.bulges[0].wall_fit_mm, 0.5);
}

TEST(Painting, SameArgumentsGiveTheSameBytesAndASeriesOfItsOwn) {
  const CtVolume before = even_block(200, 10);
  const PaintedCt first = paint(before, one_ball(before, 5, 10));
  const PaintedCt second = paint(before, one_ball(before, 5, 10));
  EXPECT_EQ(first.ct.hounsfield, second.ct.hounsfield);
  EXPECT_EQ(first.ct.acquisition.series_instance_uid, second.ct.acquisition.series_instance_uid);
  EXPECT_NE(first.ct.acquisition.series_instance_uid,
            paint(before, one_ball(before, 6, 10)).ct.acquisition.series_instance_uid);
}

TEST(Painting, WhatCannotBePaintedIsTold) {
  const CtVolume block = even_block(200, 0);
  Painting away = one_ball(block, 5, 1);
  away.ellipsoids[0].centre_in_patient_mm.z() += 500;
  EXPECT_THAT([&] { paint(block, away); }, ThrowsMessage<UsageError>(HasSubstr("outside of the volume")));
  Painting labelled = one_ball(block, 5, 1);
  labelled.ellipsoids[0].label = 3;
  EXPECT_THAT([&] { paint(block, labelled); }, ThrowsMessage<UsageError>(HasSubstr("no label map")));
  Painting on_nothing = one_ball(block, 5, 1);
  on_nothing.ellipsoids.clear();
  on_nothing.bulges = {{.wall_in_patient_mm = middle_of(block)}};
  EXPECT_THAT([&] { paint(block, on_nothing); },
              ThrowsMessage<UsageError>(HasSubstr("posterior wall is seen at 0")));
  Painting unmeasured = one_ball(block, 5, 1);
  unmeasured.in_plane_sigma_mm = Unknown{"not given"};
  EXPECT_THAT([&] { paint(block, unmeasured); }, ThrowsMessage<UsageError>(HasSubstr("in_plane_sigma_mm")));
}

}  // namespace
}  // namespace osteosign::phantom
