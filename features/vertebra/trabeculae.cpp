#include "features/vertebra/trabeculae.h"

#include <fmt/format.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>

#include "features/prepare/mask_morphology.h"
#include "features/profile/order_statistics.h"
#include "features/vertebra/vertical_struts.h"

namespace osteosign {
namespace {

/// Densities of the core, by octant.
struct Core {
  std::array<std::vector<double>, 8> octants;
  VoxelMask voxels;
  double depth_mm = 0;
  double voxel_mm3 = 0;

  std::vector<double> all() const {
    std::vector<double> values;
    for (const auto& octant : octants) values.insert(values.end(), octant.begin(), octant.end());
    return values;
  }
};

/// Less in small bodies, more where partial volume and blur of the cortex reach deeper.
double core_depth_mm(const VertebraImage& image, const BodyShape& shape,
                     const TrabeculaeParameters& parameters) {
  constexpr double depth_voxels = 1.5;
  const double height = shape.height_mm({0, 0, 0.5});
  const double width = shape.wall_mm({1, 0, 0.5}) + shape.wall_mm({-1, 0, 0.5});
  const double depth = shape.wall_mm({0, 1, 0.5}) + shape.wall_mm({0, -1, 0.5});
  return std::max(
      {depth_voxels * image.grid.spacing_mm.maxCoeff(), parameters.core_least_depth_mm,
       std::min(parameters.core_depth_mm, parameters.core_depth_share * std::min({height, width, depth}))});
}

/// Gas of a cleft and what its partial volume reaches: no marrow.
VoxelMask near_gas(const VertebraImage& image, const VoxelMask& body) {
  constexpr double gas_hu = -200, least_mm3 = 10, reach_mm = 3;  // as in LysisParameters
  VoxelMask gas(image.grid);
  for_each_voxel(body, [&](int x, int y, int z) {
    if (image.hounsfield[image.grid.index(x, y, z)] < gas_hu) gas.insert(x, y, z);
  });
  return gas.volume_mm3() < least_mm3 ? VoxelMask(image.grid) : dilate(gas, Reach::ball(reach_mm));
}

Core core_of(const VertebraImage& image, const BodyShape& shape, const VeinWindow& vein,
             const TrabeculaeParameters& parameters) {
  Core core;
  core.voxels = VoxelMask(image.grid);
  core.depth_mm = core_depth_mm(image, shape, parameters);
  core.voxel_mm3 = image.grid.voxel_volume_mm3();
  const VoxelMask body = shape.voxels_inside(image.grid);
  const VoxelMask deep = erode(body, Reach::ball(core.depth_mm));
  for_each_voxel(deep - near_gas(image, body), [&](int x, int y, int z) {
    const std::size_t i = image.grid.index(x, y, z);
    const BodyPlace place = shape.place_of(image.grid.patient_from_voxel(Eigen::Vector3d(x, y, z)));
    if (image.valid[i] == 0 || vein.contains(shape, place)) return;
    const int octant = (place.u > 0 ? 1 : 0) + (place.v > 0 ? 2 : 0) + (place.h > 0.5 ? 4 : 0);
    core.octants[static_cast<std::size_t>(octant)].push_back(image.hounsfield[i]);
    core.voxels.insert(x, y, z);
  });
  return core;
}

double mean_of(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

double variance_of(const std::vector<double>& values) {
  const double mean = mean_of(values);
  double squares = 0;
  for (const double v : values) squares += (v - mean) * (v - mean);
  return squares / static_cast<double>(values.size() - 1);
}

/// Standard deviation of the normal distribution with the same tenth and ninetieth percentile. A thin layer
/// of endplate or disc in the core, a cleft or a vein leave it alone; holes in a seventh of the bone do not.
double spread_of(std::vector<double> values) {
  constexpr double deciles_in_sd = 2.5631;
  const auto at = [&](double share) {
    const auto rank =
        values.begin() + static_cast<std::ptrdiff_t>(share * static_cast<double>(values.size() - 1));
    std::nth_element(values.begin(), rank, values.end());
    return *rank;
  };
  return (at(0.9) - at(0.1)) / deciles_in_sd;
}

/// How many of the densities are independent of each other.
double independent_count(std::size_t voxels, double voxel_mm3, const TrabeculaeParameters& parameters) {
  const double grain_mm3 = std::pow(parameters.grain_mm, 3);
  return std::max(2.0, static_cast<double>(voxels) * std::min(1.0, voxel_mm3 / grain_mm3));
}

MeasuredQuantity sd_without_noise(double spread, double independent, const ImageQuality& quality,
                                  const std::string& method) {
  constexpr double efficiency = 0.65;  // of that spread against the standard deviation of normal values
  const Quantity* noise = quality.noise_hu.if_known();
  if (noise == nullptr) return Unknown{"noise: " + quality.noise_hu.reason()};
  const double variance = spread * spread;
  const double of_variance = variance * std::sqrt(2 / (efficiency * independent));
  const double sd = std::sqrt(std::max(0.0, variance - noise->value * noise->value));
  // The error of a root is that of the square by twice the root; near zero it is the root of the error.
  const double of_sd = of_variance / (2 * std::max(sd, std::sqrt(of_variance) / 2));
  return Quantity{sd, Unit::hu, of_sd, method + fmt::format(", noise of {:.0f} HU taken off", noise->value)};
}

MeasuredQuantity range_of_octants(const Core& core, double variance, const TrabeculaeParameters& parameters,
                                  const std::string& method) {
  constexpr std::size_t fewest_voxels = 8;
  std::vector<double> means;
  std::size_t fewest = core.octants[0].size();
  for (const auto& octant : core.octants) {
    fewest = std::min(fewest, octant.size());
    if (octant.size() < fewest_voxels)
      return Unknown{fmt::format("{} voxels of an octant lie {:.1f} mm deep, {} are needed", octant.size(),
                                 core.depth_mm, fewest_voxels)};
    means.push_back(mean_of(octant));
  }
  const auto [least, largest] = std::minmax_element(means.begin(), means.end());
  const double error = std::sqrt(2 * variance / independent_count(fewest, core.voxel_mm3, parameters));
  return Quantity{*largest - *least, Unit::hu, error, method};
}

Trabeculae all_unknown(const Unknown& reason) {
  return {reason, reason, reason, reason, reason, reason, false};
}

}  // namespace

double histogram_entropy(const std::vector<double>& values, double bin_hu) {
  std::map<int, int> counts;
  for (const double v : values) ++counts[static_cast<int>(std::floor(v / bin_hu))];
  double entropy = 0;
  for (const auto& [bin, count] : counts) {
    const double share = static_cast<double>(count) / static_cast<double>(values.size());
    entropy -= share * std::log2(share);
  }
  return entropy;
}

Trabeculae measure_trabeculae(const VertebraImage& image, const Measured<BodyShape>& shape,
                              const ImageQuality& quality, const VeinWindow& vein,
                              const TrabeculaeParameters& parameters) {
  if (!shape.known()) return all_unknown(shape.unknown());
  const Core core = core_of(image, shape.value(), vein, parameters);
  const std::vector<double> values = core.all();
  const double volume = static_cast<double>(values.size()) * core.voxel_mm3;
  if (volume < parameters.core_least_mm3)
    return all_unknown({fmt::format("{:.0f} mm3 of the body lie {:.1f} mm deep, {:.0f} are needed", volume,
                                    core.depth_mm, parameters.core_least_mm3)});
  Trabeculae result;
  const std::string method = fmt::format("core {:.1f} mm inside", core.depth_mm);
  const double variance = variance_of(values);
  const double independent = independent_count(values.size(), core.voxel_mm3, parameters);
  result.median_hu = Quantity{averaged_median(values), Unit::hu, std::sqrt(variance / independent), method};
  result.sd = sd_without_noise(spread_of(values), independent, quality, method);
  result.entropy = Quantity{histogram_entropy(values, parameters.entropy_bin_hu), Unit::one, {}, method};
  result.octant_range = range_of_octants(core, variance, parameters, method);
  const Quantity* noise = quality.noise_hu.if_known();
  result.vertical_struts =
      noise != nullptr && has_vertical_struts(image, core.voxels, shape.value().frame().axes,
                                              {mean_of(values), variance - noise->value * noise->value});
  return result;
}

std::vector<Trabeculae> measure_trabeculae(const CtVolume& ct, const Metal& metal,
                                           const ImageQuality& quality,
                                           const std::vector<VertebraGeometry>& vertebrae,
                                           const std::vector<Measured<BodyShape>>& shapes,
                                           const VeinWindow& vein, const TrabeculaeParameters& parameters) {
  const Measured<int> background = constant_background_hu(ct);
  if (background.known())
    return std::vector<Trabeculae>(
        vertebrae.size(), all_unknown({fmt::format("everything but bone is {} HU: marrow is not in the image",
                                                   background.value())}));
  std::vector<Trabeculae> result(vertebrae.size());
  tbb::parallel_for(std::size_t{0}, vertebrae.size(), [&](std::size_t k) {
    result[k] = measure_trabeculae(cut_vertebra_image(ct, metal, vertebrae[k], 0), shapes[k], quality, vein,
                                   parameters);
  });
  result = compared_with_neighbours(std::move(result), parameters);
  const double coarsest_mm = ct.grid.spacing_mm.maxCoeff();
  if (coarsest_mm <= parameters.compared_thickest_slices_mm) return result;
  const Unknown too_coarse{
      fmt::format("voxels of {:.1f} mm are too coarse to compare the frame of vertebrae", coarsest_mm)};
  for (Trabeculae& each : result) each.sd_z = each.octant_range_ratio = too_coarse;
  return result;
}

}  // namespace osteosign
