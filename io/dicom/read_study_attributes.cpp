#include "io/dicom/read_study_attributes.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dctk.h>

#include <algorithm>
#include <array>
#include <cctype>

#include "io/dicom/attribute_values.h"
#include "io/dicom/dicom_header.h"
#include "io/values/errors.h"
#include "io/values/utf8.h"

namespace osteosign {
namespace {

bool all_digits(const std::string& text) {
  return std::ranges::all_of(text, [](unsigned char letter) { return std::isdigit(letter) != 0; });
}

/// YYYYMMDD, also from the old form YYYY.MM.DD; empty when it is neither.
std::string date_of(DcmItem& item, const DcmTagKey& tag) {
  std::string date = text_of(item, tag);
  std::erase(date, '.');
  const bool fits = date.size() == 8 && all_digits(date) && date.substr(4, 2) >= "01" &&
                    date.substr(4, 2) <= "12" && date.substr(6, 2) >= "01" && date.substr(6, 2) <= "31";
  return fits ? date : std::string{};
}

/// HHMMSS or HHMMSS.FFFFFF and shorter ones; empty when it is none.
std::string time_of(DcmItem& item, const DcmTagKey& tag) {
  std::string time = text_of(item, tag);
  std::erase(time, ':');
  const std::size_t point = std::min(time.find('.'), time.size());
  const std::string whole = time.substr(0, point);
  const std::string rest = point < time.size() ? time.substr(point + 1) : std::string{};
  const bool fits = !whole.empty() && whole.size() % 2 == 0 && whole.size() <= 6 && all_digits(whole) &&
                    all_digits(rest) && rest.size() <= 6 && whole.substr(0, 2) <= "23";
  return fits ? (rest.empty() ? whole : time) : std::string{};
}

std::string within(std::string text, std::size_t longest) {
  const bool fits = first_letters(text, longest) == text && text.find('\\') == std::string::npos;
  return fits ? text : std::string{};
}

/// A code string of at most 16 characters.
std::string code_string_of(DcmItem& item, const DcmTagKey& tag) {
  const std::string text = within(text_of(item, tag), 16);
  const bool fits = std::ranges::all_of(text, [](unsigned char letter) {
    return std::isupper(letter) != 0 || std::isdigit(letter) != 0 || letter == ' ' || letter == '_';
  });
  return fits ? text : std::string{};
}

/// A number that its string representation tells.
std::string decimal_of(DcmItem& item, const DcmTagKey& tag) {
  return number_of(item, tag).has_value() ? within(text_of(item, tag), 16) : std::string{};
}

std::string age_of(DcmItem& item) {
  const std::string age = text_of(item, DCM_PatientAge);
  const bool fits = age.size() == 4 && all_digits(age.substr(0, 3)) &&
                    std::string("DWMY").find(age[3]) != std::string::npos;
  return fits ? age : std::string{};
}

std::string uid_of(DcmItem& item, const DcmTagKey& tag) {
  const std::string uid = text_of(item, tag);
  return is_valid_uid(uid) ? uid : std::string{};
}

StudyAttributes attributes_of(DcmDataset& item) {
  StudyAttributes study;
  study.patient_name = utf8_text_of(item, DCM_PatientName);
  study.patient_id = within(utf8_text_of(item, DCM_PatientID), 64);
  study.issuer_of_patient_id = within(utf8_text_of(item, DCM_IssuerOfPatientID), 64);
  study.birth_date = date_of(item, DCM_PatientBirthDate);
  study.sex = code_string_of(item, DCM_PatientSex);
  study.age = age_of(item);
  study.size_m = decimal_of(item, DCM_PatientSize);
  study.weight_kg = decimal_of(item, DCM_PatientWeight);
  study.study_instance_uid = uid_of(item, DCM_StudyInstanceUID);
  study.study_id = within(utf8_text_of(item, DCM_StudyID), 16);
  study.accession_number = within(utf8_text_of(item, DCM_AccessionNumber), 16);
  study.study_description = within(utf8_text_of(item, DCM_StudyDescription), 64);
  study.referring_physician = utf8_text_of(item, DCM_ReferringPhysicianName);
  study.study_date = date_of(item, DCM_StudyDate);
  study.study_time = time_of(item, DCM_StudyTime);
  study.burned_in_annotation = code_string_of(item, DCM_BurnedInAnnotation);
  return study;
}

}  // namespace

bool is_valid_uid(const std::string& uid) {
  return !uid.empty() && uid.front() <= '2' && (uid.size() == 1 || uid[1] == '.') &&
         DcmUniqueIdentifier::checkStringValue(uid.c_str(), "1").good();
}

ReadStudyAttributes read_study_attributes(const std::filesystem::path& image) {
  try {
    const std::unique_ptr<DcmFileFormat> file = load_dicom_header(image);
    DcmDataset& dataset = *file->getDataset();
    ReadStudyAttributes read{
        .study = attributes_of(dataset),
        .position_reference = within(text_of(dataset, DCM_PositionReferenceIndicator), 64),
        .date_of_images = {},
        .time_of_images = {}};
    const std::array times{std::pair{DCM_StudyDate, DCM_StudyTime}, std::pair{DCM_SeriesDate, DCM_SeriesTime},
                           std::pair{DCM_AcquisitionDate, DCM_AcquisitionTime},
                           std::pair{DCM_ContentDate, DCM_ContentTime}};
    for (const auto& [date, time] : times) {
      if (!read.date_of_images.empty()) break;
      read.date_of_images = date_of(dataset, date);
      read.time_of_images = read.date_of_images.empty() ? std::string{} : time_of(dataset, time);
    }
    return read;
  } catch (const Failure& failure) {
    throw failure.within(image.string());
  }
}

}  // namespace osteosign
