#include "sample_data/phantom/paint/paint_study.h"

#include <gmock/gmock.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "io/dicom/read_ct.h"
#include "io/values/errors.h"

namespace osteosign::phantom {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::ThrowsMessage;

TEST(PaintStudy, DescriptionsAreReadOrRefused) {
  const PaintedEllipsoid ellipsoid = ellipsoid_of("1,-2,3.5,4,5,6,900,2,31");
  EXPECT_EQ(ellipsoid.centre_in_patient_mm, Eigen::Vector3d(1, -2, 3.5));
  EXPECT_EQ(ellipsoid.hu, 900);
  EXPECT_EQ(ellipsoid.edge.shape, EdgeShape::gaussian);
  EXPECT_EQ(ellipsoid.label, 31);
  EXPECT_EQ(bulge_of("1,2,3,4,10,11").half_length_mm, 11);
  EXPECT_THAT([] { ellipsoid_of("1,2,3"); }, ThrowsMessage<UsageError>(HasSubstr("has 3 numbers")));
  EXPECT_THAT([] { ellipsoid_of("1,2,3,4,x,6,40"); }, ThrowsMessage<UsageError>(HasSubstr("'x' in")));
  EXPECT_THAT([] { bulge_of("1,2,3,-4,10,11"); }, ThrowsMessage<UsageError>(HasSubstr("above 0 mm high")));
}

TEST(PaintStudy, ASeriesIsReadPaintedAndWritten) {
  const fs::path output = fs::temp_directory_path() / ("osteosign_paint_" + std::to_string(std::rand()));
  PaintRequest request;
  request.inputs = {fs::path(OSTEOSIGN_SOURCE_DIR) / "sample_data" / "ct_lytic_lesion" / "dicom"};
  request.output = output;
  const Listing listing = find_series(request.inputs);
  const ReadCt before = read_ct(listing.studies.at(0).series.at(0), GapPolicy::error);
  const Eigen::Vector3d centre = before.ct.grid.patient_from_voxel({95, 95, 30});
  request.painting.ellipsoids = {{.centre_in_patient_mm = centre, .hu = 900}};
  paint_study(request);
  const Listing written = find_series({output / "dicom"});
  const ReadCt after = read_ct(written.studies.at(0).series.at(0), GapPolicy::error);
  std::ifstream stream(output / "truth.json");
  const auto truth = nlohmann::json::parse(stream);
  EXPECT_GT(after.ct.hounsfield[after.ct.grid.index(95, 95, 30)], 800);
  EXPECT_EQ(after.ct.hounsfield[0], before.ct.hounsfield[0]);
  EXPECT_LT(after.ct.grid.corner_distance_mm(before.ct.grid), 1e-3);
  EXPECT_NEAR(truth["ellipsoids"][0]["centre_mm"][2].get<double>(), centre.z(), 1e-5);
  EXPECT_EQ(truth["series_instance_uid"], written.studies.at(0).series.at(0).series_instance_uid);
  EXPECT_NEAR(truth["noise_hu"].get<double>(), 12, 2);
  EXPECT_THAT([&] { paint_study(request); }, ThrowsMessage<UsageError>(HasSubstr("already there")));
  fs::remove_all(output);
}

}  // namespace
}  // namespace osteosign::phantom
