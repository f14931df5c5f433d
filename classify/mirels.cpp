#include "classify/mirels.h"

namespace osteosign {
namespace {

/// Each component scores one point more from choice to choice.
template <class Choice>
int from_one(Choice choice) {
  return 1 + static_cast<int>(choice);
}

}  // namespace

int points(MirelsSite site) { return from_one(site); }
int points(MirelsPain pain) { return from_one(pain); }
int points(MirelsLesion lesion) { return from_one(lesion); }
int points(MirelsSize size) { return from_one(size); }

std::string_view mirels_category(int total) {
  return total >= mirels_fixation_from ? "prophylactic fixation is advised" : "below the limit for fixation";
}

}  // namespace osteosign
