#include "io/dicom/read_study_attributes.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dctk.h>
#include <gmock/gmock.h>

#include <map>

#include "io/values/errors.h"
#include "tests/io/files/temporary_folder.h"

namespace osteosign {
namespace {

namespace fs = std::filesystem;

/// A file with only these attributes.
fs::path file_with(const std::map<DcmTagKey, std::string>& values) {
  const fs::path file = temporary_folder() / "image.dcm";
  DcmFileFormat format;
  DcmDataset& item = *format.getDataset();
  item.putAndInsertString(DCM_SOPClassUID, UID_CTImageStorage);
  item.putAndInsertString(DCM_SOPInstanceUID, "1.2.3");
  for (const auto& [tag, value] : values) item.putAndInsertString(tag, value.c_str());
  EXPECT_TRUE(format.saveFile(file.c_str(), EXS_LittleEndianExplicit).good());
  return file;
}

TEST(StudyAttributes, NamesComeToUtf8FromEveryCharacterSet) {
  // As pydicom, an independent reader, decodes its own samples; an empty last part of a name stays as it
  // stands.
  const std::map<std::string, std::string> names{{"chrArab", "قباني^لنزار"},
                                                 {"chrFren", "Buc^Jérôme"},
                                                 {"chrFrenMulti", "Buc^Jérôme"},
                                                 {"chrGerm", "Äneas^Rüdiger"},
                                                 {"chrGreek", "Διονυσιος"},
                                                 {"chrH31", "Yamada^Tarou=山田^太郎=やまだ^たろう"},
                                                 {"chrH32", "ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎=やまだ^たろう"},
                                                 {"chrHbrw", "שרון^דבורה"},
                                                 {"chrI2", "Hong^Gildong=洪^吉洞=홍^길동"},
                                                 {"chrJapMulti", "やまだ^たろう"},
                                                 {"chrJapMultiExplicitIR6", "やまだ^たろう"},
                                                 {"chrKoreanMulti", "김희중"},
                                                 {"chrRuss", "Люкceмбypг"},
                                                 {"chrX1", "Wang^XiaoDong=王^小東="},
                                                 {"chrX2", "Wang^XiaoDong=王^小东="}};
  const fs::path samples = "/usr/lib/python3/dist-packages/pydicom/data/charset_files";
  for (const auto& [file, name] : names)
    EXPECT_EQ(read_study_attributes(samples / (file + ".dcm")).study.patient_name, name) << file;
}

TEST(StudyAttributes, AreCopiedAndNothingIsMadeUp) {
  const ReadStudyAttributes read = read_study_attributes(file_with({{DCM_PatientID, "4711"},
                                                                    {DCM_PatientSex, "F"},
                                                                    {DCM_StudyInstanceUID, "1.2.3.4"},
                                                                    {DCM_SeriesDate, "20240301"},
                                                                    {DCM_SeriesTime, "101112.5"}}));
  EXPECT_EQ(read.study.patient_id, "4711");
  EXPECT_EQ(read.study.sex, "F");
  EXPECT_EQ(read.study.study_instance_uid, "1.2.3.4");
  EXPECT_EQ(read.study.patient_name, "");
  EXPECT_EQ(read.study.study_date, "");
  EXPECT_EQ(read.study.accession_number, "");
  EXPECT_EQ(read.date_of_images, "20240301") << "of the series, since the study has none";
  EXPECT_EQ(read.time_of_images, "101112.5");
}

TEST(StudyAttributes, WhatDicomDoesNotAllowIsLeftOut) {
  const StudyAttributes study = read_study_attributes(file_with({{DCM_PatientBirthDate, "1971"},
                                                                 {DCM_StudyTime, "noon"},
                                                                 {DCM_StudyID, "an identifier of a study"},
                                                                 {DCM_PatientAge, "old"},
                                                                 {DCM_StudyInstanceUID, "999.01.2"}}))
                                    .study;
  EXPECT_EQ(study.birth_date, "");
  EXPECT_EQ(study.study_time, "");
  EXPECT_EQ(study.study_id, "");
  EXPECT_EQ(study.age, "");
  EXPECT_EQ(study.study_instance_uid, "");
}

TEST(StudyAttributes, OldDatesWithPointsAreUnderstood) {
  EXPECT_EQ(read_study_attributes(file_with({{DCM_StudyDate, "1994.02.03"}})).study.study_date, "19940203");
}

TEST(ValidUid, HasComponentsWithoutLeadingZeroAndARootOfTwoAtMost) {
  EXPECT_TRUE(is_valid_uid("1.2.840.0.3"));
  EXPECT_TRUE(is_valid_uid("2.25.12345"));
  for (const char* uid : {"", "999.999.01", "1.02.3", "1..2", "1.2.", "a.b"})
    EXPECT_FALSE(is_valid_uid(uid)) << uid;
  EXPECT_FALSE(is_valid_uid("1." + std::string(63, '2')));
}

TEST(StudyAttributes, AFileThatIsNoneIsNamed) {
  const fs::path file = temporary_folder() / "text.dcm";
  write_text(file, "no DICOM at all");
  try {
    read_study_attributes(file);
    FAIL() << "accepted";
  } catch (const Failure& failure) {
    EXPECT_EQ(failure.kind(), FailureKind::cannot_read);
    EXPECT_THAT(failure.what(), testing::HasSubstr("text.dcm: not a DICOM file"));
  }
}

}  // namespace
}  // namespace osteosign
