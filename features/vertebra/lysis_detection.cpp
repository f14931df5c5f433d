#include "features/vertebra/lysis_detection.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "features/prepare/mask_components.h"
#include "features/prepare/mask_morphology.h"

namespace osteosign {
namespace {

/// A ball of radius `radius_mm` convolved with a Gaussian, by the distance from its centre.
class BlurredBall {
 public:
  BlurredBall(double radius_mm, double sigma_mm) {
    constexpr double in_sigmas = 3;
    const double reach_mm = radius_mm + in_sigmas * sigma_mm;
    for (double d = 0; d <= reach_mm + step_mm; d += step_mm)
      table_.push_back(static_cast<float>(membership(std::max(d, 1e-3), radius_mm, sigma_mm)));
  }
  float at(double distance_mm) const {
    const double place = distance_mm / step_mm;
    const std::size_t i = static_cast<std::size_t>(place);
    if (i + 1 >= table_.size()) return 0;
    const float part = static_cast<float>(place - static_cast<double>(i));
    return table_[i] + part * (table_[i + 1] - table_[i]);
  }
  double reach_mm() const { return step_mm * static_cast<double>(table_.size()); }

 private:
  static constexpr double step_mm = 0.1;

  static double membership(double d, double radius, double sigma) {
    const double scale = 1 / (std::numbers::sqrt2 * sigma);
    const double near = (radius - d) * scale, far = (radius + d) * scale;
    return 0.5 * (std::erf(far) + std::erf(near)) -
           sigma / (std::sqrt(2 * std::numbers::pi) * d) * (std::exp(-near * near) - std::exp(-far * far));
  }
  std::vector<float> table_;
};

/// Centres of balls that lie in the body as a whole, on a lattice through the middle of all of them.
std::vector<Eigen::Array3i> places_in(const VoxelMask& body, double radius_mm) {
  const VoxelMask centres = erode(body, Reach::ball(radius_mm));
  Eigen::Array3i lowest = Eigen::Array3i::Constant(1 << 20), highest = -lowest;
  for_each_voxel(centres, [&](int x, int y, int z) {
    lowest = lowest.min(Eigen::Array3i(x, y, z));
    highest = highest.max(Eigen::Array3i(x, y, z));
  });
  const Eigen::Array3i step =
      (radius_mm / body.grid().spacing_mm.array()).round().cast<int>().max(Eigen::Array3i::Ones());
  std::vector<Eigen::Array3i> places;
  for_each_voxel(centres, [&](int x, int y, int z) {
    const Eigen::Array3i at(x, y, z);
    const Eigen::Array3i away = at - (lowest + highest) / 2;
    if ((away - away / step * step == 0).all()) places.push_back(at);
  });
  return places;
}

double standard_deviation(const LysisField& field, const VoxelMask& voxels) {
  double sum = 0, squares = 0, count = 0;
  for_each_voxel(voxels, [&](int x, int y, int z) {
    const std::size_t i = field.image.grid.index(x, y, z);
    const double off = field.image.hounsfield[i] - field.wide_hu[i];
    sum += off;
    squares += off * off;
    ++count;
  });
  if (count == 0) return 0;
  return std::sqrt(std::max(0.0, squares / count - sum * sum / (count * count)));
}

class LesionTrial {
 public:
  LesionTrial(const LysisField& field, const LysisLimits& limits, const LesionScanner& scanner,
              const LysisParameters& parameters)
      : field_(field),
        limits_(limits),
        parameters_(parameters),
        cell_(parameters.lysis_sure_radius_mm,
              std::hypot(scanner.blur_mm, parameters.atlas.atlas_smoothing_mm)),
        wide_(parameters.lysis_sure_radius_mm, std::hypot(scanner.blur_mm, parameters.lysis_wide_mm)) {
    const double unrest_hu = standard_deviation(field, limits.searched);
    if (scanner.noise_hu && *scanner.noise_hu < unrest_hu) noise_share_ = *scanner.noise_hu / unrest_hu;
  }

  bool finds(const Eigen::Array3i& centre) const {
    const VoxelMask dark = dark_with_lesion(centre);
    const MaskComponents cores =
        find_components(cores_among(dark, cropped(limits_.vein, dark.grid(), first_of(centre)), parameters_),
                        Neighbours::volume);
    for (std::size_t i = 0; i < cores.components.size(); ++i) {
      if (cores.volume_mm3(i) < parameters_.lysis_least_core_mm3) continue;
      if (is_the_lesion(cores.only(i), centre)) return true;
    }
    return false;
  }

 private:
  Eigen::Array3i reach() const {
    return (wide_.reach_mm() / field_.image.grid.spacing_mm.array()).ceil().cast<int>() + 1;
  }
  Eigen::Array3i first_of(const Eigen::Array3i& centre) const { return (centre - reach()).max(0); }

