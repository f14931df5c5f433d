#pragma once
#include <string_view>

namespace osteosign {

/// Changes whenever the same measurements may get another verdict: criteria, thresholds, or how they are
/// combined.
inline constexpr std::string_view rules_version = "2026.11-12";

}  // namespace osteosign
