#pragma once
#include <filesystem>

#include "io/dicom/read_ct.h"
#include "io/files/label_map_file.h"

namespace osteosign::test {

/// The real CT of the development data; what needs them skips where they are missing.
inline const std::filesystem::path real_data =
    std::filesystem::path(OSTEOSIGN_SOURCE_DIR) / "../shared/data/ct";

inline CtVolume read_series(const std::filesystem::path& folder) {
  const Listing listing = find_series({folder});
  return read_ct(*choose_ct_series(listing.studies.at(0)).chosen.at(0), GapPolicy::error).ct;
}

/// A volume of HU that was stored as unsigned numbers.
inline CtVolume read_masked_hu(const std::filesystem::path& file) {
  const LabelMap stored = read_label_map(file);
  CtVolume ct;
  ct.grid = stored.grid;
  ct.hounsfield.assign(stored.voxels.begin(), stored.voxels.end());
  return ct;
}

}  // namespace osteosign::test
