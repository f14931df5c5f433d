#include "io/dicom/decode_jpeg2000.h"

#include <fmt/format.h>
#include <openjpeg.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <string>

#include "io/values/errors.h"

namespace osteosign {
namespace {

/// What OpenJPEG reads from instead of a file.
struct MemoryStream {
  const std::vector<std::uint8_t>& bytes;
  std::size_t at = 0;
};

constexpr OPJ_SIZE_T end_of_stream = static_cast<OPJ_SIZE_T>(-1);

OPJ_SIZE_T read_bytes(void* target, OPJ_SIZE_T wanted, void* user) {
  auto& stream = *static_cast<MemoryStream*>(user);
  const std::size_t count = std::min<std::size_t>(wanted, stream.bytes.size() - stream.at);
  if (count == 0) return end_of_stream;
  std::memcpy(target, stream.bytes.data() + stream.at, count);
  stream.at += count;
  return count;
}

OPJ_OFF_T skip_bytes(OPJ_OFF_T count, void* user) {
  auto& stream = *static_cast<MemoryStream*>(user);
  if (count < 0 || static_cast<std::size_t>(count) > stream.bytes.size() - stream.at) return -1;
  stream.at += static_cast<std::size_t>(count);
  return count;
}

OPJ_BOOL seek_to(OPJ_OFF_T position, void* user) {
  auto& stream = *static_cast<MemoryStream*>(user);
  if (position < 0 || static_cast<std::size_t>(position) > stream.bytes.size()) return OPJ_FALSE;
  stream.at = static_cast<std::size_t>(position);
  return OPJ_TRUE;
}

void keep_message(const char* text, void* user) {
  auto& message = *static_cast<std::string*>(user);
  if (!message.empty()) return;  // the first one is the cause
  message = text;
  while (!message.empty() && (message.back() == '\n' || message.back() == ' ')) message.pop_back();
}

struct Destroy {
  void operator()(opj_codec_t* codec) const { opj_destroy_codec(codec); }
  void operator()(opj_image_t* image) const { opj_image_destroy(image); }
};
struct DestroyStream {
  void operator()(opj_stream_t* stream) const { opj_stream_destroy(stream); }
};

std::unique_ptr<opj_stream_t, DestroyStream> open_stream(MemoryStream& memory) {
  std::unique_ptr<opj_stream_t, DestroyStream> stream(opj_stream_default_create(OPJ_TRUE));
  opj_stream_set_read_function(stream.get(), read_bytes);
  opj_stream_set_skip_function(stream.get(), skip_bytes);
  opj_stream_set_seek_function(stream.get(), seek_to);
  opj_stream_set_user_data(stream.get(), &memory, nullptr);
  opj_stream_set_user_data_length(stream.get(), memory.bytes.size());
  return stream;
}

std::unique_ptr<opj_codec_t, Destroy> open_codec(const std::vector<std::uint8_t>& codestream,
                                                 std::string& message) {
  const bool boxed = codestream[0] != 0xFF;
  std::unique_ptr<opj_codec_t, Destroy> codec(opj_create_decompress(boxed ? OPJ_CODEC_JP2 : OPJ_CODEC_J2K));
  opj_set_error_handler(codec.get(), keep_message, &message);
  opj_dparameters_t parameters;
  opj_set_default_decoder_parameters(&parameters);
  opj_setup_decoder(codec.get(), &parameters);
  opj_decoder_set_strict_mode(codec.get(), OPJ_TRUE);
  return codec;
}

[[noreturn]] void refuse(const std::string& why) {
  throw InputError(fmt::format("Pixel Data (7FE0,0010): the JPEG 2000 codestream {}", why));
}

void require_same_image(const opj_image_t& image, const PixelAttributes& attributes) {
  if (image.numcomps != 1)
    refuse(fmt::format("has {} components, Samples per Pixel (0028,0002) is 1", image.numcomps));
  const opj_image_comp_t& component = image.comps[0];
  if (component.w != static_cast<OPJ_UINT32>(attributes.columns) ||
      component.h != static_cast<OPJ_UINT32>(attributes.rows))
    refuse(fmt::format("has {} rows and {} columns, Rows (0028,0010) is {} and Columns (0028,0011) is {}",
                       component.h, component.w, attributes.rows, attributes.columns));
  if (component.prec < 1 || component.prec > 31) refuse(fmt::format("has {} bits a sample", component.prec));
}

}  // namespace

bool is_jpeg2000(const std::vector<std::uint8_t>& codestream) {
  if (codestream.size() < 12) return false;
  const bool bare = std::equal(codestream.begin(), codestream.begin() + 4, "\xFF\x4F\xFF\x51",
                               [](std::uint8_t a, char b) { return a == static_cast<std::uint8_t>(b); });
  return bare || std::memcmp(codestream.data() + 4, "jP  ", 4) == 0;
}

PixelCells decode_jpeg2000(const std::vector<std::uint8_t>& codestream, const PixelAttributes& attributes) {
  std::string message;
  MemoryStream memory{codestream};
  const auto stream = open_stream(memory);
  const auto codec = open_codec(codestream, message);
  opj_image_t* header = nullptr;
  const bool header_read = opj_read_header(stream.get(), codec.get(), &header) == OPJ_TRUE;
  const std::unique_ptr<opj_image_t, Destroy> image(header);
  if (!header_read || !image) refuse("has a damaged header: " + message);
  require_same_image(*image, attributes);
  if (opj_decode(codec.get(), stream.get(), image.get()) != OPJ_TRUE) refuse("is damaged: " + message);
  require_same_image(*image, attributes);  // decoding replaces the components
  const opj_image_comp_t& component = image->comps[0];
  if (component.data == nullptr) refuse("decodes to nothing");
  return {{component.data, component.data + attributes.pixels_in_frame()},
          static_cast<int>(component.prec),
          false};
}

}  // namespace osteosign
