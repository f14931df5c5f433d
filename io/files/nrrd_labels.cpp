#include "io/files/nrrd_labels.h"

#include <Eigen/Dense>  // before ITK, which would else mix its own older Eigen into ours

#include <itkMetaDataObject.h>
#include <itkNrrdImageIO.h>

#include <fstream>
#include <optional>

#include "io/files/whole_labels.h"
#include "io/images/region_set.h"
#include "io/values/grid_from_affine.h"

namespace osteosign {
namespace {

/// A segment of a 3D Slicer header: voxels of `layer` that hold `value`.
struct SlicerSegment {
  std::string name;
  int layer = 0;
  std::uint16_t value = 0;
};

std::optional<std::string> text_in_header(const itk::NrrdImageIO& io, const std::string& key) {
  std::string text;
  if (!itk::ExposeMetaData<std::string>(io.GetMetaDataDictionary(), key, text)) return std::nullopt;
  return text;
}

int number_in_header(const itk::NrrdImageIO& io, const std::string& key, int when_absent) {
  const auto text = text_in_header(io, key);
  if (!text) return when_absent;
  try {
    return std::stoi(*text);
  } catch (const std::logic_error&) {
    throw InputError(key + " is \"" + *text + "\", not a number");
  }
}

std::vector<SlicerSegment> segments_in_header(const itk::NrrdImageIO& io) {
  std::vector<SlicerSegment> segments;
  for (int at = 0;; ++at) {
    const std::string key = "Segment" + std::to_string(at) + "_";
    const auto name = text_in_header(io, key + "Name");
    if (!name && !text_in_header(io, key + "ID")) return segments;
    const int value = number_in_header(io, key + "LabelValue", 1);
    const int layer = number_in_header(io, key + "Layer", 0);
    if (value < 1 || value > 65535 || layer < 0 || layer >= static_cast<int>(io.GetNumberOfComponents()))
      throw InputError(key + "LabelValue " + std::to_string(value) + " in layer " + std::to_string(layer) +
                       " cannot be; the file has " + std::to_string(io.GetNumberOfComponents()) + " layers");
    segments.push_back({name.value_or(""), layer, static_cast<std::uint16_t>(value)});
  }
}

// ITK turns RAS into LPS, but left-anterior-superior wrongly (5.2.1 turns x instead of y) and others not at
// all.
void check_space(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  std::string space = "absent";
  for (std::string line; std::getline(stream, line) && !line.empty() && line != "\r";)
    if (line.starts_with("space:")) space = line.substr(6);
  space.erase(0, space.find_first_not_of(' '));
  space.erase(space.find_last_not_of(" \r") + 1);
  for (const char* read : {"left-posterior-superior", "LPS", "right-anterior-superior", "RAS"})
    if (space == read) return;
  throw InputError("space is " + space +
                   "; only left-posterior-superior and right-anterior-superior are read");
}

ImageGrid grid_of(const itk::NrrdImageIO& io) {
  if (io.GetNumberOfDimensions() != 3)
    throw InputError("has " + std::to_string(io.GetNumberOfDimensions()) + " dimensions; a label map has 3");
  Eigen::Matrix4d affine = Eigen::Matrix4d::Identity();
  std::array<int, 3> size{};
  for (unsigned axis = 0; axis < 3; ++axis) {
    size[axis] = static_cast<int>(io.GetDimensions(axis));
    affine(axis, 3) = io.GetOrigin(axis);
    for (unsigned row = 0; row < 3; ++row)
      affine(row, axis) = io.GetDirection(axis)[row] * io.GetSpacing(axis);
  }
  return grid_from_affine(size, affine);
}

std::vector<char> read_bytes(itk::NrrdImageIO& io) {
  itk::ImageIORegion everything(3);
  for (unsigned axis = 0; axis < 3; ++axis) everything.SetSize(axis, io.GetDimensions(axis));
  io.SetIORegion(everything);
  std::vector<char> bytes(static_cast<std::size_t>(io.GetImageSizeInBytes()));
  io.Read(bytes.data());
  return bytes;
}

// The labels of all layers; the layers of one voxel are neighbours, as if they were the first axis.
std::vector<std::uint16_t> labels_of(itk::NrrdImageIO& io, const ImageGrid& grid) {
  const std::vector<char> bytes = read_bytes(io);
  const std::array<int, 3> size{static_cast<int>(io.GetNumberOfComponents()) * grid.size[0], grid.size[1],
                                grid.size[2]};
  const auto as = [&]<class Stored>(Stored) {
    return whole_labels(reinterpret_cast<const Stored*>(bytes.data()), size, Rescale{});
  };
  using enum itk::IOComponentEnum;
  switch (io.GetComponentType()) {
    case UCHAR:
      return as(std::uint8_t{});
    case CHAR:
      return as(std::int8_t{});
    case USHORT:
      return as(std::uint16_t{});
    case SHORT:
      return as(std::int16_t{});
    case UINT:
      return as(std::uint32_t{});
    case INT:
      return as(std::int32_t{});
    case ULONG:
    case ULONGLONG:
      return as(std::uint64_t{});
    case LONG:
    case LONGLONG:
      return as(std::int64_t{});
    case FLOAT:
      return as(float{});
    case DOUBLE:
      return as(double{});
    default:
      throw InputError("its values are not numbers");
  }
}

LabelMap single_layer(const ImageGrid& grid, std::vector<std::uint16_t> labels,
                      const std::vector<SlicerSegment>& segments) {
  LabelMap map{grid, std::move(labels), {}, {}};
  for (const SlicerSegment& segment : segments) map.names[segment.value] = segment.name;
  return map;
}

LabelMap flattened_layers(const ImageGrid& grid, const std::vector<std::uint16_t>& labels, std::size_t layers,
                          const std::vector<SlicerSegment>& segments) {
  if (segments.empty())
    throw InputError("has " + std::to_string(layers) + " values in each voxel and no Slicer segments");
  RegionSet set;
  set.grid = grid;
  std::vector<std::uint8_t> inside(grid.voxel_count());
  for (const SlicerSegment& segment : segments) {
    for (std::size_t voxel = 0; voxel < inside.size(); ++voxel)
      inside[voxel] =
          labels[voxel * layers + static_cast<std::size_t>(segment.layer)] == segment.value ? 1 : 0;
    Region region = region_of(grid, inside);
    region.number = static_cast<std::uint16_t>(set.regions.size() + 1);
    region.name = segment.name;
    set.regions.push_back(std::move(region));
  }
  return flatten(set).labels;
}

}  // namespace

bool is_nrrd(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  char start[4] = {};
  stream.read(start, sizeof start);
  return stream && std::string(start, 4) == "NRRD";
}

LabelMap read_nrrd_label_map(const std::filesystem::path& file) {
  try {
    check_space(file);
    const auto io = itk::NrrdImageIO::New();
    io->SetFileName(file.string());
    io->ReadImageInformation();
    const ImageGrid grid = grid_of(*io);
    const std::vector<SlicerSegment> segments = segments_in_header(*io);
    std::vector<std::uint16_t> labels = labels_of(*io, grid);
    if (io->GetNumberOfComponents() == 1) return single_layer(grid, std::move(labels), segments);
    return flattened_layers(grid, labels, io->GetNumberOfComponents(), segments);
  } catch (const itk::ExceptionObject& error) {
    throw InputError(std::string("is a damaged NRRD file: ") + error.GetDescription());
  }
}

}  // namespace osteosign
