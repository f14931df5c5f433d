#pragma once
#include <filesystem>

#include "io/files/mask_picture.h"

namespace osteosign {

/// The PNG part of read_mask_picture. Throws InputError; the caller adds the file name.
MaskPicture read_png_labels(const std::filesystem::path& file);

}  // namespace osteosign
