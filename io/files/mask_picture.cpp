#include "io/files/mask_picture.h"

#include <algorithm>
#include <fstream>
#include <iterator>

#include "io/files/nifti_labels.h"
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

MaskPicture one_slice(NiftiLabels read) {
  if (read.size[2] != 1)
    throw InputError("has " + std::to_string(read.size[2]) + " slices; a mask of a radiograph has one");
  return {read.size[0], read.size[1], std::move(read.labels)};
}

}  // namespace

MaskPicture read_mask_picture(const std::filesystem::path& file) {
  if (!std::filesystem::is_regular_file(file)) throw InputError(file.string() + ": there is no such file");
  try {
    if (starts_like_png(file)) return read_png_labels(file);
    if (is_nifti(file)) return one_slice(read_nifti_labels(file));
    throw InputError("is neither a PNG nor a NIfTI file");
  } catch (const Failure& failure) {
    throw failure.within(file.string());
  }
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
