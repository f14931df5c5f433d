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

/// Sizes at C2 to C7.
using CervicalRow = std::array<double, 6>;
struct CervicalRows {
  CervicalRow width_mm{17, 16.5, 17, 17.5, 19, 22};
  CervicalRow depth_mm{15.5, 15.5, 15.5, 16, 16.5, 17};
  CervicalRow height_mm{20, 13.5, 13, 13, 13.5, 14.5};
  CervicalRow disc_mm{0, 4.5, 4.5, 4.5, 5, 5};
  CervicalRow pedicle_width_mm{8, 5.6, 5.4, 5.6, 6, 6.8};
  CervicalRow pedicle_height_mm{9, 7.4, 7.4, 7.2, 7.3, 7.7};
  CervicalRow pedicle_angle_deg{33, 41, 43, 41, 38, 32};
  CervicalRow canal_width_mm{24.5, 23, 24, 24.5, 25, 24};
  CervicalRow canal_depth_mm{17.5, 15, 14.5, 14.5, 14.5, 15};
  CervicalRow transverse_reach_mm{26, 26, 26, 27, 28, 33};
  CervicalRow transverse_back_mm{-5, -6, -6, -6, -5, 3};
  CervicalRow spinous_length_mm{18, 13, 13, 15, 22, 32};
  CervicalRow spinous_drop_mm{6, 5, 6, 7, 9, 12};
  CervicalRow spinous_height_mm{13, 8, 8, 8, 8, 8};
};

double between(const Row& row, int level) {
  std::size_t i = 0;
  while (i + 2 < known_levels.size() && known_levels[i + 1] < level) ++i;
  const double t = static_cast<double>(level - known_levels[i]) / (known_levels[i + 1] - known_levels[i]);
  return row[i] + t * (row[i + 1] - row[i]);
}

VertebraSize cervical_size(int level, double size_factor) {
  static constexpr CervicalRows rows;
  const auto i = static_cast<std::size_t>(level - axis_level);
  const bool is_axis = level == axis_level;
  const auto mm = [&](const CervicalRow& row) { return size_factor * row.at(i); };
  return {.width_mm = mm(rows.width_mm),
          .depth_mm = mm(rows.depth_mm),
          .height_mm = mm(rows.height_mm),
          .disc_mm = mm(rows.disc_mm),
          .pedicle_width_mm = mm(rows.pedicle_width_mm),
          .pedicle_height_mm = mm(rows.pedicle_height_mm),
          .pedicle_angle_deg = rows.pedicle_angle_deg.at(i),
          .canal_width_mm = mm(rows.canal_width_mm),
          .canal_depth_mm = mm(rows.canal_depth_mm),
          .transverse_reach_mm = mm(rows.transverse_reach_mm),
          .transverse_back_mm = mm(rows.transverse_back_mm),
          .spinous_length_mm = mm(rows.spinous_length_mm),
          .spinous_drop_mm = mm(rows.spinous_drop_mm),
          .spinous_height_mm = mm(rows.spinous_height_mm),
          .facet_radius_mm = 4.2 * size_factor,
          .uncus_mm = is_axis ? 0 : 4.5 * size_factor,
          .dens_mm = is_axis ? 15 * size_factor : 0,
          .dens_width_mm = is_axis ? 10.5 * size_factor : 0};
}

}  // namespace

std::string level_name(int level) {
  if (level < first_thoracic_level) return "C" + std::to_string(level);
  if (level < first_lumbar_level) return "T" + std::to_string(level - first_thoracic_level + 1);
  return "L" + std::to_string(level - first_lumbar_level + 1);
}

VertebraSize vertebra_size(int level, double size_factor) {
  static_assert(count == 17);
  // Of the height of the body; chosen to look like the lumbar CT of shared/data.
  constexpr double process_radius = 0.165;
  if (level < first_thoracic_level) return cervical_size(level, size_factor);
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
          .spinous_height_mm = mm(spinous_height_mm),
          .facet_radius_mm = process_radius * mm(height_mm)};
}

}  // namespace osteosign::phantom
