#include "tests/evaluation/drawn_tumours.h"

#include "features/segment/resample_labels.h"
#include "tests/real_series.h"

namespace osteosign::evaluation {

std::vector<DrawnTumour> drawn_tumours(const std::filesystem::path& data) {
  std::vector<DrawnTumour> all;
  for (const char* const patient : {"STS_013", "STS_018", "STS_023", "STS_027"}) {
    const std::filesystem::path folder = data / "sts" / patient;
    if (!std::filesystem::exists(folder)) continue;
    CtVolume ct = test::read_series(folder / "ct_dicom");
    LabelMap mask = resample_labels(read_label_map(folder / "gtv_mask.nii.gz"), ct.grid, {}).labels;
    all.push_back({patient, std::move(ct), std::move(mask)});
  }
  return all;
}

}  // namespace osteosign::evaluation
