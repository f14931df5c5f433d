#pragma once
#include <string>
#include <vector>

#include "io/images/ct_volume.h"
#include "io/images/label_map.h"
#include "io/values/described.h"
#include "io/values/label_scheme.h"

namespace osteosign {

struct CheckLabelMapParameters {
  double largest_bone_ml = 3000;  ///< no single bone, and no skeleton of a body part, is larger
  double largest_vertebra_ml = 150;
  double bone_threshold_hu = 100;
  double least_bone_fraction = 0.5;     ///< of a label's voxels above the threshold, else a warning
  double hopeless_bone_fraction = 0.1;  ///< below it for all bone voxels together the map is refused
};

template <class Visitor>
void describe(CheckLabelMapParameters& p, Visitor&& visit) {
  visit(ParameterDescription{"largest_bone_ml", "largest volume in ml of one bone label",
                             "chosen: a skull with its contents has below 2000 ml", 100.0, 20000.0},
        p.largest_bone_ml);
  visit(ParameterDescription{"largest_vertebra_ml", "largest volume in ml of one vertebra label",
                             "chosen: lumbar vertebrae of men have about 60 to 90 ml", 50.0, 1000.0},
        p.largest_vertebra_ml);
  visit(ParameterDescription{"bone_threshold_hu", "HU above which a voxel of a bone label looks like bone",
                             "methods A1.4: below every growth threshold", -100.0, 500.0},
        p.bone_threshold_hu);
  visit(ParameterDescription{"least_bone_fraction", "share of a label's voxels that should look like bone",
                             "chosen: more than half", 0.0, 1.0},
        p.least_bone_fraction);
  visit(
      ParameterDescription{
          "hopeless_bone_fraction",
          "share of all bone-labelled voxels that must look like bone for the map to be of this CT",
          "chosen: marrow lowers the share, a shifted map lies in soft tissue", 0.0, 1.0},
      p.hopeless_bone_fraction);
}

/// What was found; sentences with figures for the report's warnings.
struct LabelMapCheck {
  std::vector<std::string> warnings;
};

/// Whatever segmentation is used on a CT passes this, whoever made it: it lies on the CT's grid, it holds
/// bone, no bone label is larger than a bone can be, and bone labels lie over bone. A label of which too
/// little looks like bone (a lytic lesion, a shift) is a warning; a map of which next to nothing does, is
/// refused. Labels without a meaning count as bone. Throws InputError (not usable) with the figures.
LabelMapCheck check_label_map(const LabelMap& labels, const LabelMeanings& meanings, const CtVolume& ct,
                              const CheckLabelMapParameters& parameters);

}  // namespace osteosign
