#include <gmock/gmock.h>
#include <nifti1_io.h>
#include <tbb/global_control.h>

#include <algorithm>
#include <cmath>
#include <memory>

#include "io/dicom/read_ct.h"
#include "io/values/errors.h"
#include "tests/io/dicom/independent_decoder.h"

namespace osteosign {
namespace {

namespace fs = std::filesystem;

const fs::path real_data = fs::path(OSTEOSIGN_SOURCE_DIR) / "../shared/data/ct";

CtVolume read_folder(const fs::path& folder) {
  const Listing listing = find_series({folder});
  return read_ct(*choose_ct_series(listing.studies.at(0)).chosen.at(0), GapPolicy::error).ct;
}

/// The values and the affine of a NIfTI file as niftilib has them.
class NiftiCt {
 public:
  explicit NiftiCt(const fs::path& file) : image_(nifti_image_read(file.c_str(), 1), nifti_image_free) {
    if (!image_) throw std::runtime_error("niftilib cannot read " + file.string());
  }
  std::array<int, 3> size() const { return {image_->nx, image_->ny, image_->nz}; }
  double value(const std::array<int, 3>& voxel) const {
    const std::size_t at = static_cast<std::size_t>(voxel[0]) +
                           static_cast<std::size_t>(image_->nx) *
                               (static_cast<std::size_t>(voxel[1]) +
                                static_cast<std::size_t>(image_->ny) * static_cast<std::size_t>(voxel[2]));
    const double slope = image_->scl_slope == 0 ? 1 : image_->scl_slope;
    const double offset = image_->scl_slope == 0 ? 0 : image_->scl_inter;
    return offset + slope * stored(at);
  }
  Eigen::Matrix4d lps_from_voxel() const {
    const mat44& ras = image_->sform_code > 0 ? image_->sto_xyz : image_->qto_xyz;
    Eigen::Matrix4d affine;
    for (int row = 0; row < 4; ++row)
      for (int column = 0; column < 4; ++column)
        affine(row, column) = static_cast<double>(ras.m[row][column]);
    affine.topRows<2>() *= -1;
    return affine;
  }

