#pragma once
#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dctk.h>

#include <cstdio>
#include <filesystem>
#include <string>

#include "io/values/dicom_object.h"

namespace osteosign::test {

/// What dciodvfy says against an object: empty when it has no error. Never skipped.
inline std::string errors_of(const std::filesystem::path& object) {
  const std::string command = "dciodvfy '" + object.string() + "' 2>&1; echo status $?";
  FILE* const pipe = popen(command.c_str(), "r");
  std::string said;
  char block[4096];
  while (pipe != nullptr && fgets(block, sizeof block, pipe) != nullptr) said += block;
  if (pipe != nullptr) pclose(pipe);
  return said.find("Error") == std::string::npos && said.ends_with("status 0\n") ? std::string{} : said;
}

/// An object of an invented patient with letters of many kinds.
inline ObjectHeader sample_header(const std::string& uid_end) {
  ObjectHeader header;
  header.study.patient_name = "Müller^Ångström=山田^太郎";
  header.study.patient_id = "4711";
  header.study.birth_date = "19710203";
  header.study.sex = "F";
  header.study.study_instance_uid = "1.2.3.1";
  header.study.study_date = "20240229";
  header.study.study_time = "101112";
  header.study.study_id = "7";
  header.study.burned_in_annotation = "NO";
  header.identity = {
      "1.2.3.2." + uid_end, "1.2.3.3." + uid_end, "made by a test", 9101, 1, "20240229", "101112"};
  header.equipment = {"osteosign", "osteosign", "0", "0.1.0"};
  return header;
}

inline std::string text_in(DcmItem& item, const DcmTagKey& tag) {
  OFString text;
  item.findAndGetOFStringArray(tag, text);
  return text.c_str();
}

}  // namespace osteosign::test