  static VoxelMask cropped(const VoxelMask& mask, const ImageGrid& box, const Eigen::Array3i& first) {
    VoxelMask result(box);
    for (int z = 0; z < box.size[2]; ++z)
      for (int y = 0; y < box.size[1]; ++y)
        for (int x = 0; x < box.size[0]; ++x)
          if (mask.contains(first.x() + x, first.y() + y, first.z() + z)) result.insert(x, y, z);
    return result;
  }

  double distance_mm(const Eigen::Array3i& from, const Eigen::Array3i& to) const {
    return ((to - from).cast<double>() * field_.image.grid.spacing_mm.array()).matrix().norm();
  }

  /// A mean where `part` of what it is taken over is lesion.
  double with_lesion(double mean_hu, double part, std::size_t i) const {
    const double lesion_hu =
        parameters_.lysis_usual_hu + noise_share_ * (field_.smooth_hu[i] - field_.wide_hu[i]);
    return (1 - part) * mean_hu + part * lesion_hu;
  }

  VoxelMask dark_with_lesion(const Eigen::Array3i& centre) const {
    const ImageGrid& grid = field_.image.grid;
    const Eigen::Array3i first = first_of(centre);
    const Eigen::Array3i end =
        (centre + reach() + 1).min(Eigen::Array3i(grid.size[0], grid.size[1], grid.size[2]));
    const Eigen::Array3i size = end - first;
    VoxelMask dark(grid.crop({first.x(), first.y(), first.z()}, {size.x(), size.y(), size.z()}));
    for (int z = 0; z < size.z(); ++z)
      for (int y = 0; y < size.y(); ++y)
        for (int x = 0; x < size.x(); ++x) {
          const Eigen::Array3i at = first + Eigen::Array3i(x, y, z);
          if (!limits_.searched.contains(at.x(), at.y(), at.z())) continue;
          const std::size_t i = grid.index(at.x(), at.y(), at.z());
          const double away_mm = distance_mm(centre, at);
          if (limits_.is_dark(i, with_lesion(field_.smooth_hu[i], cell_.at(away_mm), i),
                              with_lesion(field_.wide_hu[i], wide_.at(away_mm), i)))
            dark.insert(x, y, z);
        }
    return dark;
  }

  /// Lies in the ball, and stands out from the texture of the marrow.
  bool is_the_lesion(const VoxelMask& core, const Eigen::Array3i& centre) const {
    const Eigen::Array3i first = first_of(centre);
    bool in_ball = false, stands_out = false;
    for_each_voxel(core, [&](int x, int y, int z) {
      const Eigen::Array3i at = first + Eigen::Array3i(x, y, z);
      const double away_mm = distance_mm(centre, at);
      const std::size_t i = field_.image.grid.index(at.x(), at.y(), at.z());
      const double wide_hu = with_lesion(field_.wide_hu[i], wide_.at(away_mm), i);
      in_ball = in_ball || away_mm < parameters_.lysis_sure_radius_mm;
      stands_out = stands_out || limits_.expected_hu[i] - wide_hu >
                                     parameters_.lysis_wide_drop_in_spreads * field_.expected.wide_spread_hu;
    });
    return in_ball && stands_out;
  }

  const LysisField& field_;
  const LysisLimits& limits_;
  const LysisParameters& parameters_;
  BlurredBall cell_;
  BlurredBall wide_;
  double noise_share_ = 1;  ///< of the unrest of the marrow
};

}  // namespace

LesionScanner scanner_of(const ImageQuality& quality) {
  constexpr double soft_kernel_sigma_mm = 0.6;  // methods 0.3.4
  LesionScanner scanner{{}, soft_kernel_sigma_mm};
  if (const Quantity* const noise = quality.noise_hu.if_known()) scanner.noise_hu = noise->value;
  for (const MeasuredQuantity* const sigma :
       {&quality.point_spread.in_plane_sigma_mm, &quality.point_spread.axial_sigma_mm})
    if (sigma->known()) scanner.blur_mm = std::max(scanner.blur_mm, sigma->value().value);
  return scanner;
}

LysisDetection try_lesions(const LysisField& field, const LysisLimits& limits, const LesionScanner& scanner,
                           const LysisParameters& parameters) {
  const LesionTrial trial(field, limits, scanner, parameters);
  const bool mirrored = field.expected.neighbours == 0;
  LysisDetection detection;
  for (const Eigen::Array3i& place : places_in(field.body, parameters.lysis_sure_radius_mm)) {
    ++detection.places;
    const Eigen::Vector3d local =
        field.shape.frame().local_from_patient(field.point_mm(place.x(), place.y(), place.z()));
    if (mirrored && std::abs(local.x()) < parameters.lysis_sure_radius_mm) continue;
    detection.found += trial.finds(place) ? 1 : 0;
  }
  return detection;
}

}  // namespace osteosign
