#pragma once
#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "io/images/region_set.h"
#include "io/values/dicom_object.h"

namespace osteosign {

enum class SegmentedBy { automatic, semiautomatic, manual };

/// One region with what it is. `region.name` is the label; `region.type` and `region.anatomic_region` are
/// written with it, the latter where it is told.
struct WrittenSegment {
  Region region;
  CodedName category;
  std::optional<CodedName> laterality{};
  SegmentedBy by = SegmentedBy::automatic;
  std::string tracking_id{}, tracking_uid{};
  std::array<std::uint8_t, 3> srgb{255, 0, 0};  ///< recommended colour
};

/// Regions on the grid of a CT series. `source.images` are the images of the slices, one for each z.
struct WrittenSegmentation {
  ImageGrid grid;
  std::string frame_of_reference_uid, position_reference;
  SourceSeries source;
  std::string dimensions_uid;  ///< of the dimension organization
  std::string algorithm;       ///< name and version of the program
  std::vector<WrittenSegment> segments;
};

/// A binary DICOM Segmentation (PS3.3 A.51): segments are numbered from 1 in their order, planes without any
/// voxel of a segment are left out, a plane names the image that it was drawn on. Segments may overlap.
/// A segmentation without a voxel cannot be written: InternalError. Throws OutputError.
void write_segmentation(const WrittenSegmentation& segmentation, const ObjectHeader& header,
                        const std::filesystem::path& file);

}  // namespace osteosign
