#include "features/prepare/point_spread.h"

#include <fmt/format.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <map>
#include <regex>

#include "features/prepare/edge_blur.h"

namespace osteosign {
namespace {

constexpr int most_slices = 60;
constexpr std::size_t most_sites_of_slice = 25;
constexpr EdgeTilt upright{0, 0.04};
constexpr EdgeTilt lying{0.5, 1};
constexpr double farthest_slices_mm = 2;  // beyond it an edge that lies in the slice is met by too few voxels

/// The blur of one kind of edges, slice by slice.
std::vector<EdgeBlur> edge_blurs(const CtVolume& ct, const EdgeTilt& tilt,
                                 const ImageQualityParameters& parameters) {
  const int every = std::max(1, ct.grid.size[2] / most_slices);
  const int slices = (ct.grid.size[2] + every - 1) / every;
  std::vector<std::vector<EdgeBlur>> of_slice(static_cast<std::size_t>(slices));
  tbb::parallel_for(0, slices, [&](int i) {
    for (const EdgeSite& site : thick_cortex_edges(ct, i * every, tilt, most_sites_of_slice, parameters))
      if (const Measured<EdgeBlur> blur = fit_edge_blur(site); blur.known())
        of_slice[static_cast<std::size_t>(i)].push_back(blur.value());
  });
  std::vector<EdgeBlur> blurs;
  for (const auto& one : of_slice) blurs.insert(blurs.end(), one.begin(), one.end());
  return blurs;
}

double percentile(const std::vector<double>& sorted, double percent) {
  const double position = percent / 100 * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(position);
  const std::size_t above = std::min(below + 1, sorted.size() - 1);
  return sorted[below] + (position - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

/// One component of the blur, seen at one edge.
struct Component {
  Eigen::Vector3d place_mm;
  double variance_mm2;
};

/// Each value as the median of those in its cell of 20 mm, sorted. Cells of few edges are left out, unless
/// there are no others.
std::vector<double> neighbourhood_medians(const std::vector<Component>& components) {
  constexpr double cell_mm = 20;
  constexpr std::size_t fewest_of_cell = 8;
  std::map<std::array<int, 3>, std::vector<double>> cells;
  for (const Component& one : components) {
    const Eigen::Array3i cell = (one.place_mm / cell_mm).array().floor().cast<int>();
    cells[{cell[0], cell[1], cell[2]}].push_back(one.variance_mm2);
  }
  const bool has_full =
      std::ranges::any_of(cells, [](const auto& cell) { return cell.second.size() >= fewest_of_cell; });
  std::vector<double> medians;
  for (auto& [cell, values] : cells) {
    if (has_full && values.size() < fewest_of_cell) continue;
    std::sort(values.begin(), values.end());
    medians.insert(medians.end(), values.size(), percentile(values, 50));
  }
  std::sort(medians.begin(), medians.end());
  return medians;
}

/// The low percentile of a component as a standard deviation; SD from the percentiles 10 to either side.
Quantity sigma_of(const std::vector<Component>& components, const std::string& method,
                  const ImageQualityParameters& parameters) {
  const std::vector<double> medians = neighbourhood_medians(components);
  const auto sigma_at = [&](double percent) {
    return std::sqrt(std::max(0.0, percentile(medians, std::max(0.0, percent))));
  };
  const double spread =
      (sigma_at(parameters.psf_percentile + 10) - sigma_at(parameters.psf_percentile - 10)) / 2;
  return {sigma_at(parameters.psf_percentile), Unit::mm, spread,
          fmt::format("{} edges of thick cortex {}", components.size(), method)};
}

/// What is left of the blur of upright edges when their slight tilt is taken off.
MeasuredQuantity in_plane_sigma(const CtVolume& ct, const MeasuredQuantity& axial,
                                const ImageQualityParameters& parameters) {
  std::vector<Component> components;
  const double axial_mm = axial.known() ? axial.value().value : 0;
  for (const EdgeBlur& blur : edge_blurs(ct, upright, parameters)) {
    const double tilt = axial.known() ? blur.tilt : 0;
    components.push_back({blur.place_mm, (blur.variance_mm2 - tilt * axial_mm * axial_mm) / (1 - tilt)});
  }
  if (components.size() >= static_cast<std::size_t>(parameters.least_edge_fits))
    return sigma_of(components, "upright on the slices", parameters);
  const MeasuredQuantity from_kernel = sigma_for_kernel(ct.acquisition.convolution_kernel);
  if (from_kernel.known()) return from_kernel;
  return Unknown{fmt::format("only {} edges of thick cortex ({} needed), and {}", components.size(),
                             parameters.least_edge_fits, from_kernel.reason())};
}

MeasuredQuantity axial_sigma(const CtVolume& ct, const MeasuredQuantity& in_plane,
                             const MeasuredQuantity& promised, const ImageQualityParameters& parameters) {
  if (!in_plane.known() || ct.grid.spacing_mm.z() > farthest_slices_mm) return promised;
  std::vector<Component> components;
  const double in_plane_mm = in_plane.value().value;
  for (const EdgeBlur& blur : edge_blurs(ct, lying, parameters))
    components.push_back(
        {blur.place_mm, (blur.variance_mm2 - (1 - blur.tilt) * in_plane_mm * in_plane_mm) / blur.tilt});
  if (components.size() < static_cast<std::size_t>(parameters.least_edge_fits)) return promised;
  return sigma_of(components, "that lie in the slices", parameters);
}

}  // namespace

MeasuredQuantity sigma_for_kernel(const std::string& convolution_kernel) {
  if (convolution_kernel.empty()) return Unknown{"Convolution Kernel (0018,1210) is absent"};
  std::string name = convolution_kernel;
  std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return std::toupper(c); });
  const std::string method = "kernel name " + convolution_kernel;
  // Siemens: B, Br, Bl, Hr, I ... and a number that grows with sharpness; GE and others: words.
  static const std::regex numbered("^[A-Z]{1,2}([0-9]{2})[A-Z]?.*");
  std::smatch match;
  if (std::regex_match(name, match, numbered)) {
    const int sharpness = std::stoi(match[1].str());
    if (sharpness >= 20 && sharpness <= 45) return Quantity{0.575, Unit::mm, 0.1, method};
    if (sharpness >= 60 && sharpness <= 80) return Quantity{0.35, Unit::mm, 0.1, method};
    if (sharpness > 45 && sharpness < 60) return Quantity{0.45, Unit::mm, 0.1, method};
  }
  for (const char* sharp : {"BONE", "EDGE", "LUNG", "ULTRA"})
    if (name.find(sharp) != std::string::npos) return Quantity{0.35, Unit::mm, 0.1, method};
  for (const char* soft : {"STANDARD", "SOFT", "STND", "BODY", "DETAIL"})
    if (name.find(soft) != std::string::npos) return Quantity{0.575, Unit::mm, 0.1, method};
  return Unknown{"kernel '" + convolution_kernel + "' is in no known family"};
}

MeasuredQuantity promised_axial_sigma(const CtVolume& ct, const ImageQualityParameters& parameters) {
  const auto of_box = [&](double thickness_mm, const char* what) -> MeasuredQuantity {
    return Quantity{std::hypot(thickness_mm / std::sqrt(12.0), parameters.slice_profile_sigma_mm),
                    Unit::mm,
                    {},
                    fmt::format("{}; too few edges of thick cortex lie in the slices", what)};
  };
  if (const double* thickness = ct.acquisition.slice_thickness_mm.if_known(); thickness && *thickness > 0)
    return of_box(*thickness, "slice thickness");
  if (ct.grid.size[2] < 2) return Unknown{"a single slice without Slice Thickness (0018,0050)"};
  return of_box(ct.grid.spacing_mm.z(), "slice increment");
}

PointSpread measure_point_spread(const CtVolume& ct, const ImageQualityParameters& parameters) {
  const MeasuredQuantity promised = promised_axial_sigma(ct, parameters);
  const MeasuredQuantity in_plane = in_plane_sigma(ct, promised, parameters);
  return {in_plane, axial_sigma(ct, in_plane, promised, parameters)};
}

}  // namespace osteosign
