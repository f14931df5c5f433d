#include "io/files/png_labels.h"

#include <png.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <string>

#include "io/values/errors.h"

namespace osteosign {
namespace {

struct Samples {
  int columns = 0;
  int rows = 0;
  int channels = 0;
  int bytes_per_sample = 1;
  std::vector<std::uint8_t> bytes;  ///< rows from the top, channels interleaved, 16-bit samples little-endian
};

struct MemoryFile {
  const std::vector<std::uint8_t>& bytes;
  std::size_t read = 0;
};

// Thrown through libpng's frames: Debian builds them with unwind tables, and the reader is destroyed by its
// owner. setjmp would skip the destructors of our own objects.
void fail(png_structp, png_const_charp message) { throw InputError(std::string("damaged PNG: ") + message); }
void ignore(png_structp, png_const_charp) {}

void read_from_memory(png_structp png, png_bytep target, std::size_t length) {
  auto& file = *static_cast<MemoryFile*>(png_get_io_ptr(png));
  if (length > file.bytes.size() - file.read) png_error(png, "the file ends too early");
  std::copy_n(file.bytes.data() + file.read, length, target);
  file.read += length;
}

struct PngReader {
  png_structp png = png_create_read_struct(PNG_LIBPNG_VER_STRING, nullptr, fail, ignore);
  png_infop info = png_create_info_struct(png);
  PngReader() = default;
  PngReader(const PngReader&) = delete;
  PngReader& operator=(const PngReader&) = delete;
  ~PngReader() { png_destroy_read_struct(&png, &info, nullptr); }
};

constexpr std::size_t most_pixels = std::size_t{1}
                                    << 28;  // far above any detector; keeps a lying header harmless

// Values as stored: no gamma, no palette colours, no scaling of 1, 2 and 4 bits to 8.
Samples decode(const std::vector<std::uint8_t>& bytes) {
  MemoryFile file{bytes};
  PngReader reader;
  png_set_read_fn(reader.png, &file, read_from_memory);
  png_read_info(reader.png, reader.info);
  png_set_packing(reader.png);
  png_set_strip_alpha(reader.png);
  if (png_get_bit_depth(reader.png, reader.info) == 16) png_set_swap(reader.png);
  png_set_interlace_handling(reader.png);
  png_read_update_info(reader.png, reader.info);
  Samples samples;
  samples.columns = static_cast<int>(png_get_image_width(reader.png, reader.info));
  samples.rows = static_cast<int>(png_get_image_height(reader.png, reader.info));
  samples.channels = png_get_channels(reader.png, reader.info);
  samples.bytes_per_sample = png_get_bit_depth(reader.png, reader.info) == 16 ? 2 : 1;
  if (static_cast<std::size_t>(samples.columns) * static_cast<std::size_t>(samples.rows) > most_pixels)
    throw InputError("an image of " + std::to_string(samples.columns) + " x " + std::to_string(samples.rows) +
                     " pixels is too large");
  const std::size_t row_bytes = png_get_rowbytes(reader.png, reader.info);
  samples.bytes.resize(row_bytes * static_cast<std::size_t>(samples.rows));
  std::vector<png_bytep> rows;
  for (int row = 0; row < samples.rows; ++row)
    rows.push_back(samples.bytes.data() + row_bytes * static_cast<std::size_t>(row));
  png_read_image(reader.png, rows.data());
  png_read_end(reader.png, nullptr);
  return samples;
}

std::uint16_t sample(const Samples& samples, std::size_t pixel, int channel) {
  const std::size_t at =
      pixel * static_cast<std::size_t>(samples.channels) + static_cast<std::size_t>(channel);
  if (samples.bytes_per_sample == 1) return samples.bytes[at];
  return static_cast<std::uint16_t>(samples.bytes[2 * at] | (samples.bytes[2 * at + 1] << 8));
}

MaskPicture labels_of(const Samples& samples) {
  MaskPicture mask{samples.columns, samples.rows, {}};
  const std::size_t pixels = static_cast<std::size_t>(mask.columns) * static_cast<std::size_t>(mask.rows);
  mask.labels.resize(pixels);
  for (std::size_t pixel = 0; pixel < pixels; ++pixel) {
    mask.labels[pixel] = sample(samples, pixel, 0);
    for (int channel = 1; channel < samples.channels; ++channel) {
      if (sample(samples, pixel, channel) == mask.labels[pixel]) continue;
      throw InputError("the pixel in column " +
                       std::to_string(pixel % static_cast<std::size_t>(mask.columns)) + ", row " +
                       std::to_string(pixel / static_cast<std::size_t>(mask.columns)) +
                       " is coloured; a mask is grey or has a palette");
    }
  }
  return mask;
}

}  // namespace

MaskPicture read_png_labels(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  const std::vector<std::uint8_t> bytes{std::istreambuf_iterator<char>(stream), {}};
  if (!stream) throw InputError("cannot be read");
  return labels_of(decode(bytes));
}

}  // namespace osteosign