 private:
  double stored(std::size_t at) const {
    switch (image_->datatype) {
      case DT_INT16:
        return static_cast<const std::int16_t*>(image_->data)[at];
      case DT_INT32:
        return static_cast<const std::int32_t*>(image_->data)[at];
      case DT_FLOAT32:
        return static_cast<double>(static_cast<const float*>(image_->data)[at]);
      case DT_FLOAT64:
        return static_cast<const double*>(image_->data)[at];
      default:
        throw std::runtime_error("the test does not read this NIfTI data type");
    }
  }
  std::unique_ptr<nifti_image, decltype(&nifti_image_free)> image_;
};

struct Twins {
  const char* dicom;
  const char* nifti;
};

class NiftiTwin : public testing::TestWithParam<Twins> {};

TEST_P(NiftiTwin, HoldsTheSameHounsfieldUnitAtEveryPatientPoint) {
  if (!fs::exists(real_data)) GTEST_SKIP() << "shared/data is not there";
  const CtVolume ct = read_folder(real_data / GetParam().dicom);
  const NiftiCt twin(real_data / GetParam().nifti);
  const Eigen::Matrix4d voxel_from_lps = twin.lps_from_voxel().inverse();
  const double twin_voxel_mm = twin.lps_from_voxel().topLeftCorner<3, 3>().colwise().norm().maxCoeff();
  const auto size = twin.size();
  ASSERT_EQ(ct.grid.voxel_count(), static_cast<std::size_t>(size[0]) * static_cast<std::size_t>(size[1]) *
                                       static_cast<std::size_t>(size[2]));
  double farthest_mm = 0, largest_hu = 0;
  for (int z = 0; z < ct.grid.size[2]; ++z)
    for (int y = 0; y < ct.grid.size[1]; ++y)
      for (int x = 0; x < ct.grid.size[0]; ++x) {
        const Eigen::Vector3d point_mm = ct.grid.patient_from_voxel(Eigen::Vector3d(x, y, z));
        const Eigen::Vector3d voxel = (voxel_from_lps * point_mm.homogeneous()).head<3>();
        const Eigen::Vector3d centre = voxel.array().round();
        farthest_mm = std::max(farthest_mm, (voxel - centre).norm() * twin_voxel_mm);
        std::array<int, 3> index{};
        for (int axis = 0; axis < 3; ++axis) index[std::size_t(axis)] = static_cast<int>(centre[axis]);
        for (std::size_t axis = 0; axis < 3; ++axis)
          ASSERT_TRUE(index[axis] >= 0 && index[axis] < size[axis]) << point_mm.transpose();
        largest_hu =
            std::max(largest_hu, std::abs(twin.value(index) - ct.hounsfield[ct.grid.index(x, y, z)]));
      }
  EXPECT_LE(farthest_mm, 1e-3);
  EXPECT_EQ(largest_hu, 0);
}
INSTANTIATE_TEST_SUITE_P(SharedData, NiftiTwin,
                         testing::Values(Twins{"totalseg_lspine/dicom", "totalseg_lspine/example_ct.nii.gz"},
                                         Twins{"totalseg_cta/dicom", "totalseg_cta/ct_cropped.nii.gz"}),
                         [](const auto& twins) { return twins.index == 0 ? "lumbar_spine" : "angiography"; });

class DecodedByGdcm : public testing::TestWithParam<const char*> {};

TEST_P(DecodedByGdcm, HoldsTheSameStoredValues) {
  const fs::path folder = real_data / GetParam();
  if (!fs::exists(folder)) GTEST_SKIP() << "shared/data is not there";
  const Listing listing = find_series({folder});
  const SeriesEntry& series = *choose_ct_series(listing.studies.at(0)).chosen.at(0);
  const CtVolume ct = read_ct(series, GapPolicy::error).ct;
  const std::size_t slice_voxels = ct.hounsfield.size() / static_cast<std::size_t>(ct.grid.size[2]);
  const auto count = static_cast<std::size_t>(ct.grid.size[2]);
  ASSERT_EQ(series.instances.size(), count);
  // The JPEG 2000 set is not among them: gdcmconv writes no file whose UIDs are empty. Rescale of these two
  // is one whole number; the instances of a series are ordered along its normal.
  for (const std::size_t z : {std::size_t{0}, count / 2, count - 1}) {
    const std::vector<std::int32_t> stored = test::stored_values_by_gdcm(series.instances[z].file);
    ASSERT_EQ(stored.size(), slice_voxels);
    const int intercept = ct.hounsfield[z * slice_voxels] - stored[0];
    std::size_t different = 0;
    for (std::size_t i = 0; i < slice_voxels; ++i)
      if (ct.hounsfield[z * slice_voxels + i] != stored[i] + intercept) ++different;
    EXPECT_EQ(different, 0U) << series.instances[z].file << " intercept " << intercept;
  }
}
INSTANTIATE_TEST_SUITE_P(SharedData, DecodedByGdcm,
                         testing::Values("sts/STS_013/ct_dicom", "sts/STS_018/ct_dicom"),
                         [](const auto& folder) { return folder.index == 0 ? "thigh" : "pelvis"; });

TEST(RealCtThreads, OneAndTwoGiveTheSameVolume) {
  const fs::path folder = real_data / "totalseg_dicom/ct_dicom_j2k";
  if (!fs::exists(folder)) GTEST_SKIP() << "shared/data is not there";
  const auto read_with = [&folder](std::size_t threads) {
    const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, threads);
    return read_folder(folder);
  };
  const CtVolume one = read_with(1), two = read_with(2);
  EXPECT_EQ(one.hounsfield, two.hounsfield);
  EXPECT_EQ(one.grid.corner_distance_mm(two.grid), 0);
}

}  // namespace
}  // namespace osteosign
