#include "features/radiograph/soft_tissue/film_soft_tissue.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "features/radiograph/in_millimetres.h"
#include "features/radiograph/soft_tissue/soft_tissue_strip.h"

namespace osteosign {
namespace {

/// All of one side, in pixels and grey values as the film has them.
struct Bulge {
  double height_px;
  double sd_px;
  double depth_px;  ///< of the skin that was expected there
  Eigen::Vector2d skin_px;
  SkinLine line;
  double stands_out_px() const { return height_px - sd_px; }
};

struct Density {
  double excess;  ///< in contrasts of the cortex
  double sd;
  Eigen::Vector2d place_px;
};

using RowValue = Measured<double> SoftTissueRow::*;

std::vector<ValueAlong> known_values(const SoftTissueStrip& strip, RowValue which) {
  std::vector<ValueAlong> values;
  for (const SoftTissueRow& row : strip.rows)
    if ((row.*which).known()) values.push_back({row.along_px, (row.*which).value()});
  return values;
}

class SoftTissueBeside {
 public:
  SoftTissueBeside(const SoftTissueStrip& strip, double width_px, const FilmSoftTissueParameters& parameters)
      : strip_(strip), width_px_(width_px), p_(parameters) {}

  Measured<Bulge> bulge() const {
    const Measured<TrendBeyond> trend = trend_of(&SoftTissueRow::skin_px, TrendShape::parabola);
    if (!trend.known()) return trend.unknown();
    const StretchAlong lesion = strip_.lesion.value();
    const double run_px = p_.bulge_length_widths * width_px_;
    const double sd_px = std::hypot(trend.value().spread, trend_error(p_.trend_error_widths * width_px_));
    std::optional<Bulge> most;
    for (std::size_t first = 0; first < strip_.rows.size(); ++first) {
      if (strip_.rows[first].along_px < lesion.first_px - p_.beside_widths * width_px_) continue;
      const std::optional<Run> run = run_from(first, run_px, trend.value());
      if (!run || strip_.rows[first].along_px > lesion.last_px ||
          strip_.rows[run->last].along_px < lesion.first_px ||
          strip_.rows[run->last].along_px > lesion.last_px + p_.beside_widths * width_px_)
        continue;
      if (most && run->least_px <= most->height_px) continue;
      const SoftTissueRow& middle = strip_.rows[(first + run->last) / 2];
      most = Bulge{run->least_px,
                   sd_px,
                   trend.value().at(middle.along_px),
                   middle.edge_px + middle.skin_px.value() * strip_.outward,
                   {}};
    }
    if (!most) return Unknown{"no length of skin beside the lesion is seen whole"};
    most->line = line_of(trend.value());
    return *most;
  }

  Measured<Density> density() const {
    if (!strip_.cortex_contrast.known()) return strip_.cortex_contrast.unknown();
    const Measured<TrendBeyond> trend = trend_of(&SoftTissueRow::grey, TrendShape::line);
    if (!trend.known()) return trend.unknown();
    double sum = 0, number = 0;
    for (const SoftTissueRow& row : strip_.rows)
      if (is_beside(row) && row.grey.known()) {
        sum += row.grey.value() - trend.value().at(row.along_px);
        number += 1;
      }
    const double contrast = strip_.cortex_contrast.value();
    const double out_px = (p_.near_widths + p_.far_widths) / 2 * width_px_;
    return Density{sum / number / contrast,
                   std::hypot(trend.value().spread / contrast, trend_error(p_.trend_error_contrast)),
                   middle_row().edge_px + out_px * strip_.outward};
  }

  /// Of the rows beside the lesion.
  double seen_part(RowValue which) const {
    double beside = 0, seen = 0;
    for (const SoftTissueRow& row : strip_.rows)
      if (is_beside(row)) {
        beside += 1;
        seen += (row.*which).known() ? 1 : 0;
      }
    return seen / beside;
  }

 private:
  struct Run {
    std::size_t last;
    double least_px;
  };

  bool is_beside(const SoftTissueRow& row) const {
    const StretchAlong& lesion = strip_.lesion.value();
    return row.along_px >= lesion.first_px && row.along_px <= lesion.last_px;
  }

  const SoftTissueRow& middle_row() const {
    const double middle = strip_.lesion.value().middle_px();
    return *std::ranges::min_element(
        strip_.rows, {}, [&](const SoftTissueRow& row) { return std::abs(row.along_px - middle); });
  }

  /// The lesion and what beside it tells nothing of healthy tissue.
  StretchAlong gap() const {
    const double margin_px = p_.margin_widths * width_px_;
    return {strip_.lesion.value().first_px - margin_px, strip_.lesion.value().last_px + margin_px};
  }

  /// Longer gaps are bridged less surely.
  double trend_error(double of_one_width) const {
    return of_one_width * std::max(1.0, gap().length_px() / width_px_);
  }

  Measured<TrendBeyond> trend_of(RowValue which, TrendShape shape) const {
    if (!strip_.lesion.known()) return strip_.lesion.unknown();
    if (seen_part(which) < p_.least_seen_fraction) return why_unseen(which);
    return trend_beyond(known_values(strip_, which), gap(), shape,
                        {p_.reach_widths * width_px_, p_.least_beyond_widths * width_px_});
  }

  Unknown why_unseen(RowValue which) const {
    const auto unseen = std::ranges::find_if(
        strip_.rows, [&](const SoftTissueRow& row) { return is_beside(row) && !(row.*which).known(); });
    return ((*unseen).*which).unknown();
  }

