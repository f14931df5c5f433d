// Every real film that is there is read, and its stored values are those that gdcm finds.
#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dctk.h>
#include <gmock/gmock.h>

#include <algorithm>

#include "io/dicom/decode_pixels.h"
#include "io/dicom/dicom_file.h"
#include "io/dicom/read_radiograph.h"
#include "tests/io/dicom/independent_decoder.h"

namespace osteosign {
namespace {

const std::filesystem::path films_folder =
    std::filesystem::path(OSTEOSIGN_SOURCE_DIR) / ".." / "shared" / "data" / "radiographs";

std::vector<std::filesystem::path> films_in(const std::string& name) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(films_folder / name))
    if (entry.path().extension() == ".dcm") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

class RealFilms : public testing::Test {
 protected:
  void SetUp() override {
    if (!std::filesystem::exists(films_folder)) GTEST_SKIP() << "shared/data is not there";
  }
};

TEST_F(RealFilms, AreAllRead) {
  for (const char* folder : {"dicom_cr_dx", "femur/dicom", "spine_ap_lumbar"})
    for (const auto& file : films_in(folder)) {
      SCOPED_TRACE(file);
      InstanceEntry instance;
      instance.file = file;
      const Radiograph film = read_radiograph(instance);
      EXPECT_EQ(film.pixels.size(), std::size_t(film.columns) * std::size_t(film.rows));
      const auto [low, high] = std::minmax_element(film.pixels.begin(), film.pixels.end());
      EXPECT_LT(*low, *high);
      if (film.spacing.known()) {
        EXPECT_GT(film.spacing.value().column_mm, 0.01);
      }
      EXPECT_EQ(film.spacing.known(), film.spacing_source != "none");
    }
}

TEST_F(RealFilms, HaveTheStoredValuesThatGdcmFinds) {
  std::vector<std::filesystem::path> files = films_in("dicom_cr_dx");
  const auto femora = films_in("femur/dicom");
  for (std::size_t i = 0; i < femora.size(); i += 20) files.push_back(femora[i]);
  for (const auto& file : files) {
    SCOPED_TRACE(file);
    const auto format = load_dicom_file(file);
    EXPECT_TRUE(decode_frame(*format->getDataset(), 0).values == test::stored_values_by_gdcm(file));
  }
}

}  // namespace
}  // namespace osteosign
