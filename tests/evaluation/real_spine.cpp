#include "tests/evaluation/real_spine.h"

#include <algorithm>

#include "features/segment/bones.h"
#include "features/segment/resample_labels.h"
#include "features/spine/find_spine.h"
#include "io/values/errors.h"
#include "io/values/label_scheme.h"
#include "tests/evaluation/spine_case.h"
#include "tests/real_series.h"

namespace osteosign::evaluation {
namespace {

namespace fs = std::filesystem;
using test::read_series;

LabelMap named_labels(const fs::path& file, const ImageGrid& grid) {
  LabelMap labels = resample_labels(read_label_map(file), grid, {}).labels;
  for (std::uint16_t label = 1; label < 120; ++label)
    if (const auto meaning = meaning_in_totalsegmentator(label)) labels.names[label] = meaning->name;
  labels.origin = file.filename();
  return labels;
}

}  // namespace

std::vector<RealSpine> real_spines(const fs::path& data) {
  std::vector<RealSpine> spines;
  if (const fs::path folder = data / "totalseg_lspine"; fs::exists(folder)) {
    spines.push_back({"lumbar, 3 mm", read_series(folder / "dicom"), {}});
    spines.back().labels = named_labels(folder / "totalseg.nii.gz", spines.back().ct.grid);
  }
  if (const fs::path folder = data / "totalseg_cta"; fs::exists(folder))
    spines.push_back({"thoracic with contrast medium, 1.5 mm", read_series(folder / "dicom"), {}});
  if (const fs::path folder = data / "s0328_bone"; fs::exists(folder)) {
    const LabelMap stored = read_label_map(folder / "s0328_bone_hu_ge200.nii.gz");
    RealSpine spine{"thoracolumbar, bone alone, 1.5 mm", {}, {}, true};
    spine.ct.grid = stored.grid;
    spine.ct.hounsfield.assign(stored.voxels.begin(), stored.voxels.end());
    spine.labels = named_labels(folder / "s0328_bones_ml.nii.gz", stored.grid);
    spines.push_back(std::move(spine));
  }
  return spines;
}

JudgedSpine judge_spine(const CtVolume& ct, const LabelMap* labels) {
  JudgedSpine judged;
  judged.quality = estimate_image_quality(ct, {});
  Metal metal;
  if (labels != nullptr) {
    judged.spine = spine_from_labels(ct, *labels, {});
    metal = find_metal(ct, {});
  } else {
    BoneSegmentation bones = segment_bone_tissue(ct, judged.quality, {});
    judged.spine = find_spine(ct, bones, {});
    metal = std::move(bones.metal);
  }
  judged.geometries = find_geometries(ct, judged.spine, judged.quality, {});
  judged.measured = measure_vertebrae(ct, judged.spine, judged.geometries, metal, judged.quality, {});
  judged.findings = findings_of_vertebrae(judged.measured);
  return judged;
}

const Finding& finding_of(const std::vector<Finding>& findings, std::string_view criterion) {
  const auto found = std::ranges::find(findings, criterion, &Finding::criterion);
  if (found == findings.end()) throw InternalError(std::string(criterion) + " was not judged");
  return *found;
}

}  // namespace osteosign::evaluation
