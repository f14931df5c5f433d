#pragma once
#include "sample_data/phantom/spine/spine_truth.h"

namespace osteosign::phantom {

/// One pedicle of a vertebra; `side` is 1 for the left one, -1 for the right one.
PedicleTruth pedicle_truth(const VertebraModel& vertebra, int side);

/// Least free area of the canal between the endplates; bone of the body in it does not count, nor does the
/// mass described by the signs when `count` says so.
enum class InTheCanal { bone, bone_and_soft_tissue };
double least_canal_area_mm2(const VertebraModel& vertebra, InTheCanal count);

/// Area of the gap of the posterior wall, seen from behind.
double breach_area_mm2(const VertebraModel& vertebra);

}  // namespace osteosign::phantom
