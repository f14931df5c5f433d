#include "features/lesion/periosteum_signs.h"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <numbers>

#include "features/find/seed_region.h"

namespace osteosign {
namespace {

constexpr double least_codman_deg = 7, most_codman_deg = 50;  // methods A6: 10 to 45; pooling flattens
constexpr double least_codman_rise_mm = 0.6;
constexpr double least_codman_length_mm = 3, longest_codman_mm = 22;
constexpr double steady_part = 0.35;  // the far half of a plate that rises steadily rises at least so much
constexpr double free_edge_mm = 1.5;
constexpr double largest_residual_mm = 0.6;
constexpr double free_part = 0.7;
constexpr double end_mm = 2.5;
constexpr double seen_beyond_mm = 1;  // pooled rays see a plate that far beyond its end
constexpr double least_end_height_mm = 0.6;
constexpr double end_height_part = 0.5;
constexpr double most_interruption_mm = 40;
constexpr double least_part_of_lines = 0.3;  // chosen on the development phantoms, as the next two
constexpr double least_part_of_spicules = 0.4;
constexpr double least_part_of_walls = 0.25;  // of a knob; an expanded cortex or solid bone slopes
constexpr double most_without_cortex = 0.15;  // the walls of a knob stand upright, too
constexpr double sunburst_lean_deg = 15;      // chosen on the development phantoms
constexpr double degrees = 180 / std::numbers::pi;

double along(const PeriosteumShell& shell, std::size_t place) {
  return shell.axis.dot(shell.places[place].position_mm);
}

/// Height over the way along the bone, fitted by a straight line through some places.
struct Slope {
  double rise = 0;  ///< mm for each mm
  double level = 0;
  double residual_mm = 0;
};

std::optional<Slope> slope_of(const std::vector<std::size_t>& places, const PeriosteumShell& shell,
                              const std::vector<PlaceReading>& readings) {
  if (places.size() < 6) return std::nullopt;
  Eigen::MatrixXd basis(places.size(), 2);
  Eigen::VectorXd height(places.size());
  for (std::size_t i = 0; i < places.size(); ++i) {
    basis.row(static_cast<Eigen::Index>(i)) << along(shell, places[i]), 1;
    height[static_cast<Eigen::Index>(i)] = readings[places[i]].top_mm;
  }
  const Eigen::Vector2d fit = basis.colPivHouseholderQr().solve(height);
  const double residual = (basis * fit - height).norm() / std::sqrt(static_cast<double>(places.size()));
  return Slope{fit[0], fit[1], residual};
}

/// The places of the plate from a part of its length on, seen from its low end. Next to the free end the
/// pooled rays miss the plate, and its edge stands upright: these places are left out.
std::vector<std::size_t> plate_from(const ReactionPatch& patch, const PeriosteumShell& shell,
                                    const std::vector<PlaceReading>& readings, double part, double rise) {
  std::vector<std::size_t> places;
  for (const std::size_t i : patch.places) {
    const double way = rise > 0 ? along(shell, i) - patch.first_mm : patch.last_mm - along(shell, i);
    const double length = patch.length_mm() - free_edge_mm;
    if (readings[i].kind != NewBone::spicules && way >= part * length && way <= length) places.push_back(i);
  }
  return places;
}

/// How far a place lies from the patch in the direction round the bone.
bool in_band(const ReactionPatch& patch, const PeriosteumShell& shell, std::size_t place) {
  Eigen::Vector3d middle = Eigen::Vector3d::Zero(), normal = Eigen::Vector3d::Zero();
  for (const std::size_t i : patch.places) {
    middle += shell.places[i].position_mm;
    normal += shell.places[i].normal;
  }
  middle /= static_cast<double>(patch.places.size());
  const Eigen::Vector3d round = shell.axis.cross(normal).normalized();
  const ShellPlace& at = shell.places[place];
  return at.normal.dot(normal) > 0 && std::abs(round.dot(at.position_mm - middle)) < patch.arc_mm / 3;
}

/// Whether the bone beyond one end of a patch, in the same band, is bare.
bool ends_freely(const ReactionPatch& patch, const PeriosteumShell& shell,
                 const std::vector<PlaceReading>& readings, bool at_last, double within_mm) {
  double bare = 0, all = 0;
  for (std::size_t i = 0; i < readings.size(); ++i) {
    const double beyond = at_last ? along(shell, i) - patch.last_mm : patch.first_mm - along(shell, i);
    if (beyond < 1 || beyond > within_mm || !readings[i].assessed || !in_band(patch, shell, i)) continue;
    ++all;
    bare += readings[i].kind == NewBone::none;
  }
  return all > 0 && bare >= free_part * all;
}

/// Mean height within `end_mm` of one end.
double height_at_end(const ReactionPatch& patch, const PeriosteumShell& shell,
                     const std::vector<PlaceReading>& readings, bool at_last) {
  double sum = 0, count = 0;
  for (const std::size_t i : patch.places) {
    const double from_end = at_last ? patch.last_mm - along(shell, i) : along(shell, i) - patch.first_mm;
    if (from_end > end_mm) continue;
    sum += readings[i].top_mm;
    ++count;
  }
  return count > 0 ? sum / count : 0;
}

}  // namespace

bool is_outgrowth(const ReactionPatch& patch, const PeriosteumShell& shell,
                  const std::vector<PlaceReading>& readings, const PeriosteumParameters& parameters) {
  if (patch.top_mm < parameters.periosteum_outgrowth_mm) return false;
  if (patch.part_of_lines > least_part_of_lines) return false;
  if (patch.part_of(NewBone::spicules, shell, readings) < least_part_of_walls) return false;
  return patch.top_mm >= parameters.periosteum_outgrowth_slimness * std::min(patch.arc_mm, patch.length_mm());
}

bool is_spiculated(const ReactionPatch& patch, const PeriosteumShell& shell,
                   const std::vector<PlaceReading>& readings) {
  if (patch.part_of(NewBone::spicules, shell, readings) < least_part_of_spicules) return false;
  return patch.part_of_lines > least_part_of_lines || patch.part_without_cortex < most_without_cortex;
}

bool is_codman(const ReactionPatch& patch, const PeriosteumShell& shell,
               const std::vector<PlaceReading>& readings, const PeriosteumParameters& parameters) {
  if (patch.length_mm() < least_codman_length_mm || patch.length_mm() > longest_codman_mm) return false;
  const std::optional<Slope> roughly = slope_of(patch.places, shell, readings);
  if (!roughly) return false;
  const auto part_from = [&](double part) {
    return slope_of(plate_from(patch, shell, readings, part, roughly->rise), shell, readings);
  };
  const std::optional<Slope> whole = part_from(0);
  if (!whole || whole->residual_mm > largest_residual_mm || whole->rise * roughly->rise <= 0) return false;
  const double angle = std::atan(std::abs(whole->rise)) * degrees;
  if (angle < least_codman_deg || angle > most_codman_deg) return false;
  if (std::abs(whole->rise) * (patch.length_mm() - free_edge_mm) < least_codman_rise_mm) return false;
  const std::optional<Slope> high = part_from(0.5);
  if (!high || high->rise / whole->rise < steady_part) return false;
  return ends_freely(patch, shell, readings, whole->rise > 0, parameters.periosteum_gap_mm);
}

bool are_interrupted(const ReactionPatch& one, const ReactionPatch& other, const PeriosteumShell& shell,
                     const std::vector<PlaceReading>& readings, const PeriosteumParameters& parameters) {
  const ReactionPatch& low = one.first_mm < other.first_mm ? one : other;
  const ReactionPatch& high = one.first_mm < other.first_mm ? other : one;
  const double gap = high.first_mm - low.last_mm + 2 * seen_beyond_mm;
  if (gap < parameters.periosteum_gap_mm || gap > most_interruption_mm) return false;
  if (!in_band(low, shell, high.places[high.places.size() / 2])) return false;
  const double low_end = height_at_end(low, shell, readings, true);
  const double high_end = height_at_end(high, shell, readings, false);
  return low_end > std::max(least_end_height_mm, end_height_part * low.top_mm) &&
         high_end > std::max(least_end_height_mm, end_height_part * high.top_mm);
}

PeriostealPattern form_of_spicules(const std::vector<ReactionPatch>& patches, const PeriosteumShell& shell,
                                   const std::vector<PlaceReading>& readings) {
  std::vector<double> leans;
  Eigen::Vector3d middle = Eigen::Vector3d::Zero();
  double count = 0;
  const auto visit = [&](auto&& visitor) {
    for (const ReactionPatch& patch : patches)
      for (const std::size_t i : patch.places)
        if (readings[i].kind == NewBone::spicules && readings[i].texture.seen) visitor(i);
  };
  visit([&](std::size_t i) {
    middle += shell.places[i].position_mm;
    ++count;
  });
  if (count == 0) return PeriostealPattern::hair_on_end;
  middle /= count;
  // Away from the middle is a positive lean; hair on end leans as often to it as away from it.
  visit([&](std::size_t i) {
    const ShellPlace& place = shell.places[i];
    const double from_middle = place.along.dot(place.position_mm - middle);
    if (std::abs(from_middle) < 2) return;
    const double lean =
        std::atan2(place.along.dot(readings[i].texture.line), place.normal.dot(readings[i].texture.line)) *
        degrees;
    leans.push_back(from_middle > 0 ? lean : -lean);
  });
  if (leans.empty()) return PeriostealPattern::hair_on_end;
  return median_spread(leans).median > sunburst_lean_deg ? PeriostealPattern::sunburst
                                                         : PeriostealPattern::hair_on_end;
}

}  // namespace osteosign
