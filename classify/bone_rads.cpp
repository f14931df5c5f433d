#include "classify/bone_rads.h"

#include <array>

#include "io/values/errors.h"

namespace osteosign {
namespace {

template <std::size_t Count, class Choice>
int points_of(const std::array<int, Count>& table, Choice choice) {
  return table.at(static_cast<std::size_t>(choice));
}

}  // namespace

int bone_rads_points(LodwickMadewellGrade margin) { return points_of(std::array{1, 3, 5, 7}, margin); }
int bone_rads_points(PeriostealActivity reaction) { return points_of(std::array{0, 2, 4}, reaction); }
int bone_rads_points(EndostealErosion erosion) { return points_of(std::array{0, 1, 2}, erosion); }
int bone_rads_fracture_points(Observed fracture) { return points_of(std::array{0, 2}, fracture); }
int bone_rads_soft_tissue_points(Observed mass, int points_when_present) {
  return mass == Observed::present ? points_when_present : 0;
}
int bone_rads_primary_points(Observed known_primary_cancer) {
  return points_of(std::array{0, 2}, known_primary_cancer);
}

int bone_rads_category(int total) {
  constexpr int low_from = 3, intermediate_from = 5, high_from = 7;
  if (total < 1) throw InternalError("Bone-RADS without a point: the margin was not graded");
  if (total < low_from) return 1;
  if (total < intermediate_from) return 2;
  return total < high_from ? 3 : 4;
}

std::string_view bone_rads_risk(int category) {
  constexpr std::array<std::string_view, 4> words{"very low", "low", "intermediate", "high"};
  return words.at(static_cast<std::size_t>(category - 1));
}

}  // namespace osteosign
