#include "features/prepare/point_spread.h"

#include <fmt/format.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <regex>

#include "features/prepare/edge_sites.h"

namespace osteosign {
namespace {

constexpr int most_slices = 60;
constexpr std::size_t most_fits_of_slice = 200;

std::vector<double> sigmas_of_slice(const CtVolume& ct, int z, const ImageQualityParameters& parameters) {
  const std::vector<EdgeSite> sites = thick_cortex_edges(ct, z, parameters);
  const std::size_t every = std::max<std::size_t>(1, sites.size() / most_fits_of_slice);
  std::vector<double> sigmas;
  for (std::size_t i = 0; i < sites.size(); i += every)
    if (const Measured<double> sigma = fit_edge_sigma_mm(sites[i]); sigma.known())
      sigmas.push_back(sigma.value());
  return sigmas;
}

double percentile(const std::vector<double>& sorted, double percent) {
  const double position = percent / 100 * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(position);
  const std::size_t above = std::min(below + 1, sorted.size() - 1);
  return sorted[below] + (position - static_cast<double>(below)) * (sorted[above] - sorted[below]);
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

MeasuredQuantity measure_in_plane_sigma(const CtVolume& ct, const ImageQualityParameters& parameters) {
  const int every = std::max(1, ct.grid.size[2] / most_slices);
  const int slices = (ct.grid.size[2] + every - 1) / every;
  std::vector<std::vector<double>> of_slice(static_cast<std::size_t>(slices));
  tbb::parallel_for(0, slices, [&](int i) {
    of_slice[static_cast<std::size_t>(i)] = sigmas_of_slice(ct, i * every, parameters);
  });
  std::vector<double> sigmas;
  for (const auto& one : of_slice) sigmas.insert(sigmas.end(), one.begin(), one.end());
  if (sigmas.size() >= static_cast<std::size_t>(parameters.least_edge_fits)) {
    std::sort(sigmas.begin(), sigmas.end());
    const double spread = (percentile(sigmas, parameters.psf_percentile + 10) -
                           percentile(sigmas, std::max(0.0, parameters.psf_percentile - 10))) /
                          2;
    return Quantity{percentile(sigmas, parameters.psf_percentile), Unit::mm, spread,
                    fmt::format("{} edges of thick cortex", sigmas.size())};
  }
  const MeasuredQuantity from_kernel = sigma_for_kernel(ct.acquisition.convolution_kernel);
  if (from_kernel.known()) return from_kernel;
  return Unknown{fmt::format("only {} edges of thick cortex ({} needed), and {}", sigmas.size(),
                             parameters.least_edge_fits, from_kernel.reason())};
}

MeasuredQuantity axial_sigma(const CtVolume& ct, const ImageQualityParameters& parameters) {
  if (const double* thickness = ct.acquisition.slice_thickness_mm.if_known(); thickness && *thickness > 0)
    return Quantity{parameters.axial_sigma_per_thickness * *thickness, Unit::mm, {}, "slice thickness"};
  if (ct.grid.size[2] < 2) return Unknown{"a single slice without Slice Thickness (0018,0050)"};
  return Quantity{
      parameters.axial_sigma_per_thickness * ct.grid.spacing_mm.z(), Unit::mm, {}, "slice increment"};
}

}  // namespace osteosign
