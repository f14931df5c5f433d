#include "features/vertebra/epidural_fat.h"

#include <algorithm>
#include <cmath>

#include "features/profile/order_statistics.h"
#include "features/profile/sample_ray.h"
#include "features/vertebra/endplate_height.h"

namespace osteosign {
namespace {

constexpr int rays_per_octant = canal_directions / canal_octants;
constexpr int pooled_to_side = 3;  // rays on either side of the middle of an octant: 15 degrees
constexpr double window_half_height = 0.1;
constexpr std::size_t fewest_planes = 3;
constexpr double middle_radius_mm = 3;

double middle_of_window(int window) { return 0.15 + 0.1 * window; }

/// A plane across the canal and how high it lies: 0 at the lower endplate, 1 at the upper one.
struct PlaneAtHeight {
  const CanalCrossSection* section;
  double height;
};

std::vector<PlaneAtHeight> planes_of(const VertebraGeometry& vertebra, const CanalAtLevel& canal,
                                     double ends_left_out_mm) {
  std::vector<PlaneAtHeight> planes;
  if (!vertebra.superior.known() || !vertebra.inferior.known()) return planes;
  for (const CanalCrossSection& section : canal.sections) {
    const Eigen::Vector3d local = vertebra.frame.local_from_patient(section.middle.centre_mm);
    const double top_mm = endplate_height_mm(vertebra, vertebra.superior.value(), local.x(), local.y(), 0);
    const double bottom_mm = endplate_height_mm(vertebra, vertebra.inferior.value(), local.x(), local.y(), 0);
    if (local.z() > top_mm - ends_left_out_mm || local.z() < bottom_mm + ends_left_out_mm) continue;
    planes.push_back({&section, (local.z() - bottom_mm) / (top_mm - bottom_mm)});
  }
  return planes;
}

/// Mean of what every ray shows at each depth, as deep as half of the rays go.
class PooledDepths {
 public:
  explicit PooledDepths(double first_mm) : first_mm_(first_mm) {}

  void add(const CtVolume& ct, const CanalCrossSection& section, int ray) {
    const int wrapped = (ray + canal_directions) % canal_directions;
    const double radius_mm = section.radii_mm[static_cast<std::size_t>(wrapped)];
    const Eigen::Vector3d outward = canal_direction(section.middle, wrapped);
    ++rays_;
    radius_sum_mm_ += radius_mm;
    wall_sum_mm_ += section.middle.centre_mm + radius_mm * outward;
    if (section.has_bone[static_cast<std::size_t>(wrapped)]) ++with_bone_;
    for (std::size_t i = 0; first_mm_ + static_cast<double>(i) * canal_depth_step_mm <= radius_mm; ++i) {
      const double from_middle_mm = radius_mm - first_mm_ - static_cast<double>(i) * canal_depth_step_mm;
      const Measured<double> hu =
          hounsfield_at(ct, ct.grid.voxel_from_patient(section.middle.centre_mm + from_middle_mm * outward));
      if (!hu.known()) break;
      if (i == sums_.size()) sums_.push_back({});
      sums_[i].hu += hu.value();
      ++sums_[i].count;
    }
  }

  CanalDepths mean() const {
    CanalDepths depths{.first_mm = first_mm_,
                       .hu = {},
                       .radius_mm = radius_sum_mm_ / rays_,
                       .bone_share = static_cast<double>(with_bone_) / rays_,
                       .wall_mm = wall_sum_mm_ / rays_};
    for (const Sum& sum : sums_)
      if (2 * sum.count >= rays_) depths.hu.push_back(sum.hu / sum.count);
    return depths;
  }

