// Takes the place of `osteosign analyze` where a test or a proof is about the service and not about bones:
//   stand_in_worker INPUT OUTPUT [--sleep-ms N] [--exit N]
// Reads the DICOM files of INPUT and leaves result.json, a report (SR) and a segmentation (SEG) of the same
// study in OUTPUT, whole or not at all. UIDs follow from the inputs alone, as those of the real objects do.
#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dctk.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include "io/files/sha256.h"

namespace {

namespace fs = std::filesystem;

std::string value_of(DcmItem& item, const DcmTagKey& tag) {
  OFString value;
  item.findAndGetOFString(tag, value);
  return value.c_str();
}

std::string uid_from(const std::string& text) {
  constexpr std::size_t letters = 16;
  return "2.25." +
         std::to_string(std::stoull(osteosign::sha256_of_text(text).substr(0, letters), nullptr, 16));
}

void copy_study(DcmItem& source, DcmItem& target) {
  for (const DcmTagKey& tag :
       {DCM_StudyInstanceUID, DCM_PatientID, DCM_PatientName, DCM_StudyDate, DCM_StudyTime,
        DCM_AccessionNumber, DCM_StudyID, DCM_PatientBirthDate, DCM_PatientSex, DCM_ReferringPhysicianName})
    target.putAndInsertString(tag, value_of(source, tag).c_str());
}

void write_result(DcmItem& source, const std::string& sop_class, const std::string& modality,
                  const std::string& seed, const fs::path& file) {
  DcmFileFormat format;
  DcmDataset& data = *format.getDataset();
  copy_study(source, data);
  data.putAndInsertString(DCM_SOPClassUID, sop_class.c_str());
  data.putAndInsertString(DCM_SOPInstanceUID, uid_from(modality + seed).c_str());
  data.putAndInsertString(DCM_SeriesInstanceUID, uid_from("series" + modality + seed).c_str());
  data.putAndInsertString(DCM_Modality, modality.c_str());
  data.putAndInsertString(DCM_Manufacturer, "osteosign");
  data.putAndInsertString(DCM_ManufacturerModelName, "osteosign");
  data.putAndInsertString(DCM_SeriesNumber, modality == "SR" ? "9001" : "9002");
  data.putAndInsertString(DCM_InstanceNumber, "1");
  if (format.saveFile(file.c_str(), EXS_LittleEndianExplicit).bad()) std::exit(40);
}

std::vector<fs::path> files_of(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    if (entry.is_regular_file() && entry.path().extension() == ".dcm") files.push_back(entry.path());
  std::ranges::sort(files);
  return files;
}

}  // namespace

int main(int argument_count, char** arguments) {
  if (argument_count < 3) return 1;
  for (int each = 3; each < argument_count; ++each) {
    const std::string word = arguments[each];
    if (word == "--exit" && each + 1 < argument_count) return std::atoi(arguments[each + 1]);
    if (word == "--sleep-ms" && each + 1 < argument_count)
      std::this_thread::sleep_for(std::chrono::milliseconds(std::atoi(arguments[each + 1])));
  }
  const std::vector<fs::path> inputs = files_of(arguments[1]);
  if (inputs.empty()) return 21;
  std::string seed;
  DcmFileFormat first;
  for (const fs::path& file : inputs) {
    DcmFileFormat format;
    if (format.loadFile(file.c_str()).bad()) return 20;
    seed += value_of(*format.getDataset(), DCM_SOPInstanceUID) + " ";
    if (file == inputs.front()) first = format;
  }
  const fs::path output = arguments[2], partial = output.string() + ".partial";
  fs::remove_all(partial);
  fs::create_directories(partial);
  write_result(*first.getDataset(), UID_Comprehensive3DSRStorage, "SR", seed, partial / "measurements.dcm");
  write_result(*first.getDataset(), UID_SegmentationStorage, "SEG", seed, partial / "segmentation.dcm");
  std::ofstream(partial / "result.json") << R"({"status": "analyzed", "inputs": )" << inputs.size() << "}\n";
  fs::rename(partial, output);
  return 0;
}
