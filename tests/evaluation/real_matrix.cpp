#include "tests/evaluation/real_matrix.h"

#include <fmt/format.h>

#include <map>

#include "features/find/lesion_from_mask.h"
#include "features/lesion/matrix.h"
#include "features/segment/bones.h"
#include "features/spine/find_spine.h"
#include "tests/evaluation/drawn_tumours.h"
#include "tests/evaluation/real_spine.h"

namespace osteosign::evaluation {
namespace {

namespace fs = std::filesystem;

struct Region {
  std::string group;
  std::string name;
  LesionMatrix matrix;
  LesionMatrix if_thin;  ///< with the limit of the slice thickness lifted
};

class Regions {
 public:
  Regions(const CtVolume& ct, LabelMap bones, std::string scan)
      : ct_(ct), bones_(std::move(bones)), quality_(estimate_image_quality(ct, {})), scan_(std::move(scan)) {}

  /// Where the header does not tell the kernel and no thick cortex shows the blur.
  static ImageQuality quality_of_soft_kernel(CtVolume ct) {
    if (ct.acquisition.convolution_kernel.empty()) ct.acquisition.convolution_kernel = "B30f";
    return estimate_image_quality(ct, {});
  }

  void add(const std::string& group, const std::string& name, const LabelMap& mask) {
    constexpr double any_slice_mm = 5;
    MatrixParameters any;
    any.matrix_largest_slice_mm = any_slice_mm;
    any.matrix_largest_blur_mm = any_slice_mm;
    const ImageQuality soft = quality_of_soft_kernel(ct_);
    for (const auto& [label, outline] : outline_lesions_from_mask(ct_, mask))
      all_.push_back({scan_ + " | " + group, fmt::format("{} {}", name, label),
                      measure_matrix(ct_, bones_, outline, quality_, {}),
                      measure_matrix(ct_, bones_, outline, soft, any)});
  }
  std::vector<Region> all() const { return all_; }

 private:
  const CtVolume& ct_;
  LabelMap bones_;
  ImageQuality quality_;
  std::string scan_;
  std::vector<Region> all_;
};

/// A ball in each body, with the label of its vertebra.
LabelMap balls_in(const Spine& spine, const ImageGrid& grid) {
  constexpr double radius_mm = 9;
  LabelMap balls;
  balls.grid = grid;
  balls.voxels.assign(grid.voxel_count(), 0);
  for (const FoundVertebra& vertebra : spine.found) {
    const Eigen::Vector3d middle = grid.voxel_from_patient(vertebra.body_centre_mm);
    const Eigen::Vector3d reach = (radius_mm / grid.spacing_mm.array()).matrix();
    for (int z = static_cast<int>(middle.z() - reach.z()); z <= middle.z() + reach.z() + 1; ++z)
      for (int y = static_cast<int>(middle.y() - reach.y()); y <= middle.y() + reach.y() + 1; ++y)
        for (int x = static_cast<int>(middle.x() - reach.x()); x <= middle.x() + reach.x() + 1; ++x)
          if (grid.contains(x, y, z) &&
              (grid.patient_from_voxel(Eigen::Vector3d(x, y, z)) - vertebra.body_centre_mm).norm() <
                  radius_mm)
            balls.voxels[grid.index(x, y, z)] = vertebra.label;
  }
  return balls;
}

std::vector<Region> regions(const fs::path& data) {
  std::vector<Region> all;
  const auto keep = [&all](const Regions& found) {
    for (const Region& region : found.all()) all.push_back(region);
  };
  for (const RealSpine& real : real_spines(data)) {
    if (real.of_bone_alone) continue;  // marrow below 200 HU is cut out of it
    const ImageQuality quality = estimate_image_quality(real.ct, {});
    BoneSegmentation bones = segment_bone_tissue(real.ct, quality, {});
    const Spine spine =
        real.labels ? spine_from_labels(real.ct, *real.labels, {}) : find_spine(real.ct, bones, {});
    Regions found(real.ct, bones.bones, real.name);
    found.add("whole vertebrae", "vertebra", spine.vertebrae);
    found.add("balls in the bodies", "ball in vertebra", balls_in(spine, real.ct.grid));
    keep(found);
  }
  for (const DrawnTumour& tumour : drawn_tumours(data)) {
    const LabelMap bones = segment_bone_tissue(tumour.ct, estimate_image_quality(tumour.ct, {}), {}).bones;
    Regions found(tumour.ct, bones, "sarcomas, 3.3 mm");
    found.add("tumour of the soft tissue", tumour.name, tumour.mask);
    keep(found);
  }
  return all;
}

std::string name_of(const LesionMatrix& found) {
  return found.kind.known() ? std::string(word(found.kind.value())) : "not assessable";
}

std::string text(const MeasuredQuantity& value) {
  return value.known() ? fmt::format("{:.2f}", value.value().value) : "?";
}

}  // namespace

std::string list_real_matrix(const fs::path& data) {
  std::string lines;
  for (const Region& region : regions(data)) {
    lines += fmt::format("{} | {}\n", region.group, region.name);
    for (const LesionMatrix* const m : {&region.matrix, &region.if_thin})
      lines += fmt::format(
          "    {:14} mineral={} hu={} pieces={} largest={} fine={} rings={} fat={} gas={} step={} spread={} "
          "nidus={} "
          "{}\n",
          name_of(*m), text(m->mineral_fraction), text(m->mineral_hu), text(m->mineral_components),
          text(m->largest_mineral_share), text(m->fine_mineral_share), text(m->ring_arc_score),
          text(m->fat_fraction), text(m->gas_fraction), text(m->fluid_level_step), text(m->spread),
          text(m->nidus_diameter), m->kind.reason());
  }
  return lines;
}

std::string evaluate_real_matrix(const fs::path& data) {
  std::map<std::string, std::map<std::string, int>> said, if_thin;
  for (const Region& region : regions(data)) {
    ++said[region.group][name_of(region.matrix)];
    ++if_thin[region.group][name_of(region.if_thin)];
  }
  const auto words = [](const std::map<std::string, int>& counts) {
    std::string text;
    for (const auto& [name, count] : counts)
      text += fmt::format("{}{} {}", text.empty() ? "" : ", ", count, name);
    return text;
  };
  std::string table =
      "\n**Real regions: matrix**\n\n| scan | regions | said | said if slices and blur were no limit and the "
      "kernel a soft one |\n"
      "|---|---|---|---|\n";
  for (const auto& [group, counts] : said)
    table += fmt::format("| {} | {} | {} |\n", group, words(counts), words(if_thin[group]));
  return table;
}

}  // namespace osteosign::evaluation
