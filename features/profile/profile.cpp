#include "features/profile/profile.h"

namespace osteosign {

Profile cut(const Profile& profile, double lowest_position, double highest_position) {
  Profile part;
  part.step = profile.step;
  for (std::size_t i = 0; i < profile.size(); ++i) {
    const double position = profile.position(i);
    if (position < lowest_position || position > highest_position) continue;
    if (part.values.empty()) part.first = profile.first + static_cast<int>(i);
    part.values.push_back(profile.values[i]);
  }
  return part;
}

}  // namespace osteosign
