#include "io/dicom/read_segmentation.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dctk.h>
#include <fmt/format.h>

#include "io/dicom/dicom_file.h"
#include "io/dicom/segmentation_grid.h"
#include "io/images/region_from_slices.h"
#include "io/values/errors.h"

namespace osteosign {
namespace {

std::vector<Region> collect(DcmDataset& dataset, const SegmentationHeader& header,
                            const SegmentationPlanes& planes) {
  std::map<std::uint16_t, RegionFromSlices> found;
  for (int frame = 0; frame < header.frames; ++frame)
    for (const auto& [number, mask] : masks_of_frame(dataset, header, frame))
      found.try_emplace(number, header.columns, header.rows)
          .first->second.add(planes.slice_of_frame[static_cast<std::size_t>(frame)], mask);
  std::vector<Region> regions;
  for (const auto& [number, described] : header.segments) {
    if (number == 0) continue;  // the background of a labelmap
    Region region = described;
    if (const auto voxels = found.find(number); voxels != found.end()) {
      const Region box = voxels->second.region();
      region.first = box.first;
      region.size = box.size;
      region.inside = box.inside;
    }
    regions.push_back(std::move(region));
  }
  for (const auto& [number, voxels] : found)
    if (!header.segments.contains(number))
      throw InputError(fmt::format("Pixel Data (7FE0,0010) holds label {}, which no segment has", number));
  return regions;
}

template <class Place>
RegionSet read(const std::filesystem::path& file, Place place) {
  const auto format = load_dicom_file(file);
  DcmDataset& dataset = *format->getDataset();
  dataset.convertToUTF8();  // segment labels; a label that cannot be converted stays as it is
  try {
    const SegmentationHeader header = read_segmentation_header(dataset);
    const SegmentationPlanes planes = place(dataset, header);
    return {planes.grid, collect(dataset, header, planes), file.string(), {}};
  } catch (const Failure& failure) {
    throw failure.within(file.string());
  }
}

}  // namespace

RegionSet read_segmentation(const std::filesystem::path& file) {
  return read(file, place_segmentation_frames);
}

RegionSet read_picture_segmentation(const std::filesystem::path& file) {
  return read(file, [](DcmDataset&, const SegmentationHeader& header) {
    SegmentationPlanes planes;
    planes.grid.size = {header.columns, header.rows, 1};
    planes.slice_of_frame.assign(static_cast<std::size_t>(header.frames), 0);
    return planes;
  });
}

}  // namespace osteosign
