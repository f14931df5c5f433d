#include "io/files/label_map_file.h"

#include "io/files/nifti_labels.h"
#include "io/files/nrrd_labels.h"
#include "io/values/errors.h"
#include "io/values/grid_from_affine.h"

namespace osteosign {
namespace {

LabelMap label_map_of(NiftiLabels read) {
  if (read.dimensions < 3)
    throw InputError("has " + std::to_string(read.dimensions) + " dimensions (" +
                     std::to_string(read.size[0]) + " x " + std::to_string(read.size[1]) +
                     "); a label map has 3");
  if (!read.patient_from_voxel.known()) throw InputError(read.patient_from_voxel.reason());
  LabelMap map;
  map.grid = grid_from_affine(read.size, read.patient_from_voxel.value());
  map.voxels = std::move(read.labels);
  map.names = std::move(read.names);
  return map;
}

}  // namespace

LabelMap read_label_map(const std::filesystem::path& file) {
  if (!std::filesystem::is_regular_file(file)) throw InputError(file.string() + ": there is no such file");
  LabelMap map;
  try {
    if (is_nrrd(file))
      map = read_nrrd_label_map(file);
    else if (is_nifti(file))
      map = label_map_of(read_nifti_labels(file));
    else
      throw InputError("is neither a NIfTI-1 nor an NRRD file");
  } catch (const Failure& failure) {
    throw failure.within(file.string());
  }
  map.origin = file.string();
  return map;
}

}  // namespace osteosign
