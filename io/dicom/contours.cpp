#include "io/dicom/contours.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dctk.h>
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "io/values/errors.h"

namespace osteosign {
namespace {

std::string text(DcmItem& item, const DcmTagKey& tag) {
  OFString value;
  item.findAndGetOFString(tag, value);
  return value.c_str();
}

double number(std::string_view text, const std::string& roi) {
  const auto first = text.find_first_not_of(" +");
  const auto last = text.find_last_not_of(std::string_view(" \0", 2));
  const std::string_view digits = first == std::string_view::npos ? "" : text.substr(first, last - first + 1);
  double value = 0;
  const auto result = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (result.ec != std::errc{} || result.ptr != digits.data() + digits.size() || !std::isfinite(value))
    throw InputError(
        fmt::format("Contour Data (3006,0050) of ROI \"{}\" holds \"{}\", not a number", roi, text));
  return value;
}

std::vector<Eigen::Vector3d> points(DcmItem& contour, const std::string& roi) {
  const char* data =
      nullptr;  // as stored: DCMTK's trimming of multiple values takes time with the square of their number
  contour.findAndGetString(DCM_ContourData, data);
  std::vector<double> values;
  std::string_view rest(data == nullptr ? "" : data);
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\\'), rest.size());
    values.push_back(number(rest.substr(0, end), roi));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  if (values.size() % 3 != 0)
    throw InputError(fmt::format("Contour Data (3006,0050) of ROI \"{}\" has {} numbers, not a multiple of 3",
                                 roi, values.size()));
  std::vector<Eigen::Vector3d> found;
  for (std::size_t at = 0; at < values.size(); at += 3)
    found.emplace_back(values[at], values[at + 1], values[at + 2]);
  return found;
}

int roi_number(DcmItem& item, const DcmTagKey& tag, const char* name) {
  Sint32 found = 0;
  if (item.findAndGetSint32(tag, found).bad())
    throw InputError(fmt::format("{} {} is absent", name, tag.toString().c_str()));
  return found;
}

}  // namespace

std::vector<ContouredRoi> read_contours(DcmDataset& dataset) {
  std::vector<ContouredRoi> rois;
  DcmItem* item = nullptr;
  for (long at = 0; dataset.findAndGetSequenceItem(DCM_StructureSetROISequence, item, at).good(); ++at)
    rois.push_back({roi_number(*item, DCM_ROINumber, "ROI Number"), text(*item, DCM_ROIName), {}});
  if (rois.empty()) throw InputError("Structure Set ROI Sequence (3006,0020) is absent or empty");
  for (long at = 0; dataset.findAndGetSequenceItem(DCM_ROIContourSequence, item, at).good(); ++at) {
    const int referenced = roi_number(*item, DCM_ReferencedROINumber, "Referenced ROI Number");
    const auto roi = std::ranges::find(rois, referenced, &ContouredRoi::number);
    if (roi == rois.end())
      throw InputError(fmt::format("Referenced ROI Number (3006,0084) {} belongs to no ROI", referenced));
    DcmItem* contour = nullptr;
    for (long part = 0; item->findAndGetSequenceItem(DCM_ContourSequence, contour, part).good(); ++part)
      roi->contours.push_back({text(*contour, DCM_ContourGeometricType), points(*contour, roi->name)});
  }
  return rois;
}

}  // namespace osteosign
