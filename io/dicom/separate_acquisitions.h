#pragma once
#include <vector>

#include "io/dicom/separate_reconstructions.h"

namespace osteosign {

/// CT slices of one size and orientation, separated into acquisitions that cover the same stretch of the
/// patient: those that an attribute (Acquisition Number, cardiac phase, full Image Type, slice thickness,
/// ...) parts into interleaved evenly spaced sets; failing that, when more than a quarter of the slices
/// repeat a position, by the first attribute that ends the repetition, or by counting the images at each
/// position. Acquisitions that follow each other along the patient, and a few duplicated slices, stay
/// together.
std::vector<Reconstruction> separate_acquisitions(Reconstruction together);

}  // namespace osteosign
