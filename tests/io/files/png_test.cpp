#include "io/files/png.h"

#include <gmock/gmock.h>
#include <png.h>

#include "io/values/errors.h"
#include "tests/io/files/temporary_folder.h"

namespace osteosign {
namespace {

std::vector<std::uint8_t> decode(const std::vector<std::uint8_t>& bytes, png_uint_32 format) {
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  EXPECT_NE(png_image_begin_read_from_memory(&image, bytes.data(), bytes.size()), 0) << image.message;
  image.format = format;
  std::vector<std::uint8_t> samples(PNG_IMAGE_SIZE(image));
  EXPECT_NE(png_image_finish_read(&image, nullptr, samples.data(), 0, nullptr), 0) << image.message;
  return samples;
}

RgbPicture colours() {
  RgbPicture picture{3, 2, {}};
  for (int value = 0; value < 18; ++value) picture.rgb.push_back(static_cast<std::uint8_t>(value * 14));
  return picture;
}

TEST(Png, ColoursComeBackAsTheyWere) {
  EXPECT_EQ(decode(encode_png(colours()), PNG_FORMAT_RGB), colours().rgb);
}

TEST(Png, GreysComeBackAsTheyWere) {
  const GrayPicture picture{2, 2, {0, 1, 254, 255}};
  EXPECT_EQ(decode(encode_png(picture), PNG_FORMAT_GRAY), picture.gray);
}

TEST(Png, TheSamePictureGivesTheSameBytes) { EXPECT_EQ(encode_png(colours()), encode_png(colours())); }

TEST(Png, ANumberOfSamplesThatDoesNotFitThePictureIsABug) {
  EXPECT_THROW(encode_png(GrayPicture{2, 2, {1, 2, 3}}), InternalError);
  EXPECT_THROW(encode_png(GrayPicture{0, 0, {}}), InternalError);
}

TEST(WriteFile, TheFileHoldsTheBytes) {
  const auto file = temporary_folder() / "picture.png";
  write_file({1, 2, 3}, file);
  EXPECT_EQ(std::filesystem::file_size(file), 3u);
}

TEST(WriteFile, AFolderThatIsNotThereIsNamed) {
  const auto file = temporary_folder() / "absent" / "picture.png";
  try {
    write_file({1}, file);
    FAIL() << "nothing thrown";
  } catch (const OutputError& error) {
    EXPECT_THAT(error.what(), testing::HasSubstr("absent/picture.png: could not be written"));
  }
}

}  // namespace
}  // namespace osteosign
