#pragma once
#include <vector>

namespace osteosign {

/// How much each place of a profile along the spine looks like the middle of a disc: between two bright
/// ridges (endplates), darker than both, and with less bright marrow beyond them. For the best distance of
/// the ridges, which is limited by the size of the body, since in a small osteopenic body the marrow between
/// its own endplates looks the same. In HU of contrast.
std::vector<float> ridge_response(const std::vector<float>& profile_hu, double step_mm, double radius_mm);

/// A gap in a profile of shares of bone, 0 to 1: share on both sides less the share between.
std::vector<float> gap_response(const std::vector<float>& bone, double step_mm, double radius_mm);

}  // namespace osteosign
