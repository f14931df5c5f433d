#include "features/radiograph/soft_tissue/soft_tissue_strip.h"

#include <algorithm>
#include <cmath>

#include "features/profile/order_statistics.h"
#include "features/radiograph/bone/lesion_pixels.h"

namespace osteosign {
namespace {

/// Grey of direct exposure; on a film whose air was cut off with a straight skin line, of what was cut off,
/// if it is dark.
Measured<double> grey_beyond(const Radiograph& film, const RadiographField& field) {
  std::vector<double> air, cut_off, tissue;
  for (std::size_t i = 0; i < film.pixels.size(); ++i) {
    if (field.usable[i] != 0)
      tissue.push_back(film.pixels[i]);
    else if (field.air[i] != 0)
      air.push_back(film.pixels[i]);
    else if (field.markers[i] == 0 && field.metal[i] == 0)
      cut_off.push_back(film.pixels[i]);
  }
  if (!air.empty()) return median(std::move(air));
  constexpr double thin_part = 0.05;
  if (!cut_off.empty() && !tissue.empty()) {
    const double dark = median(std::move(cut_off));
    if (dark < order_statistic(std::move(tissue), thin_part)) return dark;
  }
  return Unknown{"no air beside the limb is seen on the film"};
}

/// One film, looked at along lines that lead away from a bone.
class LinesOutward {
 public:
  LinesOutward(const Radiograph& film, const RadiographField& field, const Eigen::Vector2d& outward,
               double bone_width_px, const FilmSoftTissueParameters& parameters)
      : film_(film),
        field_(field),
        outward_(outward),
        width_px_(bone_width_px),
        p_(parameters),
        air_grey_(grey_beyond(film, field)) {}

  Measured<double> skin_px(const Eigen::Vector2d& edge) const {
    if (!air_grey_.known()) return air_grey_.unknown();
    for (double out = 1; out <= p_.farthest_widths * width_px_; ++out) {
      const std::ptrdiff_t at = index(edge + out * outward_);
      if (at < 0) return Unknown{"the skin lies outside of the film"};
      const auto i = static_cast<std::size_t>(at);
      if (field_.usable[i] != 0) continue;
      if (field_.markers[i] != 0 || field_.metal[i] != 0)
        return Unknown{"a marker or metal lies between bone and skin"};
      const double thickest = std::max(0.0, mean(edge, 0.3 * out, 0.7 * out) - air_grey_.value());
      if (field_.air[i] == 0 && film_.pixels[i] - air_grey_.value() > p_.air_fraction * thickest) continue;
      // At the skin the tissue that the rays pass grows thin; a collimator cuts it off at its full thickness.
      const double just_inside = mean(edge, out - inside_px(), out - 1) - air_grey_.value();
      if (just_inside > p_.collimated_edge_fraction * thickest)
        return Unknown{"the soft tissue is cut off by the collimation"};
      return out;
    }
    return Unknown{"no skin is seen beside the bone"};
  }

  /// Mean of usable tissue between two distances from the edge.
  Measured<double> grey(const Eigen::Vector2d& edge, double first_px, double last_px) const {
    double sum = 0;
    int number = 0;
    for (double out = first_px; out <= last_px; ++out, ++number) {
      const std::ptrdiff_t at = index(edge + out * outward_);
      if (at < 0 || field_.usable[static_cast<std::size_t>(at)] == 0)
        return Unknown{"the soft tissue beside the bone does not lie on usable film"};
      sum += film_.pixels[static_cast<std::size_t>(at)];
    }
    if (number == 0) return Unknown{"the soft tissue beside the bone has no pixels"};
    return sum / number;
  }

  Measured<double> brightest(const Eigen::Vector2d& edge, double inward_px) const {
    double most = -INFINITY;
    for (double in = 0; in <= inward_px; ++in) {
      const std::ptrdiff_t at = index(edge - in * outward_);
      if (at >= 0) most = std::max<double>(most, film_.pixels[static_cast<std::size_t>(at)]);
    }
    if (!std::isfinite(most)) return Unknown{"the bone lies outside of the film"};
    return most;
  }

