#include <nifti1_io.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <fstream>
#include <span>
#include <string>
#include <vector>

#include "io/files/label_map_file.h"
#include "io/files/write_gzip.h"
#include "io/values/errors.h"

namespace osteosign {
namespace {

/// Labels are runs, which only careful search makes short; a CT is noise, of which it takes less than one
/// hundredth and three times as long.
constexpr int level_for_labels = 6, level_for_ct = 3;

mat44 ras_from_voxel(const ImageGrid& grid) {
  Eigen::Matrix4d affine = Eigen::Matrix4d::Identity();
  affine.topLeftCorner<3, 3>() = grid.direction * grid.spacing_mm.asDiagonal();
  affine.topRightCorner<3, 1>() = grid.origin_mm;
  affine.topRows<2>() *= -1;  // LPS to RAS
  mat44 result{};
  for (int row = 0; row < 4; ++row)
    for (int column = 0; column < 4; ++column)
      result.m[row][column] = static_cast<float>(affine(row, column));
  return result;
}

// Both forms say the same; code 1 is "scanner anatomical coordinates".
void set_geometry(nifti_1_header& header, const ImageGrid& grid) {
  const mat44 affine = ras_from_voxel(grid);
  std::copy_n(affine.m[0], 4, header.srow_x);
  std::copy_n(affine.m[1], 4, header.srow_y);
  std::copy_n(affine.m[2], 4, header.srow_z);
  header.sform_code = header.qform_code = NIFTI_XFORM_SCANNER_ANAT;
  nifti_mat44_to_quatern(affine, &header.quatern_b, &header.quatern_c, &header.quatern_d, &header.qoffset_x,
                         &header.qoffset_y, &header.qoffset_z, nullptr, nullptr, nullptr, &header.pixdim[0]);
  for (int axis = 0; axis < 3; ++axis) {
    header.dim[axis + 1] = static_cast<short>(grid.size[static_cast<std::size_t>(axis)]);
    header.pixdim[axis + 1] = static_cast<float>(grid.spacing_mm[axis]);
  }
}

struct SampleType {
  short datatype;
  short bits;
  short intent;
};

nifti_1_header header_for(const ImageGrid& grid, SampleType type) {
  if (std::ranges::any_of(grid.size, [](int length) { return length < 1 || length > 32767; }))
    throw OutputError("a side of the image has " + std::to_string(*std::ranges::max_element(grid.size)) +
                      " voxels, NIfTI-1 holds 1 to 32767");
  nifti_1_header header{};
  header.sizeof_hdr = sizeof header;
  header.dim[0] = 3;
  std::fill(header.dim + 4, header.dim + 8, short{1});
  header.datatype = type.datatype;
  header.bitpix = type.bits;
  header.intent_code = type.intent;
  header.scl_slope = 1;
  header.xyzt_units = NIFTI_UNITS_MM;
  std::strcpy(header.descrip, "osteosign");
  std::strcpy(header.magic, "n+1");
  set_geometry(header, grid);
  return header;
}

std::string in_cdata(std::string text) {
  for (std::size_t at = text.find("]]>"); at != std::string::npos; at = text.find("]]>")) text.erase(at, 3);
  return "<![CDATA[" + text + "]]>";
}

// The label table that TotalSegmentator writes and its users' tools read; empty without names.
std::string label_table(const LabelMap& labels) {
  if (labels.names.empty()) return {};
  std::string xml =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?><CaretExtension><VolumeInformation "
      "Index=\"0\"><LabelTable>\n";
  for (const auto& [number, name] : labels.names)
    xml += "<Label Key=\"" + std::to_string(number) + "\" Alpha=\"1\">" + in_cdata(name) + "</Label>\n";
  return xml + "</LabelTable><VolumeType><![CDATA[Label]]></VolumeType></VolumeInformation></CaretExtension>";
}

// Four flag bytes, then one extension: size and code as 32-bit numbers, text padded to a multiple of 16.
std::string extension_block(const std::string& text) {
  if (text.empty()) return std::string(4, '\0');
  const std::size_t padded = (text.size() + 8 + 15) / 16 * 16;
  const std::int32_t size_and_code[2] = {static_cast<std::int32_t>(padded), NIFTI_ECODE_IGNORE};
  std::string block("\1\0\0\0", 4);
  block.append(reinterpret_cast<const char*>(size_and_code), sizeof size_and_code);
  block += text;
  block.resize(4 + padded, ' ');
  return block;
}

std::span<const std::byte> bytes_of(const void* start, std::size_t count) {
  return {static_cast<const std::byte*>(start), count};
}

void write_plain(const std::vector<std::span<const std::byte>>& parts, const std::filesystem::path& file) {
  std::ofstream output(file, std::ios::binary);
  for (const std::span<const std::byte> part : parts)
    output.write(reinterpret_cast<const char*>(part.data()), static_cast<std::streamsize>(part.size()));
  output.close();
  if (!output) throw OutputError(file.string() + ": could not be written");
}

void write_image(nifti_1_header header, const std::string& extension, const void* voxels, std::size_t bytes,
                 int level, const std::filesystem::path& file) {
  const std::string block = extension_block(extension);
  header.vox_offset = static_cast<float>(sizeof header + block.size());
  const std::vector<std::span<const std::byte>> parts{
      bytes_of(&header, sizeof header), bytes_of(block.data(), block.size()), bytes_of(voxels, bytes)};
  if (file.extension() == ".gz")
    write_gzip(parts, level, file);
  else
    write_plain(parts, file);
}

}  // namespace

void write_nifti(const LabelMap& labels, const std::filesystem::path& file) {
  write_image(header_for(labels.grid, {DT_UINT16, 16, NIFTI_INTENT_LABEL}), label_table(labels),
              labels.voxels.data(), labels.voxels.size() * sizeof(std::uint16_t), level_for_labels, file);
}

void write_nifti(const CtVolume& ct, const std::filesystem::path& file) {
  write_image(header_for(ct.grid, {DT_INT16, 16, NIFTI_INTENT_NONE}), {}, ct.hounsfield.data(),
              ct.hounsfield.size() * sizeof(std::int16_t), level_for_ct, file);
}

}  // namespace osteosign
