#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "classify/criteria_parameters.h"
#include "classify/finding.h"

namespace osteosign {

/// Where a measured number stands against a threshold. Within one standard deviation of it, nothing is said.
enum class Standing { below, at, above, too_close };

/// A number without a standard deviation is taken as it is.
Standing held_against(const Quantity& found, double threshold);

/// One value as evidence, with the threshold that it was held against.
Evidence evidence(std::string_view name, const MeasuredQuantity& found, const Threshold& threshold,
                  const std::optional<ImagePlace>& where);

}  // namespace osteosign
