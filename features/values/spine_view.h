#pragma once
#include <cstdint>
#include <string_view>

namespace osteosign {

/// From which side a film shows the column.
enum class SpineView : std::uint8_t { frontal, lateral };

/// As result.json says it.
inline std::string_view word(SpineView view) { return view == SpineView::lateral ? "lateral" : "frontal"; }

}  // namespace osteosign
