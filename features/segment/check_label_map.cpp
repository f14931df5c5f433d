#include "features/segment/check_label_map.h"

#include <fmt/format.h>

#include <map>

#include "io/values/errors.h"

namespace osteosign {
namespace {

constexpr double same_grid_mm = 1e-3;

struct Count {
  std::size_t voxels = 0;
  std::size_t over_bone = 0;
  double fraction() const { return static_cast<double>(over_bone) / static_cast<double>(voxels); }
};

[[noreturn]] void refuse(const LabelMap& labels, const std::string& why) {
  throw InputError(labels.origin + ": " + why, FailureKind::not_usable);
}

std::map<std::uint16_t, Count> counts_of_bones(const LabelMap& labels, const LabelMeanings& meanings,
                                               const CtVolume& ct, double bone_threshold_hu) {
  std::vector<Count> all(65536);
  for (std::size_t at = 0; at < labels.voxels.size(); ++at) {
    Count& count = all[labels.voxels[at]];
    ++count.voxels;
    count.over_bone += ct.hounsfield[at] > bone_threshold_hu ? 1 : 0;
  }
  std::map<std::uint16_t, Count> bones;
  for (std::size_t number = 1; number < all.size(); ++number) {
    const auto label = static_cast<std::uint16_t>(number);
    const auto meaning = meanings.find(label);
    if (all[number].voxels > 0 && (meaning == meanings.end() || meaning->second.is_bone))
      bones[label] = all[number];
  }
  return bones;
}

std::string named(std::uint16_t label, const LabelMeanings& meanings) {
  const auto meaning = meanings.find(label);
  return meaning == meanings.end() ? fmt::format("label {}", label)
                                   : fmt::format("label {} \"{}\"", label, meaning->second.name);
}

double largest_ml(std::uint16_t label, const LabelMeanings& meanings,
                  const CheckLabelMapParameters& parameters) {
  const auto meaning = meanings.find(label);
  const bool one_vertebra =
      meaning != meanings.end() && meaning->second.bone == "vertebra" && !meaning->second.level.empty();
  return one_vertebra ? parameters.largest_vertebra_ml : parameters.largest_bone_ml;
}

}  // namespace

LabelMapCheck check_label_map(const LabelMap& labels, const LabelMeanings& meanings, const CtVolume& ct,
                              const CheckLabelMapParameters& parameters) {
  if (const double distance_mm = labels.grid.corner_distance_mm(ct.grid); distance_mm > same_grid_mm)
    refuse(labels, fmt::format("is not on the grid of the CT (corners {:.3f} mm apart)", distance_mm));
  const auto bones = counts_of_bones(labels, meanings, ct, parameters.bone_threshold_hu);
  if (bones.empty()) refuse(labels, "holds no bone: every labelled voxel is background or an organ");
  LabelMapCheck check;
  Count together;
  for (const auto& [label, count] : bones) {
    const double volume_ml = static_cast<double>(count.voxels) * ct.grid.voxel_volume_mm3() / 1000;
    if (const double limit_ml = largest_ml(label, meanings, parameters); volume_ml > limit_ml)
      refuse(labels, fmt::format("{} has {:.0f} ml, a bone has at most {:.0f} ml", named(label, meanings),
                                 volume_ml, limit_ml));
    if (count.fraction() < parameters.least_bone_fraction)
      check.warnings.push_back(fmt::format("{}: only {:.0f} % of the voxels of {} are above {:.0f} HU",
                                           labels.origin, 100 * count.fraction(), named(label, meanings),
                                           parameters.bone_threshold_hu));
    together.voxels += count.voxels;
    together.over_bone += count.over_bone;
  }
  if (together.fraction() < parameters.hopeless_bone_fraction)
    refuse(
        labels,
        fmt::format("only {:.1f} % of its bone voxels are above {:.0f} HU, at least {:.0f} % must: it does "
                    "not lie over the bones of this CT",
                    100 * together.fraction(), parameters.bone_threshold_hu,
                    100 * parameters.hopeless_bone_fraction));
  return check;
}

}  // namespace osteosign
