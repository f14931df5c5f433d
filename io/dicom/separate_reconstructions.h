#pragma once
#include <string>
#include <vector>

#include "io/dicom/instance_header.h"

namespace osteosign {

/// Instances that make one volume, or one set of images.
struct Reconstruction {
  std::vector<InstanceHeader> headers;
  std::string note;  ///< what tells it from the others of the same series; empty when there is no other
};

/// Separates what scanners and archives put under one Series Instance UID: localizers and screen saves from
/// slices; CT slices of different Image Type (values 1 to 3), convolution kernel, matrix, pixel spacing,
/// orientation or Rescale Type; every multi-frame volume by itself; and acquisitions that cover the same
/// positions again or that are evenly spaced only each by itself (by Acquisition Number or the next attribute
/// that tells them apart, or by counting the repetitions). Single duplicated slices stay in. The parts are in
/// the order in which their first headers come.
std::vector<Reconstruction> separate_reconstructions(std::vector<InstanceHeader> series);

}  // namespace osteosign
