#include "sample_data/phantom/bone_scene.h"

#include <Eigen/Geometry>
#include <algorithm>
#include <cmath>
#include <numbers>

#include "sample_data/phantom/bone_surfaces.h"
#include "sample_data/phantom/matrix_layers.h"
#include "sample_data/phantom/reaction_layers.h"
#include "sample_data/phantom/soft_tissue_layers.h"
#include "sample_data/phantom/solids.h"

namespace osteosign::phantom {

namespace {

constexpr double air_hu = -1000;
constexpr double metal_hu = 3000;
constexpr double screw_radius_mm = 2.5;
constexpr double screw_half_length_mm = 15;

/// The distance to an ellipsoid's surface is only estimated: too far inside by at most the ratio of its axes.
double ellipsoid_steepness(double shortest_mm, double longest_mm) {
  return longest_mm > shortest_mm ? 1.5 * longest_mm / shortest_mm : 1;
}

std::vector<Layer> cortex_and_marrow(const LongBone& bone, const BoneSurfaces& surfaces,
                                     const ValueFromHu& value_from_hu) {
  Layer cortex{
      .distance_mm = [surfaces](const Eigen::Vector3d& p) { return surfaces.filled_bone_distance_mm(p); },
      .value = value_from_hu(bone.cortex_hu),
      .steepness = surfaces.steepness()};
  Layer marrow{.distance_mm = [surfaces](const Eigen::Vector3d& p) { return surfaces.marrow_distance_mm(p); },
               .value = value_from_hu(bone.marrow_hu),
               .steepness = surfaces.steepness()};
  if (bone.trabecular_sd_hu > 0) {
    const double sd = value_from_hu(bone.marrow_hu + bone.trabecular_sd_hu) - value_from_hu(bone.marrow_hu);
    marrow.texture = [sd, size_mm = bone.trabecular_size_mm](const Eigen::Vector3d& p) {
      return sd * trabecular_texture(p, size_mm);
    };
  }
  return {cortex, marrow};
}

std::vector<Layer> lesion_layers(const LesionBody& lesion, const ValueFromHu& value_from_hu) {
  const auto [shortest_mm, longest_mm] =
      std::minmax({lesion.semi_axis_x_mm, lesion.semi_axis_y_mm, lesion.semi_axis_z_mm});
  const double steepness = ellipsoid_steepness(shortest_mm, longest_mm);
  constexpr double sector_steepness = std::numbers::pi;  // radius times angle, seen along the radius
  std::vector<Layer> layers;
  if (lesion.rim_mm > 0 && lesion.rim_completeness > 0)
    layers.push_back(
        {.distance_mm = [lesion](const Eigen::Vector3d& p) { return rim_distance_mm(lesion, p); },
         .value = value_from_hu(lesion.rim_hu),
         .steepness = std::max(steepness, sector_steepness)});
  layers.push_back(
      {.distance_mm = [lesion](const Eigen::Vector3d& p) { return lesion_distance_mm(lesion, p); },
       .value = value_from_hu(lesion.hu),
       .edge = lesion.edge,
       .steepness = steepness});
  if (lesion.core_scale > 0)
    layers.push_back(
        {.distance_mm = [lesion](const Eigen::Vector3d& p) { return core_distance_mm(lesion, p); },
         .value = value_from_hu(lesion.core_hu),
         .steepness = steepness});
  return layers;
}

/// A vessel runs along the bone behind it; a screw lies across, in front of it.
std::vector<Layer> extras(const BonePhantom& phantom, const ValueFromHu& value_from_hu) {
  std::vector<Layer> layers;
  const Surroundings& around = phantom.around;
  const double beside_mm = phantom.bone.radius_mm + phantom.bone.flare_mm + 5;
  if (around.vessels > 0) {
    const Eigen::Vector3d axis(-0.5 * beside_mm, 0.87 * beside_mm + around.vessel_radius_mm, 0);
    layers.push_back({[axis, r = around.vessel_radius_mm](const Eigen::Vector3d& p) {
                        return std::hypot(p.x() - axis.x(), p.y() - axis.y()) - r;
                      },
                      value_from_hu(around.vessel_hu)});
  }
  if (around.metal_screws > 0)
    layers.push_back({[y = -beside_mm](const Eigen::Vector3d& p) {
                        const double across_mm = std::hypot(p.y() - y, p.z()) - screw_radius_mm;
                        return std::max(across_mm, std::abs(p.x()) - screw_half_length_mm);
                      },
                      value_from_hu(metal_hu)});
  return layers;
}

/// Height above the fracture, along its normal.
double above_fracture_mm(const Fracture& fracture, const Eigen::Vector3d& p) {
  const double lean = fracture.lean_deg * std::numbers::pi / 180;
  return std::cos(lean) * (p.z() - fracture.z_mm) - std::sin(lean) * p.x();
}

/// The bone above the fracture is drawn where it was shifted to.
void shift_above(const Fracture& fracture, std::vector<Layer>& layers) {
  if (fracture.shift_mm == 0) return;
  for (Layer& layer : layers)
    layer.distance_mm = [fracture, whole = layer.distance_mm](const Eigen::Vector3d& p) {
      const bool above = above_fracture_mm(fracture, p) > 0;
      return whole(above ? Eigen::Vector3d(p - fracture.shift_mm * Eigen::Vector3d::UnitX()) : p);
    };
}

/// The gap, within the cortex and the marrow and a little beyond.
Layer fracture_layer(const Fracture& fracture, const BoneSurfaces& surfaces,
                     const ValueFromHu& value_from_hu) {
  constexpr double beyond_mm = 0.4;
  const double half_arc = fracture.arc_deg * std::numbers::pi / 360;
  const auto distance = [=](const Eigen::Vector3d& p) {
    const double across = std::abs(above_fracture_mm(fracture, p)) - fracture.gap_mm / 2;
    const double outside = surfaces.filled_bone_distance_mm(p) - beyond_mm - std::abs(fracture.shift_mm);
    const double off_arc = fracture.arc_deg < 360
                               ? (std::abs(std::atan2(p.y(), p.x())) - half_arc) * std::hypot(p.x(), p.y())
                               : -1e9;
    return std::max({across, outside, off_arc});
  };
  return {.distance_mm = distance,
          .value = value_from_hu(fracture.hu),
          .steepness = surfaces.steepness() + std::numbers::pi};
}

Layer canal_layer(const BonePhantom& phantom, const BoneSurfaces& surfaces,
                  const ValueFromHu& value_from_hu) {
  constexpr double beyond_mm = 0.5;
  const NutrientCanal& canal = phantom.nutrient_canal;
  const double slope = canal.slope_deg * std::numbers::pi / 180;
  const Eigen::Vector3d opening(phantom.bone.radius_mm, 0, canal.z_mm);
  const Eigen::Vector3d way(-std::sin(slope), 0, std::cos(slope));
  const auto distance = [=, radius_mm = canal.diameter_mm / 2](const Eigen::Vector3d& p) {
    const double across = (p - opening).cross(way).norm() - radius_mm;
    const double outside = surfaces.filled_bone_distance_mm(p) - beyond_mm;
    return std::max({across, outside, -surfaces.marrow_distance_mm(p) - beyond_mm, -p.x()});
  };
  return {.distance_mm = distance, .value = value_from_hu(canal.hu), .steepness = surfaces.steepness()};
}

void append(std::vector<Layer>& layers, const std::vector<Layer>& more) {
  layers.insert(layers.end(), more.begin(), more.end());
}

}  // namespace

Scene bone_scene(const BonePhantom& phantom, const Eigen::Vector3d& down, const ValueFromHu& value_from_hu) {
  const BoneSurfaces surfaces(phantom.bone, phantom.damage);
  Scene scene;
  scene.outside_value = value_from_hu(air_hu);
  append(scene.nested, limb_layers(phantom, value_from_hu));
  append(scene.nested, mass_layers(phantom, value_from_hu));
  std::vector<Layer> bone = cortex_and_marrow(phantom.bone, surfaces, value_from_hu);
  shift_above(phantom.fracture, bone);
  append(scene.nested, bone);
  append(scene.painted, bundle_layers(phantom, value_from_hu));
  if (phantom.damage.breach_diameter_mm > 0)
    scene.painted.push_back({[surfaces](const Eigen::Vector3d& p) { return surfaces.breach_distance_mm(p); },
                             value_from_hu(phantom.damage.breach_hu),
                             {},
                             surfaces.steepness()});
  for (const LesionBody& lesion : phantom.lesions)
    append(scene.painted, lesion_layers(lesion, value_from_hu));
  if (phantom.nutrient_canal.diameter_mm > 0)
    scene.painted.push_back(canal_layer(phantom, surfaces, value_from_hu));
  if (phantom.fracture.gap_mm > 0)
    scene.painted.push_back(fracture_layer(phantom.fracture, surfaces, value_from_hu));
  append(scene.painted, matrix_layers(phantom, down, value_from_hu));
  append(scene.painted, reaction_layers(phantom, value_from_hu));
  append(scene.painted, extras(phantom, value_from_hu));
  return scene;
}

std::vector<Layer> table_layers(const Surroundings& around) {
  constexpr double half_width_mm = 200, thickness_mm = 30, skin_mm = 2, gap_mm = 3, skin_hu = 100,
                   foam_hu = -880;
  const double centre_y_mm = around.half_depth_mm + gap_mm + thickness_mm / 2;
  const auto board = [=](double inset_mm) {
    return [=](const Eigen::Vector3d& p) {
      return std::max(std::abs(p.x()) - half_width_mm, std::abs(p.y() - centre_y_mm) - thickness_mm / 2) +
             inset_mm;
    };
  };
  return {{board(0), skin_hu}, {board(skin_mm), foam_hu}};
}

}  // namespace osteosign::phantom
