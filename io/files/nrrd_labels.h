#pragma once
#include <filesystem>

#include "io/images/label_map.h"

namespace osteosign {

/// True when the file starts with the NRRD magic word.
bool is_nrrd(const std::filesystem::path& file);

/// A 3-D label map in a patient space (left-posterior-superior or right-anterior-superior), attached or
/// detached. The segments of a 3D Slicer .seg.nrrd give their names; overlapping ones, kept there in layers,
/// are flattened by the rule of io/images/region_set.h under new numbers 1, 2, ... in the order of the
/// header. Throws InputError; the caller adds the file name.
LabelMap read_nrrd_label_map(const std::filesystem::path& file);

}  // namespace osteosign
