#pragma once
#include <filesystem>

#include "io/images/ct_volume.h"
#include "io/images/label_map.h"

namespace osteosign {

/// NIfTI (.nii, .nii.gz) and NRRD (.nrrd, .nhdr) label maps, turned from RAS or any space into LPS.
/// Throws InputError naming the file and what is wrong with it.
LabelMap read_label_map(const std::filesystem::path& file);

/// NIfTI with exact geometry (sform and qform). Throws OutputError.
void write_nifti(const LabelMap& labels, const std::filesystem::path& file);
void write_nifti(const CtVolume& ct, const std::filesystem::path& file);

}  // namespace osteosign
