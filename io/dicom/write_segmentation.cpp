#include "io/dicom/write_segmentation.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dctk.h>
#include <fmt/format.h>

#include <set>

#include "io/dicom/new_object.h"
#include "io/dicom/put_attributes.h"
#include "io/dicom/recommended_colour.h"
#include "io/dicom/segmentation_bits.h"
#include "io/values/errors.h"

namespace osteosign {
namespace {

std::string word(SegmentedBy by) {
  switch (by) {
    case SegmentedBy::automatic:
      return "AUTOMATIC";
    case SegmentedBy::semiautomatic:
      return "SEMIAUTOMATIC";
    case SegmentedBy::manual:
      return "MANUAL";
  }
  throw InternalError("a way of segmenting without a word");
}

std::string joined(const Eigen::Vector3d& numbers) {
  return decimal_string(numbers.x()) + "\\" + decimal_string(numbers.y()) + "\\" +
         decimal_string(numbers.z());
}

void put_image(DcmItem& item) {
  put(item, DCM_ImageType, "DERIVED\\PRIMARY");
  put(item, DCM_ContentLabel, "BONE_LESIONS");
  put(item, DCM_ContentDescription, "Segmentation by osteosign. For research use only.");
  put(item, DCM_ContentCreatorName, "");
  put(item, DCM_SegmentationType, "BINARY");
  put(item, DCM_LossyImageCompression, "00");
  put(item, DCM_BurnedInAnnotation, "NO");
  put(item, DCM_PhotometricInterpretation, "MONOCHROME2");
  put(item, DCM_SamplesPerPixel, 1);
  put(item, DCM_BitsAllocated, 1);
  put(item, DCM_BitsStored, 1);
  put(item, DCM_HighBit, static_cast<unsigned short>(0));
  put(item, DCM_PixelRepresentation, static_cast<unsigned short>(0));
}

void put_segment(DcmItem& item, const WrittenSegment& segment, std::size_t number,
                 const std::string& algorithm) {
  put(item, DCM_SegmentNumber, static_cast<unsigned short>(number));
  put(item, DCM_SegmentLabel, segment.region.name);
  put(item, DCM_SegmentAlgorithmType, word(segment.by));
  if (segment.by != SegmentedBy::manual) put(item, DCM_SegmentAlgorithmName, algorithm);
  put_code(item, DCM_SegmentedPropertyCategoryCodeSequence, segment.category);
  put_code(item, DCM_SegmentedPropertyTypeCodeSequence, segment.region.type);
  if (!segment.region.anatomic_region.value.empty()) {
    DcmItem& region = put_code(item, DCM_AnatomicRegionSequence, segment.region.anatomic_region);
    if (segment.laterality) put_code(region, DCM_AnatomicRegionModifierSequence, *segment.laterality);
  }
  const std::array<std::uint16_t, 3> lab = cielab_of(segment.srgb);
  put(item, DCM_RecommendedDisplayCIELabValue, std::vector<std::uint16_t>(lab.begin(), lab.end()));
  put(item, DCM_TrackingID, segment.tracking_id);
  put(item, DCM_TrackingUID, segment.tracking_uid);
}

void put_dimensions(DcmItem& item, const std::string& organization_uid) {
  put(new_item(item, DCM_DimensionOrganizationSequence), DCM_DimensionOrganizationUID, organization_uid);
  const auto add = [&](const DcmTagKey& pointer, const DcmTagKey& group, const char* label) {
    DcmItem& index = new_item(item, DCM_DimensionIndexSequence);
    put(index, DCM_DimensionIndexPointer, pointer);
    put(index, DCM_FunctionalGroupPointer, group);
    put(index, DCM_DimensionOrganizationUID, organization_uid);
    put(index, DCM_DimensionDescriptionLabel, label);
  };
  add(DCM_ReferencedSegmentNumber, DCM_SegmentIdentificationSequence, "Segment");
  add(DCM_ImagePositionPatient, DCM_PlanePositionSequence, "Position");
}

void put_shared_groups(DcmItem& dataset, const ImageGrid& grid) {
  DcmItem& shared = new_item(dataset, DCM_SharedFunctionalGroupsSequence);
  put(new_item(shared, DCM_PlaneOrientationSequence), DCM_ImageOrientationPatient,
      joined(grid.direction.col(0)) + "\\" + joined(grid.direction.col(1)));
  DcmItem& measures = new_item(shared, DCM_PixelMeasuresSequence);
  put(measures, DCM_SliceThickness, decimal_string(grid.spacing_mm.z()));
  put(measures, DCM_SpacingBetweenSlices, decimal_string(grid.spacing_mm.z()));
  put(measures, DCM_PixelSpacing,
      decimal_string(grid.spacing_mm.y()) + "\\" + decimal_string(grid.spacing_mm.x()));
}

void put_reference(DcmItem& item, const SourceImage& image) {
  put(item, DCM_ReferencedSOPClassUID, image.sop_class_uid);
  put(item, DCM_ReferencedSOPInstanceUID, image.sop_instance_uid);
}

void put_derivation(DcmItem& frame, const SourceImage& image) {
  if (image.sop_instance_uid.empty()) return;
  DcmItem& derivation = new_item(frame, DCM_DerivationImageSequence);
  DcmItem& source = new_item(derivation, DCM_SourceImageSequence);
  put_reference(source, image);
  if (image.frame > 0) put(source, DCM_ReferencedFrameNumber, std::to_string(image.frame));
  put_code(source, DCM_PurposeOfReferenceCodeSequence,
           {"DCM", "121322", "Source image for image processing operation"});
  put_code(derivation, DCM_DerivationCodeSequence, {"DCM", "113076", "Segmentation"});
}

void put_frame(DcmItem& dataset, const WrittenSegmentation& segmentation, const SegmentFrame& frame) {
  DcmItem& item = new_item(dataset, DCM_PerFrameFunctionalGroupsSequence);
  DcmItem& content = new_item(item, DCM_FrameContentSequence);
  put(content, DCM_DimensionIndexValues,
      std::vector{static_cast<std::uint32_t>(frame.segment + 1), static_cast<std::uint32_t>(frame.z + 1)});
  put(new_item(item, DCM_PlanePositionSequence), DCM_ImagePositionPatient,
      joined(segmentation.grid.patient_from_voxel({0, 0, 1.0 * frame.z})));
  put(new_item(item, DCM_SegmentIdentificationSequence), DCM_ReferencedSegmentNumber,
      static_cast<unsigned short>(frame.segment + 1));
  put_derivation(item, segmentation.source.images.at(static_cast<std::size_t>(frame.z)));
}

/// Every image of the series that has a UID, once.
void put_common_references(DcmItem& dataset, const SourceSeries& source) {
  std::set<std::string> referred;
  DcmItem* series = nullptr;
  for (const SourceImage& image : source.images) {
    if (image.sop_instance_uid.empty() || source.series_instance_uid.empty()) continue;
    if (!referred.insert(image.sop_instance_uid).second) continue;
    if (series == nullptr) {
      series = &new_item(dataset, DCM_ReferencedSeriesSequence);
      put(*series, DCM_SeriesInstanceUID, source.series_instance_uid);
    }
    put_reference(new_item(*series, DCM_ReferencedInstanceSequence), image);
  }
}

}  // namespace

void write_segmentation(const WrittenSegmentation& segmentation, const ObjectHeader& header,
                        const std::filesystem::path& file) {
  const std::vector<SegmentFrame> frames = frames_with_voxels(segmentation.segments);
  if (frames.empty()) throw InternalError("a segmentation without a voxel was to be written");
  const std::unique_ptr<DcmFileFormat> object = new_object(header, UID_SegmentationStorage, "SEG");
  DcmDataset& dataset = *object->getDataset();
  put_image(dataset);
  put(dataset, DCM_FrameOfReferenceUID, segmentation.frame_of_reference_uid);
  put(dataset, DCM_PositionReferenceIndicator, segmentation.position_reference);
  put(dataset, DCM_Rows, static_cast<unsigned short>(segmentation.grid.size[1]));
  put(dataset, DCM_Columns, static_cast<unsigned short>(segmentation.grid.size[0]));
  put(dataset, DCM_NumberOfFrames, std::to_string(frames.size()));
  for (std::size_t each = 0; each < segmentation.segments.size(); ++each)
    put_segment(new_item(dataset, DCM_SegmentSequence), segmentation.segments[each], each + 1,
                segmentation.algorithm);
  put_dimensions(dataset, segmentation.dimensions_uid);
  put_shared_groups(dataset, segmentation.grid);
  put_common_references(dataset, segmentation.source);
  for (const SegmentFrame& frame : frames) put_frame(dataset, segmentation, frame);
  put(dataset, DCM_PixelData, packed_bits(segmentation.segments, frames, segmentation.grid));
  save_object(*object, file);
}

}  // namespace osteosign
