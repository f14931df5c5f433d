#include "io/files/mask_picture.h"

#include <algorithm>
#include <fstream>
#include <iterator>

#include "io/files/label_map_file.h"
#include "io/files/png.h"
#include "io/files/png_labels.h"
#include "io/values/errors.h"

namespace osteosign {
namespace {

bool starts_like_png(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  char start[4] = {};
  stream.read(start, sizeof start);
  return stream && std::string(start, 4) == "\x89PNG";
}

}  // namespace

MaskPicture read_mask_picture(const std::filesystem::path& file) {
  if (!std::filesystem::is_regular_file(file)) throw InputError(file.string() + ": there is no such file");
  if (starts_like_png(file)) return read_png_labels(file);
  throw InputError(file.string() + ": is neither a PNG nor a NIfTI file");
}

void write_mask_png(const MaskPicture& mask, const std::filesystem::path& file) {
  const bool fits_8_bits = std::ranges::all_of(mask.labels, [](std::uint16_t label) { return label <= 255; });
  if (!fits_8_bits) return write_file(encode_png(Gray16Picture{mask.columns, mask.rows, mask.labels}), file);
  GrayPicture picture{mask.columns, mask.rows, {}};
  std::ranges::transform(mask.labels, std::back_inserter(picture.gray),
                         [](std::uint16_t label) { return static_cast<std::uint8_t>(label); });
  write_file(encode_png(picture), file);
}

}  // namespace osteosign
