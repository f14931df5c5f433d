#include "pipeline/overview/thumbnail.h"

#include <png.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "io/files/png.h"
#include "pipeline/report/base64.h"

namespace osteosign {
namespace {

namespace fs = std::filesystem;
constexpr int thumbnail_height = 60, widest = 88;

GrayPicture read_gray(const fs::path& file) {
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  GrayPicture picture;
  if (png_image_begin_read_from_file(&image, file.c_str()) == 0) return picture;
  image.format = PNG_FORMAT_GRAY;
  picture.width = static_cast<int>(image.width);
  picture.height = static_cast<int>(image.height);
  picture.gray.resize(PNG_IMAGE_SIZE(image));
  const png_color black{0, 0, 0};
  if (png_image_finish_read(&image, &black, picture.gray.data(), 0, nullptr) == 0) return {};
  return picture;
}

/// Mean of the pixels that each small pixel covers.
GrayPicture reduced(const GrayPicture& large) {
  const double scale = std::min(
      {1.0, static_cast<double>(thumbnail_height) / large.height, static_cast<double>(widest) / large.width});
  GrayPicture small{std::max(1, static_cast<int>(large.width * scale)),
                    std::max(1, static_cast<int>(large.height * scale)),
                    {}};
  const auto first_of = [](int place, int from, int to) {
    return static_cast<int>(std::int64_t{place} * to / from);
  };
  for (int y = 0; y < small.height; ++y)
    for (int x = 0; x < small.width; ++x) {
      const int x0 = first_of(x, small.width, large.width), y0 = first_of(y, small.height, large.height);
      const int x1 = std::max(x0 + 1, first_of(x + 1, small.width, large.width));
      const int y1 = std::max(y0 + 1, first_of(y + 1, small.height, large.height));
      std::int64_t sum = 0;
      for (int row = y0; row < y1; ++row)
        for (int column = x0; column < x1; ++column)
          sum += large.gray[static_cast<std::size_t>(row) * static_cast<std::size_t>(large.width) +
                            static_cast<std::size_t>(column)];
      const std::int64_t count = std::int64_t{x1 - x0} * (y1 - y0);
      // 16 grey levels: a third of the bytes, no loss at this size.
      small.gray.push_back(static_cast<std::uint8_t>(sum / count / 17 * 17));
    }
  return small;
}

}  // namespace

std::string thumbnail_base64(const fs::path& result_folder) {
  std::vector<fs::path> pictures;
  std::error_code failure;
  for (fs::directory_iterator entry(result_folder / "images", failure), end; !failure && entry != end;
       entry.increment(failure))
    if (entry->path().extension() == ".png") pictures.push_back(entry->path());
  // "lesion_1_..." comes before others.
  std::ranges::sort(pictures, {}, [](const fs::path& file) {
    const std::string name = file.filename().string();
    return std::pair(!name.starts_with("lesion"), name);
  });
  if (pictures.empty()) return {};
  const GrayPicture picture = read_gray(pictures.front());
  return picture.gray.empty() ? std::string() : base64(encode_png(reduced(picture)));
}

}  // namespace osteosign
