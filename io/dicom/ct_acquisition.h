#pragma once
#include "io/images/ct_volume.h"

class DcmDataset;

namespace osteosign {

/// What the header of a CT image (single-frame or enhanced) tells about the acquisition; absent attributes
/// are unknown with their tag as the reason.
CtAcquisition ct_acquisition(DcmDataset& dataset);

}  // namespace osteosign
