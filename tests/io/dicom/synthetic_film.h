#pragma once
#include <cstdint>
#include <filesystem>
#include <memory>
#include <vector>

class DcmFileFormat;

namespace osteosign::test {

/// The Image Pixel module of a film made for a test.
struct FilmLayout {
  int rows = 47;
  int columns = 61;
  int frames = 1;
  int bits_allocated = 16;
  int bits_stored = 12;
  int high_bit = 11;
  bool is_signed = false;
};

/// A smooth picture with noise that uses the full range of stored values; equal for equal layouts.
std::vector<std::int32_t> picture(const FilmLayout& layout);

/// A DX image of those stored values. Bits outside Bits Stored are taken from `unused_bits`, as overlays of
/// old files would be.
std::unique_ptr<DcmFileFormat> make_film(const FilmLayout& layout, const std::vector<std::int32_t>& stored,
                                         std::uint32_t unused_bits = 0);

/// Explicit little endian.
void save(DcmFileFormat& film, const std::filesystem::path& file);

}  // namespace osteosign::test
