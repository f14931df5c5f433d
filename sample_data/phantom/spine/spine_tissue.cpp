#include "sample_data/phantom/spine/spine_tissue.h"

namespace osteosign::phantom {

namespace {

constexpr double lung_hu = -850;
constexpr double brain_hu = 35;
/// No two cervical or thoracic levels are nearer to each other than this.
constexpr double least_level_mm = 10;
/// Distances in the bent coordinates of the column may be wrong by this factor.
constexpr double bent = 1.6;
/// Discs and canal are not looked for further than this from the axis of the bodies.
constexpr double column_reach_mm = 60;

double ellipse_mm(const Eigen::Vector2d& point_mm, const Eigen::Vector2d& centre_mm, double half_x_mm,
                  double half_y_mm) {
  const Eigen::Vector2d offset = point_mm - centre_mm;
  return ellipse_distance_mm(offset.x(), offset.y(), half_x_mm, half_y_mm);
}

/// 0 up to the first level, 1 from the second on.
double ramp(double level, double first, double second) {
  return std::clamp((level - first) / (second - first), 0.0, 1.0);
}

}  // namespace

SpineTissue::SpineTissue(const SpinePhantom& phantom, const SpineColumn& column)
    : around_(phantom.around), column_(column), course_(column) {
  // A neck leans to the front: the skin of the back lies behind its lowest vertebra, not behind its middle.
  if (column.head())
    around_.behind_mm += std::max(0.0, column.vertebrae().back().placed.phantom_from_local.translation().y());
}

void SpineTissue::paint(const Eigen::Vector3d& phantom_mm, Brush& brush) const {
  paint_trunk(phantom_mm, brush);
  const ColumnPlace place = course_.place_of(phantom_mm);
  const ColumnSection section = course_.section_at(place);
  if (section.level < first_thoracic_level) {
    paint_neck(place, section, brush);
  } else {
    paint_cavity(place, section, phantom_mm, brush);
    paint_vessels(place, section, brush);
    if (column_.head()) brush.keep_clear(least_level_mm * (section.level - first_thoracic_level));
  }
  const double away_mm = place.across_mm.norm() - column_reach_mm;
  if (away_mm > 0) brush.keep_clear(away_mm / bent + 0.5);
  if (away_mm > 0) return;
  paint_disc(place, section, brush);
  paint_canal(place, section, brush);
  if (column_.head())
    brush.cover(column_.head()->cavity_distance_mm(column_.vertebrae().front().frame.local(phantom_mm)),
                brain_hu, bent);
}

/// Airway and carotid arteries in front of the cervical column; all else is muscle.
void SpineTissue::paint_neck(const ColumnPlace& place, const ColumnSection& section, Brush& brush) const {
  constexpr double airway_hu = -1000, prevertebral_mm = 6, artery_mm = 3.2;
  brush.keep_clear(least_level_mm * (first_thoracic_level - section.level));
  const Eigen::Vector2d mirrored(std::abs(place.across_mm.x()), place.across_mm.y());
  brush.cover(ellipse_mm(place.across_mm, {0, -section.half_depth_mm - prevertebral_mm - 8}, 9, 8), airway_hu,
              bent);
  brush.cover((mirrored - Eigen::Vector2d(23, -section.half_depth_mm - 3)).norm() - artery_mm,
              around_.aorta_hu, bent);
}

void SpineTissue::paint_trunk(const Eigen::Vector3d& phantom_mm, Brush& brush) const {
  const Eigen::Vector2d across = phantom_mm.head<2>();
  const Eigen::Vector2d centre(0, around_.behind_mm - around_.half_depth_mm);
  const double skin_mm = ellipse_mm(across, centre, around_.half_width_mm, around_.half_depth_mm);
  brush.cover(skin_mm, around_.fat_hu, 2);
  brush.cover(ellipse_mm(across, centre, around_.half_width_mm - around_.fat_mm,
                         around_.half_depth_mm - around_.fat_mm),
              around_.muscle_hu, 2);
  if (around_.tables == 0) return;
  const auto board_mm = [&](double inset_mm) {
    return std::max(std::abs(across.x()) - 200, std::abs(across.y() - around_.behind_mm - 18) - 15) +
           inset_mm;
  };
  brush.cover(board_mm(0), 100);
  brush.cover(board_mm(2), -880);
}

/// Fat in front of the column with the psoas muscles beside it; lungs from T12 upwards.
void SpineTissue::paint_cavity(const ColumnPlace& place, const ColumnSection& section,
                               const Eigen::Vector3d& phantom_mm, Brush& brush) const {
  const Eigen::Vector2d trunk_centre(0, around_.behind_mm - around_.half_depth_mm);
  const double wall_mm =
      ellipse_mm(phantom_mm.head<2>(), trunk_centre, around_.half_width_mm - around_.fat_mm - 14,
                 around_.half_depth_mm - around_.fat_mm - 14);
  const Eigen::Vector2d mirrored(std::abs(place.across_mm.x()), place.across_mm.y());
  const double lumbar = ramp(section.level, 18.5, 20.5);
  const double front_mm = place.across_mm.y() - section.canal_front_mm + 8;
  brush.cover(std::max(wall_mm, front_mm), around_.fat_hu, 2);
  if (lumbar > 0)
    brush.cover(ellipse_mm(mirrored, {section.half_width_mm + 14, 3}, lumbar * 18, lumbar * 23),
                around_.muscle_hu, bent);
  if (around_.lungs == 0 || section.level > 19.5) {
    brush.keep_clear(std::max(0.5, 10 * std::abs(section.level - 19.5)));
    return;
  }
  const double beside_mm = 1.25 * section.half_width_mm + 6 - mirrored.x();
  const double behind_mm = place.across_mm.y() - section.canal_front_mm - 12;
  const double size = 1 - ramp(section.level, 18, 19.5);
  const double lung_mm =
      std::max({wall_mm + 4 + 40 * (1 - size), beside_mm + 30 * (1 - size), behind_mm + 20 * (1 - size)});
  brush.cover(lung_mm, lung_hu, 2);
}

void SpineTissue::paint_vessels(const ColumnPlace& place, const ColumnSection& section, Brush& brush) const {
  const double lumbar = ramp(section.level, 15, 20);
  const Eigen::Vector2d aorta((1 - lumbar) * (section.half_width_mm + 7) + lumbar * 9,
                              -section.half_depth_mm + (1 - lumbar) * 3 - lumbar * 12);
  constexpr double radius_mm = 10.5;
  brush.cover((place.across_mm - aorta).norm() - radius_mm, around_.aorta_hu, bent);
  const double cava_radius_mm = 11 * ramp(section.level, 16, 18);
  if (cava_radius_mm > 0) {
    const Eigen::Vector2d cava(-16, -section.half_depth_mm - 10);
    brush.cover((place.across_mm - cava).norm() - cava_radius_mm, around_.cava_hu, bent);
  }
}

/// From endplate to endplate; the bones are painted over it.
void SpineTissue::paint_disc(const ColumnPlace& place, const ColumnSection& section, Brush& brush) const {
  if (place.upper == place.lower) return;
  constexpr double into_bone_mm = 1.5;
  const VertebraModel& upper = column_.vertebrae()[static_cast<std::size_t>(place.upper)];
  const Eigen::Vector3d& u = place.in_upper_mm;
  const Eigen::Vector3d& l = place.in_lower_mm;
  const double below_upper_mm = u.z() - upper.body.inferior_mm(u.x(), u.y()) - into_bone_mm;
  const bool on_sacrum = place.lower == static_cast<int>(column_.vertebrae().size());
  const double top_mm =
      on_sacrum ? 0
                : column_.vertebrae()[static_cast<std::size_t>(place.lower)].body.superior_mm(l.x(), l.y());
  const double above_lower_mm = top_mm - into_bone_mm - l.z();
  const double shift_mm = 0.4 * section.half_depth_mm;
  const double side_mm =
      ellipse_mm(place.across_mm, {0, shift_mm}, section.half_width_mm, section.half_depth_mm + shift_mm);
  const double behind_mm = place.across_mm.y() - section.canal_front_mm - 0.5;
  brush.cover(std::max({below_upper_mm, above_lower_mm, side_mm, behind_mm}), around_.disc_hu, bent);
}

/// Fat in canal and foramina, the thecal sac in its middle.
void SpineTissue::paint_canal(const ColumnPlace& place, const ColumnSection& section, Brush& brush) const {
  constexpr double foramen_mm = 7;
  brush.cover(section.canal_distance_mm(place.across_mm, foramen_mm), around_.epidural_hu, bent);
  brush.cover(ellipse_mm(place.across_mm, {0, section.canal_middle_mm() - 0.3},
                         0.76 * section.canal_half_width_mm, 0.43 * section.canal_depth_mm),
              around_.sac_hu, bent);
}

}  // namespace osteosign::phantom
