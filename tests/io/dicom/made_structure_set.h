#pragma once
#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dctk.h>
#include <fmt/format.h>

#include <Eigen/Core>
#include <filesystem>
#include <string>
#include <vector>

namespace osteosign::test {

struct MadeContour {
  std::vector<Eigen::Vector3d> points_mm;
  std::string type = "CLOSED_PLANAR";
};

struct MadeRoi {
  int number = 1;
  std::string name;
  std::vector<MadeContour> contours;
};

inline std::string contour_data(const std::vector<Eigen::Vector3d>& points_mm) {
  std::string data;
  for (const Eigen::Vector3d& point : points_mm)
    data +=
        fmt::format("{}{:.8f}\\{:.8f}\\{:.8f}", data.empty() ? "" : "\\", point.x(), point.y(), point.z());
  return data;
}

inline std::filesystem::path write_structure_set(const std::vector<MadeRoi>& rois,
                                                 const std::filesystem::path& file) {
  DcmFileFormat format;
  DcmDataset& dataset = *format.getDataset();
  dataset.putAndInsertString(DCM_SOPClassUID, UID_RTStructureSetStorage);
  dataset.putAndInsertString(DCM_SOPInstanceUID, "1.2.3.5");
  dataset.putAndInsertString(DCM_Modality, "RTSTRUCT");
  for (std::size_t at = 0; at < rois.size(); ++at) {
    DcmItem* item = nullptr;
    dataset.findOrCreateSequenceItem(DCM_StructureSetROISequence, item, static_cast<long>(at));
    item->putAndInsertString(DCM_ROINumber, std::to_string(rois[at].number).c_str());
    item->putAndInsertString(DCM_ROIName, rois[at].name.c_str());
    dataset.findOrCreateSequenceItem(DCM_ROIContourSequence, item, static_cast<long>(at));
    item->putAndInsertString(DCM_ReferencedROINumber, std::to_string(rois[at].number).c_str());
    for (std::size_t part = 0; part < rois[at].contours.size(); ++part) {
      DcmItem* contour = nullptr;
      item->findOrCreateSequenceItem(DCM_ContourSequence, contour, static_cast<long>(part));
      contour->putAndInsertString(DCM_ContourGeometricType, rois[at].contours[part].type.c_str());
      contour->putAndInsertString(DCM_ContourData, contour_data(rois[at].contours[part].points_mm).c_str());
    }
  }
  format.saveFile(file.c_str(), EXS_LittleEndianExplicit);
  return file;
}

}  // namespace osteosign::test