 private:
  struct Sum {
    double hu = 0;
    int count = 0;
  };
  double first_mm_;
  std::vector<Sum> sums_;
  double radius_sum_mm_ = 0;
  Eigen::Vector3d wall_sum_mm_ = Eigen::Vector3d::Zero();
  int rays_ = 0, with_bone_ = 0;
};

CanalDepths pooled_depths(const CtVolume& ct, const std::vector<PlaneAtHeight>& planes, int octant,
                          double first_mm) {
  PooledDepths pooled(first_mm);
  for (const PlaneAtHeight& plane : planes)
    for (int side = -pooled_to_side; side <= pooled_to_side; ++side)
      pooled.add(ct, *plane.section, octant * rays_per_octant + side);
  return pooled.mean();
}

std::optional<double> density_of_middle(const CtVolume& ct, const std::vector<PlaneAtHeight>& planes) {
  std::vector<double> values;
  for (const PlaneAtHeight& plane : planes)
    for (int ray = 0; ray < canal_directions; ray += rays_per_octant)
      for (double way_mm = 0; way_mm <= middle_radius_mm; way_mm += 1) {
        const CanalPoint& middle = plane.section->middle;
        const Measured<double> hu = hounsfield_at(
            ct, ct.grid.voxel_from_patient(middle.centre_mm + way_mm * canal_direction(middle, ray)));
        if (hu.known()) values.push_back(hu.value());
      }
  if (values.empty()) return std::nullopt;
  return median(std::move(values));
}

}  // namespace

bool CanalContent::empty() const {
  return std::ranges::none_of(windows, [](const auto& octants) { return octants.front().has_value(); });
}

CanalContent look_into_canal(const CtVolume& ct, const VertebraGeometry& vertebra, const CanalAtLevel& canal,
                             double first_mm, const EpiduralParameters& parameters) {
  CanalContent content;
  const std::vector<PlaneAtHeight> planes = planes_of(vertebra, canal, parameters.ends_left_out_mm);
  content.middle_hu = density_of_middle(ct, planes);
  for (int window = 0; window < canal_windows; ++window) {
    std::vector<PlaneAtHeight> inside;
    for (const PlaneAtHeight& plane : planes)
      if (std::abs(plane.height - middle_of_window(window)) <= window_half_height) inside.push_back(plane);
    if (inside.size() < fewest_planes) continue;
    for (int octant = 0; octant < canal_octants; ++octant)
      content.windows[static_cast<std::size_t>(window)][static_cast<std::size_t>(octant)] =
          pooled_depths(ct, inside, octant, first_mm);
  }
  return content;
}

std::optional<CanalDensities> densities_of(const std::vector<CanalContent>& levels) {
  constexpr double share_of_fat = 0.05;
  std::vector<double> middles, all;
  for (const CanalContent& level : levels) {
    if (level.middle_hu) middles.push_back(*level.middle_hu);
    for (const auto& window : level.windows)
      for (const auto& depths : window)
        if (depths) all.insert(all.end(), depths->hu.begin(), depths->hu.end());
  }
  if (middles.empty() || all.empty()) return std::nullopt;
  return CanalDensities{median(std::move(middles)), order_statistic(std::move(all), share_of_fat)};
}

double density_at_wall_hu(const CanalDepths& depths, double within_mm) {
  const std::size_t count =
      std::min(depths.hu.size(), static_cast<std::size_t>(within_mm / canal_depth_step_mm));
  double sum = 0;
  for (std::size_t i = 0; i < count; ++i) sum += depths.hu[i];
  return count == 0 ? 0 : sum / static_cast<double>(count);
}

double fat_thickness_mm(const CanalDepths& depths, const CanalDensities& densities) {
  constexpr double like_blurred_mm = 0.5;
  const auto fat_at = [&](double hu) {
    return std::clamp((densities.sac_hu - hu) / densities.contrast_hu(), 0.0, 1.0);
  };
  double thickness_mm = depths.first_mm * fat_at(density_at_wall_hu(depths, like_blurred_mm));
  for (const double hu : depths.hu) thickness_mm += canal_depth_step_mm * fat_at(hu);
  return thickness_mm;
}

}  // namespace osteosign
