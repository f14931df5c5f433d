#include "tests/evaluation/real_breaches.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <random>

#include "features/find/lesion_from_mask.h"
#include "features/lesion/cortex.h"
#include "features/profile/sample_ray.h"
#include "features/segment/bones.h"
#include "tests/evaluation/drawn_tumours.h"
#include "tests/evaluation/painted_copy.h"

namespace osteosign::evaluation {
namespace {

namespace fs = std::filesystem;

constexpr int balls = 12;  // in each scan
constexpr double surely_through_mm = 1.5, surely_left_mm = 0.5;

enum class Depth { through, near_the_marrow, within };

struct PaintedBall {
  std::string scan;
  int seed = 0;
  Eigen::Vector3d place_in_patient_mm = Eigen::Vector3d::Zero();
  double radius_mm = 0, thickness_mm = 0;  ///< of the cortex there, before
  MeasuredQuantity breach = Unknown{"not measured"};

  Depth depth() const {
    if (radius_mm > thickness_mm + surely_through_mm) return Depth::through;
    return radius_mm < thickness_mm - surely_left_mm ? Depth::within : Depth::near_the_marrow;
  }
  /// Of a flat cortex: where nothing is left, and where some is missing.
  double least_area_mm2() const {
    return std::numbers::pi * std::max(0.0, radius_mm * radius_mm - thickness_mm * thickness_mm);
  }
  double largest_area_mm2() const { return std::numbers::pi * radius_mm * radius_mm; }
};

/// Depth at which the density falls below half of the highest within 8 mm of the surface; none where that is
/// no cortex, or where nothing falls.
std::optional<double> thickness_mm(const CtVolume& ct, const Eigen::Vector3d& point,
                                   const Eigen::Vector3d& normal) {
  constexpr SampledRange range{.inward = 1, .outward = 14, .step = 0.25};
  constexpr double highest_within_mm = 8, least_cortex_hu = 600;
  const Measured<Profile> ray = sample_ray(ct, point, -normal, range);
  if (!ray.known()) return {};
  const Profile& profile = ray.value();
  std::size_t highest = 0;
  for (std::size_t i = 0; i < profile.size() && profile.position(i) <= highest_within_mm; ++i)
    if (profile.values[i] > profile.values[highest]) highest = i;
  if (profile.values[highest] < least_cortex_hu) return {};
  for (std::size_t i = highest; i < profile.size(); ++i)
    if (profile.values[i] < profile.values[highest] / 2) return profile.position(i);
  return {};
}

struct Place {
  Eigen::Vector3d point, normal;
};

/// Outer face of the bone where the tumour touches it.
std::vector<Place> touched_places(const BoneNearLesion& bone) {
  constexpr double deepest_mm = -2, farthest_mm = 2.5;
  std::vector<Place> places;
  for (std::size_t i = 0; i < bone.points.size(); ++i)
    if (!bone.cut_off[i] && bone.lesion_distance_mm[i] > deepest_mm &&
        bone.lesion_distance_mm[i] < farthest_mm && !bone.faces_itself(i))
      places.push_back({bone.points.positions_mm[i], bone.points.normals[i]});
  return places;
}

LabelMap bones_of(const CtVolume& ct, const ImageQuality& quality) {
  return segment_bone_tissue(ct, quality, {}).bones;
}

CtVolume with_ball(const CtVolume& ct, const PaintedBall& ball, const ImageQuality& quality) {
  phantom::PaintedEllipsoid hole;
  hole.centre_in_patient_mm = ball.place_in_patient_mm;
  hole.semi_axes_mm = Eigen::Vector3d::Constant(ball.radius_mm);
  hole.hu = 40;
  phantom::Painting painting = empty_painting(ct.grid, quality, ball.seed);
  painting.ellipsoids.push_back(hole);
  return phantom::paint(ct, painting).ct;
}

MeasuredQuantity breach_in(const CtVolume& ct, const CtLesionOutline& outline) {
  const ImageQuality quality = estimate_image_quality(ct, {});
  return measure_cortex(ct, bone_near_lesion(ct, bones_of(ct, quality), outline, {}), quality, {})
      .breach_area;
}

std::vector<PaintedBall> painted_balls(const fs::path& data, const Selection& selection) {
  std::vector<PaintedBall> all;
  int seed = selection.first_seed;
  for (const DrawnTumour& tumour : drawn_tumours(data)) {
    const CtLesionOutline outline = outline_lesions_from_mask(tumour.ct, tumour.mask).begin()->second;
    const ImageQuality quality = estimate_image_quality(tumour.ct, {});
    const Measured<BoneNearLesion> bone =
        bone_near_lesion(tumour.ct, bones_of(tumour.ct, quality), outline, {});
    const std::vector<Place> places = bone.known() ? touched_places(bone.value()) : std::vector<Place>{};
    for (int i = 0; i < balls; i += selection.stride) {
      if (places.empty()) continue;
      std::mt19937 random(static_cast<unsigned>(seed + i));
      const auto share = [&] { return static_cast<double>(random()) / 4294967296.0; };
      const Place& place = places[static_cast<std::size_t>(share() * static_cast<double>(places.size()))];
      PaintedBall ball{.scan = tumour.name, .seed = seed + i, .place_in_patient_mm = place.point};
      ball.radius_mm = 5 + 7 * share();
      const std::optional<double> thickness = thickness_mm(tumour.ct, place.point, place.normal);
      if (!thickness) continue;
      ball.thickness_mm = *thickness;
      ball.breach = breach_in(with_ball(tumour.ct, ball, quality), outline);
      all.push_back(std::move(ball));
    }
    seed += balls;
  }
  return all;
}

const char* name_of(Depth depth) {
  return depth == Depth::through  ? "through the cortex"
         : depth == Depth::within ? "cortex left below"
                                  : "close to the marrow";
}

}  // namespace

std::string list_real_breaches(const fs::path& data, const Selection& selection) {
  std::string lines;
  for (const PaintedBall& ball : painted_balls(data, selection))
    lines += fmt::format(
        "{} {} at {:.0f} {:.0f} {:.0f}: radius {:.1f}, cortex {:.1f} mm, {}, {:.0f} to {:.0f} mm2: {}\n",
        ball.scan, ball.seed, ball.place_in_patient_mm.x(), ball.place_in_patient_mm.y(),
        ball.place_in_patient_mm.z(), ball.radius_mm, ball.thickness_mm, name_of(ball.depth()),
        ball.least_area_mm2(), ball.largest_area_mm2(),
        ball.breach.known() ? fmt::format("{:.0f} mm2", ball.breach.value().value)
                            : "unknown: " + ball.breach.reason());
  return lines;
}

std::string evaluate_real_breaches(const fs::path& data, const Selection& selection) {
  struct Row {
    int number = 0, seen = 0, none = 0, unknown = 0, area_fits = 0;
  };
  constexpr double tolerance = 0.15;
  std::map<std::string, Row> rows;
  for (const PaintedBall& ball : painted_balls(data, selection)) {
    Row& row = rows[ball.scan + " | " + name_of(ball.depth())];
    ++row.number;
    if (!ball.breach.known()) {
      ++row.unknown;
      continue;
    }
    const double area = ball.breach.value().value;
    ++(area > 0 ? row.seen : row.none);
    row.area_fits +=
        area >= (1 - tolerance) * ball.least_area_mm2() && area < (1 + tolerance) * ball.largest_area_mm2();
  }
  if (rows.empty()) return fmt::format("{} is not there: nothing was measured.\n", data.string());
  std::string text =
      "| scan | ball of soft tissue | number | breach seen | none | unknown | area within 15 % of what is "
      "possible |\n|---|---|---|---|---|---|---|\n";
  for (const auto& [name, row] : rows)
    text += fmt::format("| {} | {} | {} | {} | {} | {} |\n", name, row.number, row.seen, row.none,
                        row.unknown, row.area_fits);
  return text;
}

}  // namespace osteosign::evaluation
