#include "io/files/nifti_labels.h"

#include <nifti1_io.h>
#include <zlib.h>

#include <algorithm>
#include <memory>
#include <regex>

#include "io/files/whole_labels.h"
#include "io/values/errors.h"

namespace osteosign {
namespace {

using Image = std::unique_ptr<nifti_image, decltype(&nifti_image_free)>;

// Far above any CT; keeps a damaged header from asking for all memory.
constexpr std::size_t most_voxels = std::size_t{1} << 31;

Image load(const std::filesystem::path& file) {
  nifti_set_debug_level(0);  // errors are told by us, not on stderr
  Image image(nifti_image_read(file.c_str(), 0), nifti_image_free);
  if (!image) throw InputError("is damaged, or not NIfTI-1");
  if (image->ndim > 3)
    throw InputError("has " + std::to_string(image->ndim) + " dimensions (" + std::to_string(image->nx) +
                     " x " + std::to_string(image->ny) + " x " + std::to_string(image->nz) + " x " +
                     std::to_string(image->nt) + (image->ndim > 4 ? " x ..." : "") + "); a label map has 3");
  if (image->nvox > most_voxels)
    throw InputError("says it has " + std::to_string(image->nvox) + " voxels, too many");
  return image;
}

// niftilib fills a cut-off file up with zeros without a word, so the voxels are read here.
std::vector<char> voxel_bytes(const nifti_image& image) {
  std::vector<char> bytes(image.nvox * static_cast<std::size_t>(image.nbyper));
  const std::unique_ptr<gzFile_s, decltype(&gzclose)> stream(gzopen(image.iname, "rb"), gzclose);
  if (!stream) throw InputError(std::string(image.iname) + " cannot be read");
  if (gzseek(stream.get(), image.iname_offset, SEEK_SET) != image.iname_offset ||
      gzfread(bytes.data(), 1, bytes.size(), stream.get()) != bytes.size())
    throw InputError("is cut off: its header promises " + std::to_string(image.nvox) + " voxels");
  if (image.swapsize > 1 && image.byteorder != nifti_short_order())
    nifti_swap_Nbytes(bytes.size() / static_cast<std::size_t>(image.swapsize), image.swapsize, bytes.data());
  return bytes;
}

std::vector<std::uint16_t> labels_of(const nifti_image& image, const std::array<int, 3>& size) {
  // A slope of 0 means "not scaled" (NIfTI-1 standard).
  const Rescale rescale = image.scl_slope == 0 ? Rescale{} : Rescale{image.scl_slope, image.scl_inter};
  const std::vector<char> bytes = voxel_bytes(image);
  const auto as = [&]<class Stored>(Stored) {
    return whole_labels(reinterpret_cast<const Stored*>(bytes.data()), size, rescale);
  };
  switch (image.datatype) {
    case DT_UINT8:
      return as(std::uint8_t{});
    case DT_INT8:
      return as(std::int8_t{});
    case DT_UINT16:
      return as(std::uint16_t{});
    case DT_INT16:
      return as(std::int16_t{});
    case DT_UINT32:
      return as(std::uint32_t{});
    case DT_INT32:
      return as(std::int32_t{});
    case DT_UINT64:
      return as(std::uint64_t{});
    case DT_INT64:
      return as(std::int64_t{});
    case DT_FLOAT32:
      return as(float{});
    case DT_FLOAT64:
      return as(double{});
    default:
      throw InputError(std::string("data type ") + nifti_datatype_string(image.datatype) +
                       " is not a number");
  }
}

Eigen::Matrix4d lps_from(const mat44& ras_from_voxel) {
  Eigen::Matrix4d affine;
  for (int row = 0; row < 4; ++row)
    for (int column = 0; column < 4; ++column)
      affine(row, column) = (row < 2 ? -1.0 : 1.0) * static_cast<double>(ras_from_voxel.m[row][column]);
  return affine;
}

Measured<Eigen::Matrix4d> patient_from_voxel(const nifti_image& image) {
  const bool sform_leads_to_an_atlas = image.sform_code >= NIFTI_XFORM_TALAIRACH;
  if (image.sform_code > 0 && !(sform_leads_to_an_atlas && image.qform_code > 0))
    return lps_from(image.sto_xyz);
  if (image.qform_code > 0) return lps_from(image.qto_xyz);
  return Unknown{
      "sform_code and qform_code are 0: the file does not say where its voxels lie in the patient"};
}

std::map<std::uint16_t, std::string> names_in_header(const nifti_image& image) {
  static const std::regex row(R"re(<Label\s[^>]*Key="(\d{1,5})"[^>]*>\s*<!\[CDATA\[([^\]]*)\]\]>)re");
  std::map<std::uint16_t, std::string> names;
  for (int extension = 0; extension < image.num_ext; ++extension) {
    const nifti1_extension& found = image.ext_list[extension];
    const std::string text(found.edata, static_cast<std::size_t>(std::max(found.esize - 8, 0)));
    for (std::sregex_iterator match(text.begin(), text.end(), row), end; match != end; ++match)
      if (const int number = std::stoi((*match)[1]); number > 0 && number <= 65535)
        names[static_cast<std::uint16_t>(number)] = (*match)[2];
  }
  return names;
}

}  // namespace

bool is_nifti(const std::filesystem::path& file) { return is_nifti_file(file.c_str()) > 0; }

NiftiLabels read_nifti_labels(const std::filesystem::path& file) {
  const Image image = load(file);
  NiftiLabels read;
  read.dimensions = image->ndim;
  read.size = {image->nx, std::max(image->ny, 1), std::max(image->nz, 1)};
  read.labels = labels_of(*image, read.size);
  read.patient_from_voxel = patient_from_voxel(*image);
  read.names = names_in_header(*image);
  return read;
}

}  // namespace osteosign