 private:
  std::ptrdiff_t index(const Eigen::Vector2d& pixel) const {
    const auto column = std::lround(pixel.x()), row = std::lround(pixel.y());
    if (column < 0 || row < 0 || column >= film_.columns || row >= film_.rows) return -1;
    return static_cast<std::ptrdiff_t>(row) * film_.columns + column;
  }

  double inside_px() const {
    constexpr double inside_widths = 0.06;
    return std::max(2.0, inside_widths * width_px_);
  }

  /// Of all film between two distances from the edge; there must be some.
  double mean(const Eigen::Vector2d& edge, double first_px, double last_px) const {
    double sum = 0, number = 0;
    for (double out = std::max(1.0, first_px); out <= last_px || number == 0; ++out, number += 1)
      sum += film_.pixels[static_cast<std::size_t>(index(edge + out * outward_))];
    return sum / number;
  }

  const Radiograph& film_;
  const RadiographField& field_;
  Eigen::Vector2d outward_;
  double width_px_;
  const FilmSoftTissueParameters& p_;
  Measured<double> air_grey_;
};

Eigen::Vector2d mean_outward(const CortexSide& side) {
  Eigen::Vector2d sum(0, 0);
  for (const CortexPoint& point : side.points) sum += point.outward;
  return sum.normalized();
}

/// Of the cortex beyond the lesion.
Measured<double> cortex_contrast(const CortexSide& side, const std::vector<SoftTissueRow>& rows,
                                 const LinesOutward& lines, double first_px, double last_px) {
  std::vector<double> contrasts;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows[i].beside_lesion || !side.points[i].traced) continue;
    const Measured<double> cortex = lines.brightest(rows[i].edge_px, side.points[i].thickness_px);
    const Measured<double> tissue = lines.grey(rows[i].edge_px, first_px, last_px);
    if (cortex.known() && tissue.known()) contrasts.push_back(cortex.value() - tissue.value());
  }
  if (contrasts.empty()) return Unknown{"no cortex is seen beyond the lesion"};
  const double usual = median(std::move(contrasts));
  if (usual <= 0) return Unknown{"the cortex is not brighter than the soft tissue"};
  return usual;
}

Measured<StretchAlong> stretch_of(const std::vector<SoftTissueRow>& rows) {
  const auto first = std::ranges::find_if(rows, &SoftTissueRow::beside_lesion);
  if (first == rows.end()) return Unknown{"the bone beside the lesion was not traced"};
  const auto last = std::find_if(rows.rbegin(), rows.rend(), [](const auto& r) { return r.beside_lesion; });
  return StretchAlong{first->along_px, last->along_px};
}

}  // namespace

Measured<SoftTissueStrip> soft_tissue_strip(const Radiograph& film, const RadiographField& field,
                                            const CortexSide& side, double bone_width_px,
                                            const RadiographLesionOutline& lesion,
                                            const FilmSoftTissueParameters& parameters) {
  if (side.points.empty()) return side.band_spread.unknown();
  SoftTissueStrip strip;
  strip.outward = mean_outward(side);
  const LinesOutward lines(film, field, strip.outward, bone_width_px, parameters);
  const double near_px = std::max(2.0, parameters.near_widths * bone_width_px);
  const double far_px = std::max(near_px + 1, parameters.far_widths * bone_width_px);
  for (const CortexPoint& point : side.points) {
    const Eigen::Vector2d edge = point.outer_px - point.beyond_ghost_px * point.outward;
    const double along =
        strip.rows.empty() ? 0 : strip.rows.back().along_px + (edge - strip.rows.back().edge_px).norm();
    strip.rows.push_back({along, edge, lies_across(lesion, edge, strip.outward, bone_width_px, far_px),
                          lines.skin_px(edge), lines.grey(edge, near_px, far_px)});
  }
  strip.lesion = stretch_of(strip.rows);
  strip.cortex_contrast = cortex_contrast(side, strip.rows, lines, near_px, 2 * near_px);
  return strip;
}

}  // namespace osteosign
