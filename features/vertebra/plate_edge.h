#pragma once
#include <optional>

#include "features/profile/profile.h"

namespace osteosign {

/// Position of the outer edge of an endplate along a profile that runs outwards through it: where the values
/// fall below one half between the outermost bright peak and the lowest value behind it (methods A2.2). A
/// peak counts when it rises at least half as far as the brightest one. Nothing when the step is below
/// `least_step_hu`.
std::optional<double> outermost_edge(const Profile& profile, double least_step_hu);

}  // namespace osteosign
