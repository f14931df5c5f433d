#include "io/files/mask_picture.h"

#include <gmock/gmock.h>
#include <png.h>

#include "io/files/png.h"
#include "io/values/errors.h"
#include "tests/io/files/temporary_folder.h"

namespace osteosign {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::string refusal(const std::filesystem::path& file) {
  try {
    read_mask_picture(file);
  } catch (const Failure& error) {
    return error.what();
  }
  return "nothing thrown";
}

// Two pixels of a palette: the red one, index 2, then the black one, index 0.
std::filesystem::path palette_file(const std::filesystem::path& folder) {
  const auto file = folder / "palette.png";
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  image.width = 2;
  image.height = 1;
  image.format = PNG_FORMAT_RGB_COLORMAP;
  image.colormap_entries = 3;
  const std::vector<std::uint8_t> colours{0, 0, 0, 9, 9, 9, 255, 0, 0};
  const std::vector<std::uint8_t> indices{2, 0};
  png_image_write_to_file(&image, file.c_str(), 0, indices.data(), 0, colours.data());
  return file;
}

TEST(MaskPicture, EightBitLabelsComeBackAsTheyWere) {
  const auto file = temporary_folder() / "mask.png";
  write_mask_png({3, 2, {0, 1, 2, 253, 254, 255}}, file);
  const MaskPicture mask = read_mask_picture(file);
  EXPECT_EQ(mask.columns, 3);
  EXPECT_EQ(mask.rows, 2);
  EXPECT_THAT(mask.labels, ElementsAre(0, 1, 2, 253, 254, 255));
}

TEST(MaskPicture, LabelsAbove255AreKeptIn16Bits) {
  const auto file = temporary_folder() / "mask.png";
  write_mask_png({2, 2, {0, 255, 256, 65535}}, file);
  EXPECT_THAT(read_mask_picture(file).labels, ElementsAre(0, 255, 256, 65535));
}

TEST(MaskPicture, APaletteGivesItsIndices) {
  EXPECT_THAT(read_mask_picture(palette_file(temporary_folder())).labels, ElementsAre(2, 0));
}

TEST(MaskPicture, ColoursWithEqualChannelsAreGrey) {
  const auto file = temporary_folder() / "rgb.png";
  write_file(encode_png(RgbPicture{2, 1, {0, 0, 0, 255, 255, 255}}), file);
  EXPECT_THAT(read_mask_picture(file).labels, ElementsAre(0, 255));
}

TEST(MaskPicture, AColouredPixelIsRefusedWithItsPlace) {
  const auto file = temporary_folder() / "rgb.png";
  write_file(encode_png(RgbPicture{2, 2, {0, 0, 0, 1, 1, 1, 0, 0, 0, 255, 0, 0}}), file);
  EXPECT_THAT(refusal(file), AllOf(HasSubstr("rgb.png"), HasSubstr("column 1, row 1 is coloured")));
}

TEST(MaskPicture, ACutOffFileIsRefused) {
  const auto file = temporary_folder() / "mask.png";
  GrayPicture noise{64, 64, std::vector<std::uint8_t>(64 * 64)};
  for (std::size_t i = 0; i < noise.gray.size(); ++i) noise.gray[i] = static_cast<std::uint8_t>(i * i / 7);
  write_file(encode_png(noise), file);
  std::filesystem::resize_file(file, std::filesystem::file_size(file) / 2);
  EXPECT_THAT(refusal(file), HasSubstr("mask.png: damaged PNG: the file ends too early"));
}

TEST(MaskPicture, AFileOfAnotherKindIsRefused) {
  const auto file = temporary_folder() / "mask.txt";
  write_text(file, "hello");
  EXPECT_THAT(refusal(file), HasSubstr("mask.txt: is neither a PNG nor a NIfTI file"));
}

TEST(MaskPicture, AFileThatIsNotThereIsNamed) {
  EXPECT_THAT(refusal("/nowhere/mask.png"), HasSubstr("/nowhere/mask.png: there is no such file"));
}

}  // namespace
}  // namespace osteosign
