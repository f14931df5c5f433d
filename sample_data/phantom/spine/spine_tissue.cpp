#include "sample_data/phantom/spine/spine_tissue.h"

#include "sample_data/phantom/random_numbers.h"
#include "sample_data/phantom/spine/bone_loss.h"

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

constexpr std::uint64_t sac_stream = 2'000'000'087;

/// Factor on the sac at each of so many stations.
std::vector<double> random_sac_sizes(const SpinePhantom& phantom, int stations) {
  std::vector<double> sizes;
  for (int station = 0; station < stations; ++station) {
    RandomNumbers random(static_cast<std::uint64_t>(phantom.bone.texture_seed),
                         sac_stream + static_cast<std::uint64_t>(station));
    sizes.push_back(1 + phantom.around.sac_spread * std::clamp(random.normal(), -2.0, 2.0));
  }
  return sizes;
}

/// By how much a mass of one vertebra moves the sac: as far as it is thicker than the fat on its side, and as
/// there is fat on the other one.
Eigen::Vector2d sac_shift_mm(const VertebraModel& vertebra, double z_mm, const Eigen::Vector2d& fat_before_mm,
                             const Eigen::Vector2d& fat_behind_mm) {
  const VertebraSigns& signs = vertebra.signs;
  if (signs.canal_mass_mm <= 0 || signs.canal_mass_push <= 0) return Eigen::Vector2d::Zero();
  const double thick_mm = signs.canal_mass_mm * bump(z_mm, mass_half_height * vertebra.placed.size.height_mm);
  const auto yields_mm = [&](double fat_here_mm, double fat_opposite_mm) {
    return std::min(signs.canal_mass_push * std::max(0.0, thick_mm - fat_here_mm),
                    std::max(0.0, fat_opposite_mm));
  };
  if (signs.canal_mass_side == 0) return {0, yields_mm(fat_before_mm.y(), fat_behind_mm.y())};
  return {-signs.canal_mass_side * yields_mm(fat_before_mm.x(), fat_behind_mm.x()), 0};
}

/// 0 up to the first level, 1 from the second on.
double ramp(double level, double first, double second) {
  return std::clamp((level - first) / (second - first), 0.0, 1.0);
}

}  // namespace

SpineTissue::SpineTissue(const SpinePhantom& phantom, const SpineColumn& column)
    : around_(phantom.around),
      column_(column),
      course_(column),
      sac_sizes_(random_sac_sizes(phantom, course_.stations())) {
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
  paint_disc_bulge(place, section, brush);
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

double SpineTissue::between_endplates_mm(const ColumnPlace& place) const {
  constexpr double into_bone_mm = 1.5;
  const VertebraModel& upper = column_.vertebrae()[static_cast<std::size_t>(place.upper)];
  const Eigen::Vector3d& u = place.in_upper_mm;
  const Eigen::Vector3d& l = place.in_lower_mm;
  const double below_upper_mm = u.z() - upper.body.inferior_mm(u.x(), u.y()) - into_bone_mm;
  const bool on_sacrum = place.lower == static_cast<int>(column_.vertebrae().size());
  const double top_mm =
      on_sacrum ? 0
                : column_.vertebrae()[static_cast<std::size_t>(place.lower)].body.superior_mm(l.x(), l.y());
  return std::max(below_upper_mm, top_mm - into_bone_mm - l.z());
}

/// From endplate to endplate; the bones are painted over it.
void SpineTissue::paint_disc(const ColumnPlace& place, const ColumnSection& section, Brush& brush) const {
  if (place.upper == place.lower) return;
  const double shift_mm = 0.4 * section.half_depth_mm;
  const double side_mm =
      ellipse_mm(place.across_mm, {0, shift_mm}, section.half_width_mm, section.half_depth_mm + shift_mm);
  const double behind_mm = place.across_mm.y() - section.canal_front_mm - 0.5;
  brush.cover(std::max({between_endplates_mm(place), side_mm, behind_mm}), around_.disc_hu, bent);
}

/// What of the disc lies in the canal, in the place of fat and sac.
void SpineTissue::paint_disc_bulge(const ColumnPlace& place, const ColumnSection& section,
                                   Brush& brush) const {
  if (place.upper == place.lower) return;
  const double bulge_mm = column_.vertebrae()[static_cast<std::size_t>(place.upper)].signs.disc_bulge_mm;
  if (bulge_mm <= 0) return;
  const double behind_mm = place.across_mm.y() - section.canal_front_mm -
                           bulge_mm * bump(place.across_mm.x(), section.canal_half_width_mm + 4);
  brush.cover(std::max({between_endplates_mm(place), behind_mm, section.canal_distance_mm(place.across_mm)}),
              around_.disc_hu, bent);
}

double SpineTissue::sac_size(const ColumnPlace& place) const {
  const double upper = sac_sizes_[static_cast<std::size_t>(place.upper)];
  const double lower = sac_sizes_[static_cast<std::size_t>(place.lower)];
  return upper + place.to_lower * (lower - upper);
}

/// Fat in canal and foramina, the thecal sac in its middle, moved by masses.
void SpineTissue::paint_canal(const ColumnPlace& place, const ColumnSection& section, Brush& brush) const {
  constexpr double foramen_mm = 7;
  brush.cover(section.canal_distance_mm(place.across_mm, foramen_mm), around_.epidural_hu, bent);
  const double size = sac_size(place);
  const double half_width_mm = size * around_.sac_width_part * section.canal_half_width_mm;
  const double half_depth_mm = size * around_.sac_depth_part / 2 * section.canal_depth_mm;
  const double fat_beside_mm = section.canal_half_width_mm - half_width_mm;
  const double fat_mm = section.canal_depth_mm / 2 - half_depth_mm;
  Eigen::Vector2d middle(0, section.canal_middle_mm() - around_.sac_forward_mm);
  const auto vertebrae = static_cast<int>(column_.vertebrae().size());
  for (const auto& [station, z_mm] :
       {std::pair{place.upper, place.in_upper_mm.z()}, {place.lower, place.in_lower_mm.z()}})
    if (station < vertebrae && (station == place.upper || place.upper != place.lower))
      middle += sac_shift_mm(column_.vertebrae()[static_cast<std::size_t>(station)], z_mm,
                             {fat_beside_mm, fat_mm - around_.sac_forward_mm},
                             {fat_beside_mm, fat_mm + around_.sac_forward_mm});
  brush.cover(ellipse_mm(place.across_mm, middle, half_width_mm, half_depth_mm), around_.sac_hu, bent);
}

}  // namespace osteosign::phantom
