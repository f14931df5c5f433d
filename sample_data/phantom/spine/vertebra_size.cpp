#include "sample_data/phantom/spine/vertebra_size.h"

#include <array>

namespace osteosign::phantom {

namespace {

constexpr int count = last_lumbar_level - first_thoracic_level + 1;

/// Sizes at T1, T4, T8, T12, L1, L3, L5; levels between are interpolated.
constexpr std::array<int, 7> known_levels{8, 11, 15, 19, 20, 22, 24};
using Row = std::array<double, 7>;

constexpr Row width_mm{30, 28, 31, 40, 42, 46, 50};
constexpr Row depth_mm{17, 20, 26, 30, 31, 34, 35};
constexpr Row height_mm{16, 18, 21, 25, 26, 27.5, 27};
constexpr Row disc_mm{4.5, 4.5, 5, 7, 8, 10, 11};
constexpr Row pedicle_width_mm{9.3, 4.5, 5.5, 8.3, 8.6, 11, 16.1};
constexpr Row pedicle_height_mm{10, 11, 12.5, 15.5, 15.5, 15, 12.9};
constexpr Row pedicle_angle_deg{25, 12, 8, 4, 8, 12, 22};
constexpr Row canal_width_mm{20, 17, 17, 21, 22.5, 24, 28.2};
constexpr Row canal_depth_mm{15.5, 15.5, 16, 16.5, 17, 16.5, 15.6};
constexpr Row transverse_reach_mm{37, 33, 31, 25, 38, 46, 46};
constexpr Row transverse_back_mm{10, 13, 14, 9, 6, 5, 3};
constexpr Row spinous_length_mm{30, 30, 30, 26, 28, 30, 22};
constexpr Row spinous_drop_mm{14, 22, 26, 12, 7, 6, 7};
constexpr Row spinous_height_mm{8, 8, 8, 14, 18, 19, 14};

double between(const Row& row, int level) {
  std::size_t i = 0;
  while (i + 2 < known_levels.size() && known_levels[i + 1] < level) ++i;
  const double t = static_cast<double>(level - known_levels[i]) / (known_levels[i + 1] - known_levels[i]);
  return row[i] + t * (row[i + 1] - row[i]);
}

}  // namespace

std::string level_name(int level) {
  if (level < first_lumbar_level) return "T" + std::to_string(level - first_thoracic_level + 1);
  return "L" + std::to_string(level - first_lumbar_level + 1);
}

VertebraSize vertebra_size(int level, double size_factor) {
  static_assert(count == 17);
  const auto mm = [&](const Row& row) { return size_factor * between(row, level); };
  return {.width_mm = mm(width_mm),
          .depth_mm = mm(depth_mm),
          .height_mm = mm(height_mm),
          .disc_mm = mm(disc_mm),
          .pedicle_width_mm = mm(pedicle_width_mm),
          .pedicle_height_mm = mm(pedicle_height_mm),
          .pedicle_angle_deg = between(pedicle_angle_deg, level),
          .canal_width_mm = mm(canal_width_mm),
          .canal_depth_mm = mm(canal_depth_mm),
          .transverse_reach_mm = mm(transverse_reach_mm),
          .transverse_back_mm = mm(transverse_back_mm),
          .spinous_length_mm = mm(spinous_length_mm),
          .spinous_drop_mm = mm(spinous_drop_mm),
          .spinous_height_mm = mm(spinous_height_mm)};
}

}  // namespace osteosign::phantom
