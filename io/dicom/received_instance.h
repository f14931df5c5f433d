#pragma once
#include <filesystem>
#include <string>

#include "io/dicom/find_series.h"

namespace osteosign {

/// What a service needs to know of an object that came by the network; absent texts are empty.
struct ReceivedInstance {
  std::string study_instance_uid;
  std::string sop_class_uid;
  std::string sop_instance_uid;
  SeriesKind kind = SeriesKind::other;
  std::string manufacturer;
  std::string model;
  int instances_in_study = 0;  ///< Number of Study Related Instances (0020,1208); 0 when absent
};

/// Reads a file to its end, pixel data included, so that nothing damaged or cut off passes. Throws
/// InputError naming the file and what is wrong with it.
ReceivedInstance read_received_instance(const std::filesystem::path& file);

}  // namespace osteosign
