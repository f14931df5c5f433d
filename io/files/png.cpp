#include "io/files/png.h"

#include <png.h>

#include <fstream>

#include "io/values/errors.h"

namespace osteosign {
namespace {

template <class Sample>
std::vector<std::uint8_t> encode(png_uint_32 format, int width, int height,
                                 const std::vector<Sample>& samples) {
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  image.width = static_cast<png_uint_32>(width);
  image.height = static_cast<png_uint_32>(height);
  image.format = format;
  if (width <= 0 || height <= 0 || samples.size() * sizeof(Sample) != PNG_IMAGE_SIZE(image))
    throw InternalError("picture of " + std::to_string(width) + " x " + std::to_string(height) +
                        " pixels holds " + std::to_string(samples.size()) + " samples");
  png_alloc_size_t size = PNG_IMAGE_PNG_SIZE_MAX(image);
  std::vector<std::uint8_t> bytes(size);
  if (png_image_write_to_memory(&image, bytes.data(), &size, 0, samples.data(), 0, nullptr) == 0)
    throw InternalError(std::string("libpng: ") + image.message);
  bytes.resize(size);
  return bytes;
}

}  // namespace

std::vector<std::uint8_t> encode_png(const RgbPicture& picture) {
  return encode(PNG_FORMAT_RGB, picture.width, picture.height, picture.rgb);
}

std::vector<std::uint8_t> encode_png(const GrayPicture& picture) {
  return encode(PNG_FORMAT_GRAY, picture.width, picture.height, picture.gray);
}

std::vector<std::uint8_t> encode_png(const Gray16Picture& picture) {
  return encode(PNG_FORMAT_LINEAR_Y, picture.width, picture.height, picture.gray);
}

void write_file(const std::vector<std::uint8_t>& bytes, const std::filesystem::path& file) {
  std::ofstream stream(file, std::ios::binary | std::ios::trunc);
  stream.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
  stream.close();
  if (!stream) throw OutputError(file.string() + ": could not be written");
}

}  // namespace osteosign
