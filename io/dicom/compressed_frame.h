#pragma once
#include <cstdint>
#include <vector>

class DcmDataset;
class DcmPixelSequence;

namespace osteosign {

/// The bytes of one frame of encapsulated pixel data (PS3.5 A.4): its fragments, joined. Which fragments
/// belong to it is taken from the Extended or the Basic Offset Table, else from one fragment a frame, else
/// from the start markers of JPEG, JPEG-LS and JPEG 2000. Throws InputError when none of these decides, or
/// when a fragment is cut off.
std::vector<std::uint8_t> compressed_frame(DcmDataset& dataset, DcmPixelSequence& fragments, int frame,
                                           int frames);

}  // namespace osteosign
