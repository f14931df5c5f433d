#include "tests/dicom/write_ct_series.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dctk.h>
#include <fmt/format.h>

#include <cmath>
#include <stdexcept>

namespace osteosign::test {
namespace {

void put(DcmItem& item, const DcmTagKey& tag, const std::string& value) {
  if (item.putAndInsertString(tag, value.c_str()).bad()) throw std::runtime_error("cannot put " + value);
}

std::string numbers(const Eigen::Vector3d& v) {
  return fmt::format("{:.9g}\\{:.9g}\\{:.9g}", v.x(), v.y(), v.z());
}

void put_orientation(DcmItem& item, const WrittenSlice& slice) {
  put(item, DCM_ImageOrientationPatient, numbers(slice.row) + "\\" + numbers(slice.column));
}

void put_identity(DcmDataset& dataset, const std::string& sop_class, const std::string& series_uid,
                  int instance) {
  put(dataset, DCM_ImageType, "ORIGINAL\\PRIMARY\\AXIAL");
  put(dataset, DCM_SOPClassUID, sop_class);
  put(dataset, DCM_SOPInstanceUID, fmt::format("{}.{}", series_uid, instance));
  put(dataset, DCM_StudyDate, "20200101");
  put(dataset, DCM_Modality, "CT");
  put(dataset, DCM_SeriesDescription, "test series");
  put(dataset, DCM_PatientName, "Nobody");
  put(dataset, DCM_ConvolutionKernel, "STANDARD");
  put(dataset, DCM_PatientPosition, "HFS");
  put(dataset, DCM_SliceThickness, "99");         // must not be used
  put(dataset, DCM_SpacingBetweenSlices, "-77");  // must not be used
  put(dataset, DCM_StudyInstanceUID, "1.2.3");
  put(dataset, DCM_SeriesInstanceUID, series_uid);
  put(dataset, DCM_SeriesNumber, "1");
  put(dataset, DCM_AcquisitionNumber, "1");
  put(dataset, DCM_InstanceNumber, std::to_string(instance));
}

void put_pixels(DcmDataset& dataset, const WrittenSlice& slice, const std::vector<int>& stored) {
  dataset.putAndInsertUint16(DCM_SamplesPerPixel, 1);
  put(dataset, DCM_PhotometricInterpretation, "MONOCHROME2");
  dataset.putAndInsertUint16(DCM_Rows, static_cast<Uint16>(slice.rows));
  dataset.putAndInsertUint16(DCM_Columns, static_cast<Uint16>(slice.columns));
  dataset.putAndInsertUint16(DCM_BitsAllocated, slice.bits == 8 ? 8 : 16);
  dataset.putAndInsertUint16(DCM_BitsStored, static_cast<Uint16>(slice.bits));
  dataset.putAndInsertUint16(DCM_HighBit, static_cast<Uint16>(slice.bits - 1));
  dataset.putAndInsertUint16(DCM_PixelRepresentation, slice.is_signed ? 1 : 0);
  if (slice.bits == 8) {
    const std::vector<Uint8> bytes(stored.begin(), stored.end());
    dataset.putAndInsertUint8Array(DCM_PixelData, bytes.data(), bytes.size());
  } else {
    std::vector<Uint16> words;
    for (const int value : stored) words.push_back(static_cast<Uint16>(value & ((1 << slice.bits) - 1)));
    dataset.putAndInsertUint16Array(DCM_PixelData, words.data(), words.size());
  }
}

void save(DcmFileFormat& format, const std::filesystem::path& file) {
  std::filesystem::create_directories(file.parent_path());
  const OFCondition status = format.saveFile(file.c_str(), EXS_LittleEndianExplicit);
  if (status.bad()) throw std::runtime_error(file.string() + ": " + status.text());
}

DcmItem& new_item(DcmItem& parent, const DcmTagKey& sequence, int index = -2) {
  DcmItem* item = nullptr;
  if (parent.findOrCreateSequenceItem(sequence, item, index).bad()) throw std::runtime_error("no new item");
  return *item;
}

}  // namespace

Eigen::Vector3d WrittenSlice::pixel_mm(int column_index, int row_index) const {
  return position_mm + column_index * column_mm * row + row_index * row_mm * column;
}

void WrittenSlice::fill(const std::function<double(const Eigen::Vector3d&)>& hounsfield) {
  stored.clear();
  for (int y = 0; y < rows; ++y)
    for (int x = 0; x < columns; ++x)
      stored.push_back(static_cast<int>(std::lround((hounsfield(pixel_mm(x, y)) - intercept) / slope)));
}

double slanted_field_hu(const Eigen::Vector3d& point_mm) {
  return 300 + 11 * point_mm.x() - 17 * point_mm.y() + 5 * point_mm.z();
}

std::vector<WrittenSlice> slice_stack(const WrittenSlice& first, const Eigen::Vector3d& step_mm, int count) {
  std::vector<WrittenSlice> slices(static_cast<std::size_t>(count), first);
  for (int i = 0; i < count; ++i) {
    WrittenSlice& slice = slices[static_cast<std::size_t>(i)];
    slice.position_mm += i * step_mm;
    slice.instance_number = i + 1;
    slice.fill(slanted_field_hu);
  }
  return slices;
}

void write_slice(const WrittenSlice& slice, const std::filesystem::path& file,
                 const std::string& series_uid) {
  DcmFileFormat format;
  DcmDataset& dataset = *format.getDataset();
  put_identity(dataset, UID_CTImageStorage, series_uid, slice.instance_number);
  put(dataset, DCM_ImagePositionPatient, numbers(slice.position_mm));
  put_orientation(dataset, slice);
  put(dataset, DCM_PixelSpacing, fmt::format("{}\\{}", slice.row_mm, slice.column_mm));
  put(dataset, DCM_RescaleSlope, fmt::format("{}", slice.slope));
  put(dataset, DCM_RescaleIntercept, fmt::format("{}", slice.intercept));
  put_pixels(dataset, slice, slice.stored);
  if (slice.edit) slice.edit(dataset);
  save(format, file);
}

void write_series(const std::vector<WrittenSlice>& slices, const std::filesystem::path& folder,
                  const std::string& series_uid) {
  for (std::size_t i = 0; i < slices.size(); ++i)
    write_slice(slices[i], folder / fmt::format("slice_{:04}.dcm", i), series_uid);
}

void write_enhanced_ct(const std::vector<WrittenSlice>& slices, const std::filesystem::path& file) {
  DcmFileFormat format;
  DcmDataset& dataset = *format.getDataset();
  put_identity(dataset, UID_EnhancedCTImageStorage, "1.2.3.9", 1);
  put(dataset, DCM_NumberOfFrames, std::to_string(slices.size()));
  DcmItem& shared = new_item(dataset, DCM_SharedFunctionalGroupsSequence);
  put_orientation(new_item(shared, DCM_PlaneOrientationSequence), slices.front());
  put(new_item(shared, DCM_PixelMeasuresSequence), DCM_PixelSpacing,
      fmt::format("{}\\{}", slices.front().row_mm, slices.front().column_mm));
  std::vector<int> stored;
  for (const WrittenSlice& slice : slices) {
    DcmItem& frame = new_item(dataset, DCM_PerFrameFunctionalGroupsSequence);
    put(new_item(frame, DCM_PlanePositionSequence), DCM_ImagePositionPatient, numbers(slice.position_mm));
    DcmItem& transformation = new_item(frame, DCM_PixelValueTransformationSequence);
    put(transformation, DCM_RescaleSlope, fmt::format("{}", slice.slope));
    put(transformation, DCM_RescaleIntercept, fmt::format("{}", slice.intercept));
    put(transformation, DCM_RescaleType, "HU");
    stored.insert(stored.end(), slice.stored.begin(), slice.stored.end());
  }
  put_pixels(dataset, slices.front(), stored);
  save(format, file);
}

}  // namespace osteosign::test
