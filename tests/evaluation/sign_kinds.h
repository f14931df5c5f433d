#pragma once
#include <string_view>
#include <vector>

#include "sample_data/phantom/spine/random_spine.h"
#include "tests/evaluation/lesion_size.h"

namespace osteosign::evaluation {

/// What is made, from which severity on, which criterion must answer "malignant" (none: no criterion may),
/// and how many.
struct SpineKind {
  phantom::SpineSign sign;
  double least_severity;
  std::string_view criterion;
  int cases;
  int vertebrae = 7;
  int lowest_level = 0;  ///< as in phantom::SpineCase
};

/// From development seeds 652 to 663 (`--first-seed 400 --kind holes`): holes 72 to 79 HU darker than the
/// marrow, blurred, leave its SD as it was; those 107 HU darker and more are seen.
constexpr double least_hole_contrast_hu = 100;

/// Least severities are the detection limits: pedicle 80 % gone, bulge 3 mm beyond its chord (methods A9.1;
/// the healthy wall of the phantom lies 0.8 mm in front of it), breach 8 mm, lesion radius 5 mm, wedge 16
/// degrees (with which a body has lost the fifth of its height that makes it a collapsed one, methods A9.4),
/// patches of 60 HU, a seventh of the volume in holes `least_hole_contrast_hu` darker than the marrow. The
/// second kind with anterior loss is made at T3 and T4, in spines that end at T6.
const std::vector<SpineKind>& spine_kinds();

/// The criteria of the vertebral list.
const std::vector<std::string_view>& vertebral_criteria();

struct SignCase {
  const SpineKind* kind;
  phantom::SpineCase which;
};
/// All cases of the selection. Seeds, and with them severities, follow from its first seed.
std::vector<SignCase> sign_cases(const Selection& selection);

}  // namespace osteosign::evaluation