  SkinLine line_of(const TrendBeyond& trend) const {
    SkinLine line;
    bool goes_on = false;
    for (const SoftTissueRow& row : strip_.rows) {
      if (is_beside(row)) line.expected_px.push_back(row.edge_px + trend.at(row.along_px) * strip_.outward);
      if (row.skin_px.known()) {
        if (!goes_on) line.seen_px.emplace_back();
        line.seen_px.back().push_back(row.edge_px + row.skin_px.value() * strip_.outward);
      }
      goes_on = row.skin_px.known();
    }
    return line;
  }

  /// The least by which the skin stands out along a length from a row on; nothing where it is not seen whole.
  std::optional<Run> run_from(std::size_t first, double length_px, const TrendBeyond& trend) const {
    Run run{first, INFINITY};
    for (; run.last < strip_.rows.size(); ++run.last) {
      const SoftTissueRow& row = strip_.rows[run.last];
      if (!row.skin_px.known()) return std::nullopt;
      run.least_px = std::min(run.least_px, row.skin_px.value() - trend.at(row.along_px));
      if (row.along_px - strip_.rows[first].along_px >= length_px) return run;
    }
    return std::nullopt;
  }

  const SoftTissueStrip& strip_;
  double width_px_;
  const FilmSoftTissueParameters& p_;
};

struct SideReading {
  Measured<Bulge> bulge;
  Measured<Density> density;
  double assessed;  ///< part of the rows beside the lesion
};

SideReading read_side(const Radiograph& film, const RadiographField& field, const CortexSide& side,
                      double width_px, const RadiographLesionOutline& lesion,
                      const FilmSoftTissueParameters& parameters) {
  const Measured<SoftTissueStrip> strip = soft_tissue_strip(film, field, side, width_px, lesion, parameters);
  if (!strip.known()) return {strip.unknown(), strip.unknown(), 0};
  if (!strip.value().lesion.known())
    return {strip.value().lesion.unknown(), strip.value().lesion.unknown(), 0};
  const SoftTissueBeside beside(strip.value(), width_px, parameters);
  const Measured<Bulge> bulge = beside.bulge();
  return {bulge, beside.density(), bulge.known() ? beside.seen_part(&SoftTissueRow::skin_px) : 0};
}

/// The thinnest mass on a bone of that radius that pushes skin of that depth out by so much.
double displacing_thickness(double bone_radius, double skin_depth, double bulge) {
  const double skin_radius = bone_radius + skin_depth;
  const double filled = bulge * (2 * skin_radius + bulge);
  return std::sqrt(bone_radius * bone_radius + filled) - bone_radius;
}

constexpr const char* bulge_method = "distance of the skin against its trend above and below";

void describe_bulge(const Bulge& bulge, double width_px, const Radiograph& film, FilmSoftTissue& found) {
  found.bulge_to_width =
      Quantity{bulge.height_px / width_px, Unit::one, bulge.sd_px / width_px, bulge_method};
  const double depth_px = std::max(1.0, bulge.depth_px);
  found.bulge_to_depth =
      Quantity{bulge.height_px / depth_px, Unit::fraction, bulge.sd_px / depth_px, bulge_method};
  found.bulge_px = bulge.skin_px;
  found.bulge =
      in_millimetres(Quantity{bulge.height_px, Unit::pixel, bulge.sd_px, bulge_method}, 1, film.spacing);
}

}  // namespace

FilmSoftTissue unmeasured_soft_tissue(const Unknown& why) { return {why, why, why, why, why, why, why, why}; }

FilmSoftTissue measure_film_soft_tissue(const Radiograph& film, const RadiographField& field,
                                        const TracedBone& bone, const RadiographLesionOutline& lesion,
                                        const FilmSoftTissueParameters& parameters) {
  const double width_px = bone.width_px;
  const std::array sides{read_side(film, field, bone.left, width_px, lesion, parameters),
                         read_side(film, field, bone.right, width_px, lesion, parameters)};
  FilmSoftTissue found = unmeasured_soft_tissue(sides[0].bulge.unknown());
  found.density_excess = sides[0].density.unknown();
  found.density_px = sides[0].density.unknown();
  std::optional<Bulge> most;
  std::optional<Density> densest;
  double limit_px = 0;
  for (const SideReading& side : sides) {
    if (const Bulge* const bulge = side.bulge.if_known()) {
      found.skin.push_back(bulge->line);
      if (!most || bulge->stands_out_px() > most->stands_out_px()) most = *bulge;
      limit_px = std::max(limit_px, displacing_thickness(width_px / 2, bulge->depth_px,
                                                         parameters.detected_spreads * bulge->sd_px));
    }
    if (const Density* const density = side.density.if_known())
      if (!densest || density->excess - density->sd > densest->excess - densest->sd) densest = *density;
  }
  if (most) {
    describe_bulge(*most, width_px, film, found);
    found.detection_limit_to_width =
        Quantity{limit_px / width_px, Unit::one, std::nullopt, "tissue displaced straight outward"};
  }
  if (densest) {
    found.density_excess = Quantity{densest->excess, Unit::one, densest->sd,
                                    "tissue near the bone against its trend above and below"};
    found.density_px = densest->place_px;
  }
  found.assessed_fraction = Quantity{(sides[0].assessed + sides[1].assessed) / 2, Unit::fraction};
  return found;
}

}  // namespace osteosign
