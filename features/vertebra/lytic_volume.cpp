#include "features/vertebra/lytic_volume.h"

#include <fmt/format.h>

#include <cmath>
#include <numbers>
#include <optional>

namespace osteosign {
namespace {

std::string method_of(const ExpectedDensity& expected) {
  return expected.neighbours == 0
             ? "against the mirror side of the vertebra: nothing is found that lies across its midline"
             : fmt::format("{:.0f} HU expected from {} vertebrae", expected.core_hu, expected.neighbours);
}

/// Why a lesion would not surely have been seen; nothing where it would.
std::optional<Unknown> not_sure(const LysisDetection& detection, double seen_mm3,
                                const ExpectedDensity& expected, const Eigen::Vector3d& spacing_mm,
                                const LysisParameters& parameters) {
  const std::string found =
      seen_mm3 > 0 ? fmt::format("a region of {:.0f} mm3 is all that was found", seen_mm3) : "nothing found";
  if (detection.places == 0)
    return Unknown{fmt::format("{}, but the body is too small for a ball of {:.0f} mm radius", found,
                               parameters.lysis_sure_radius_mm)};
  if (detection.share() >= parameters.lysis_sure_share) {
    if (parameters.looks_at_arches(spacing_mm)) return {};
    return Unknown{
        fmt::format("{} in the body, but with voxels of {:.1f} mm pedicles and arch are not searched "
                    "({:.1f} mm are needed)",
                    found, spacing_mm.maxCoeff(), parameters.lysis_arch_largest_voxel_mm)};
  }
  return Unknown{fmt::format(
      "{}, but a ball of {:.0f} HU and {:.0f} mm radius would be seen at {} of {} places of the body alone "
      "({})",
      found, parameters.lysis_usual_hu, parameters.lysis_sure_radius_mm, detection.found, detection.places,
      method_of(expected))};
}

double ball_mm3(double radius_mm) { return 4 * std::numbers::pi / 3 * std::pow(radius_mm, 3); }

}  // namespace

MeasuredQuantity lytic_volume(const std::vector<LyticRegion>& regions, const LysisField& field,
                              const LysisLimits& limits, const LesionScanner& scanner,
                              const LysisParameters& parameters) {
  constexpr double shows_most_of_it = 0.5;
  const LyticRegion* const region = largest_unexplained(regions);
  const double volume_mm3 = region == nullptr ? 0 : region->volume_mm3();
  const std::string method = method_of(field.expected);
  const double least_mm3 = shows_most_of_it * ball_mm3(parameters.lysis_sure_radius_mm);
  if (volume_mm3 < least_mm3) {
    for (const LyticRegion& each : regions)
      if (each.explained_by == explained_by_struts && each.volume_mm3() >= least_mm3)
        return Unknown{fmt::format(
            "a region of {:.0f} mm3 has struts as of a haemangioma, but no fat: it may be a lesion",
            each.volume_mm3())};
    const LysisDetection detection = try_lesions(field, limits, scanner, parameters);
    if (std::optional<Unknown> reason =
            not_sure(detection, volume_mm3, field.expected, field.image.grid.spacing_mm, parameters))
      return *std::move(reason);
    if (region == nullptr)
      return Quantity{
          0,
          Unit::mm3,
          {},
          fmt::format("{}; a ball of {:.0f} HU and {:.0f} mm radius would be seen at {} of {} places", method,
                      parameters.lysis_usual_hu, parameters.lysis_sure_radius_mm, detection.found,
                      detection.places)};
  }
  return Quantity{volume_mm3,
                  Unit::mm3,
                  {},
                  fmt::format("{:.0f} HU where {:.0f} HU are expected; {}", region->median_hu,
                              region->expected_hu, method)};
}

}  // namespace osteosign
