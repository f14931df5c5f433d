#include "tests/evaluation/film_lateral.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <fstream>

#include "classify/genant.h"
#include "classify/posterior_wall.h"
#include "features/radiograph/spine/lateral/spine_on_lateral_film.h"
#include "io/files/png.h"
#include "tests/evaluation/error_table.h"
#include "tests/evaluation/film_lateral_case.h"
#include "tests/lateral_panels.h"

namespace osteosign::evaluation {
namespace {

namespace fs = std::filesystem;
using Corners = std::array<Eigen::Vector2d, 4>;

Corners corners_of(const phantom::VertebraOnFilm& truth) {
  return {truth.anterior_superior, truth.posterior_superior, truth.posterior_inferior,
          truth.anterior_inferior};
}

Eigen::Vector2d middle_of(const Corners& corners) {
  return (corners[0] + corners[1] + corners[2] + corners[3]) / 4;
}

double height_of(const Corners& corners) {
  return (corners[2] + corners[3] - corners[0] - corners[1]).norm() / 2;
}

/// The vertebra whose middle lies nearest, within half of the height; null when none does.
const VertebraOnFilm* found_at(const Measured<SpineOnFilm>& spine, const Corners& truth) {
  if (!spine.known()) return nullptr;
  const VertebraOnFilm* nearest = nullptr;
  double nearest_px = height_of(truth) / 2;
  for (const VertebraOnFilm& vertebra : spine.value().vertebrae) {
    const double away_px = (vertebra.centre_px - middle_of(truth)).norm();
    if (away_px > nearest_px) continue;
    nearest = &vertebra;
    nearest_px = away_px;
  }
  return nearest;
}

/// Errors of corners in percent of the height of the film.
struct CornerErrors {
  std::vector<double> percent;
  int bodies = 0, found = 0, others = 0;

  void add(const Radiograph& film, const Corners& truth, const VertebraOnFilm* vertebra) {
    ++bodies;
    if (vertebra == nullptr) return;
    ++found;
    for (std::size_t corner = 0; corner < truth.size(); ++corner)
      percent.push_back(100 * (vertebra->outline_px[corner] - truth[corner]).norm() / film.rows);
  }
  double quantile(double part) const {
    std::vector<double> sorted = percent;
    std::ranges::sort(sorted);
    return sorted.empty() ? 0
                          : sorted[static_cast<std::size_t>(part * static_cast<double>(sorted.size() - 1))];
  }
  double within(double limit) const {
    return percent.empty() ? 0
                           : 100.0 *
                                 static_cast<double>(std::ranges::count_if(
                                     percent, [&](double error) { return error <= limit; })) /
                                 static_cast<double>(percent.size());
  }
  std::string row(const std::string& name) const {
    return fmt::format("| {} | {} of {} | {} | {:.2f} | {:.2f} | {:.0f} % |\n", name, found, bodies, others,
                       quantile(0.5), quantile(0.9), within(1.5));
  }
};

constexpr const char* corner_head =
    "| film | bodies found | other outlines | corner error, median (% of the film's height) | 90th "
    "percentile | "
    "within 1.5 % |\n|---|---|---|---|---|---|\n";

int true_grade(const phantom::VertebraSigns& signs) {
  return genant_grade(std::max({signs.anterior_loss, signs.middle_loss, signs.crush_loss}));
}

/// What is counted over all films.
struct Counts {
  CornerErrors corners;
  ErrorTable bulge{"posterior_wall_bulge, mm (gate 0.8)"}, wedge{"sagittal_wedge, degrees (gate 2)"};
  int graded = 0, right_grade = 0, one_off = 0, ungraded = 0, false_collapse = 0;
  int bulged = 0, raised = 0, bulged_unknown = 0, intact = 0, falsely_raised = 0, not_assessable = 0,
      benign = 0;
};

std::optional<double> error_of(const MeasuredQuantity& found, double truth) {
  if (!found.known()) return std::nullopt;
  return found.value().value - truth;
}

void count_grade(const RadiographVertebraMeasurements& measured, int truth, Counts& counts) {
  const Measured<Genant> graded = genant(measured);
  if (!graded.known() || !graded.value().grade.known()) {
    ++counts.ungraded;
    return;
  }
  const int off = std::abs(graded.value().grade.value() - truth);
  ++counts.graded;
  if (off == 0) ++counts.right_grade;
  if (off <= 1) ++counts.one_off;
  if (truth == 0 && off > 1) ++counts.false_collapse;
}

void count_verdict(const RadiographVertebraMeasurements& measured, double bulge_mm, Counts& counts) {
  constexpr double certain_bulge_mm = 2.5, certain_none_mm = 1;
  const Verdict verdict =
      judge_posterior_wall(JudgedFilmVertebra{.subject = "v", .level = {}, .measurements = measured}, {})
          .verdict;
  const bool raised = verdict == Verdict::malignant, unknown = verdict == Verdict::not_assessable;
  if (unknown) ++counts.not_assessable;
  if (verdict == Verdict::benign) ++counts.benign;
  if (bulge_mm >= certain_bulge_mm) {
    ++counts.bulged;
    if (raised) ++counts.raised;
    if (unknown) ++counts.bulged_unknown;
  } else if (bulge_mm <= certain_none_mm) {
    ++counts.intact;
    if (raised) ++counts.falsely_raised;
  }
}

std::string evaluate_film(int seed, bool with_cases, Counts& counts) {
  const FilmLateralCase which = lateral_case(seed);
  const CastLateralFilm cast = cast_lateral_film(which);
  const Measured<SpineOnFilm> spine = spine_on_lateral_film(cast.film, prepare_radiograph(cast.film, {}));
  std::string lines;
  int matched = 0;
  for (std::size_t each = 0; each < cast.truth.size(); ++each) {
    const Corners truth = corners_of(cast.truth[each]);
    const VertebraOnFilm* const vertebra = found_at(spine, truth);
    counts.corners.add(cast.film, truth, vertebra);
    if (vertebra == nullptr) continue;
    ++matched;
    const RadiographVertebraMeasurements& measured = vertebra->measurements;
    const std::string kind = phantom::name_of(which.sign);
    const bool is_signed = static_cast<int>(each) == cast.signed_vertebra;
    const std::string stratum = is_signed ? kind : "without a sign";
    counts.bulge.add(stratum, error_of(measured.posterior_wall_bulge, cast.bulge_mm[each]), 0.8);
    counts.wedge.add(stratum, error_of(measured.sagittal_wedge, cast.wedge_deg[each]), 2);
    count_grade(measured, true_grade(cast.signs[each]), counts);
    count_verdict(measured, cast.bulge_mm[each], counts);
    if (with_cases) {
      const auto text = [](const MeasuredQuantity& found) {
        return found.known() ? fmt::format("{:.2f}", found.value().value) : found.reason();
      };
      lines += fmt::format(
          "seed {} {} vertebra {}: bulge {} (true {:.2f}), excess {}, convex {}, contrast {}, wedge {} (true "
          "{:.1f}), losses {} {} {}\n",
          seed, stratum, each + 1, text(measured.posterior_wall_bulge), cast.bulge_mm[each],
          text(measured.posterior_wall_bulge_excess), text(measured.posterior_wall_convex_share),
          text(measured.posterior_wall_contrast), text(measured.sagittal_wedge), cast.wedge_deg[each],
          text(measured.anterior_height_loss), text(measured.middle_height_loss),
          text(measured.posterior_height_loss));
    }
  }
  counts.corners.others += spine.known() ? static_cast<int>(spine.value().vertebrae.size()) - matched : 0;
  return lines;
}

std::string phantom_tables(const Selection& selection) {
  constexpr int cases = 20;
  Counts counts;
  std::string lines;
  int films = 0;
  for (int i = 0; i < cases; i += selection.stride, ++films)
    lines += evaluate_film(selection.first_seed + i, selection.with_cases, counts);
  return lines + corner_head + counts.corners.row(fmt::format("{} films", films)) + "\n" +
         counts.bulge.markdown() + "\n" + counts.wedge.markdown() + "\n" +
         fmt::format(
             "| Genant grade known | right | at most one off | unknown | grade 2 or 3 where nothing is "
             "lost |\n|---|---|---|---|---|\n| {} | {} | {} | {} | {} |\n\n",
             counts.graded, counts.right_grade, counts.one_off, counts.ungraded, counts.false_collapse) +
         fmt::format(
             "| true bulge of 2.5 mm or more | raised | of them not assessable | true bulge of 1 mm or "
             "less | raised | not assessable, all | called benign |\n|---|---|---|---|---|---|---|\n"
             "| {} | {} | {} | {} | {} | {} | {} |\n\n",
             counts.bulged, counts.raised, counts.bulged_unknown, counts.intact, counts.falsely_raised,
             counts.not_assessable, counts.benign);
}

std::string panel_table(const fs::path& folder) {
  std::string text = corner_head;
  CornerErrors all;
  for (const LateralPanel& panel : lateral_panels(folder)) {
    const Measured<SpineOnFilm> spine = spine_on_lateral_film(panel.film, prepare_radiograph(panel.film, {}));
    CornerErrors own;
    for (std::size_t body = 0; body + 1 < panel.corners_px.size(); ++body) {
      const VertebraOnFilm* const vertebra = found_at(spine, panel.corners_px[body]);
      own.add(panel.film, panel.corners_px[body], vertebra);
      all.add(panel.film, panel.corners_px[body], vertebra);
    }
    own.others = spine.known() ? static_cast<int>(spine.value().vertebrae.size()) - own.found : 0;
    all.others += own.others;
    text += own.row(panel.name);
  }
  return text + all.row("all");
}

}  // namespace

std::string evaluate_film_lateral(const fs::path& radiographs, const Selection& selection) {
  const fs::path panels = radiographs / "spine_lateral_corners";
  const std::string real =
      fs::exists(panels) ? panel_table(panels) : panels.string() + " is missing: no real films\n";
  return (selection.kind == "panels" ? "" : phantom_tables(selection)) + real;
}

std::string save_lateral_films(const fs::path& folder, int count, const Selection& selection) {
  fs::create_directories(folder);
  std::ofstream table(folder / fmt::format("corners_{}.csv", selection.first_seed));
  table << "film,number,corner,x,y\n";
  constexpr std::array<const char*, 4> names{"anterior_superior", "posterior_superior", "posterior_inferior",
                                             "anterior_inferior"};
  for (int i = 0; i < count; i += selection.stride) {
    const int seed = selection.first_seed + i;
    const CastLateralFilm cast = cast_lateral_film(lateral_case(seed));
    const std::string name = fmt::format("film_{}.png", seed);
    Gray16Picture picture{cast.film.columns, cast.film.rows, {}};
    for (const float value : cast.film.pixels) picture.gray.push_back(static_cast<std::uint16_t>(value));
    write_file(encode_png(picture), folder / name);
    for (const phantom::VertebraOnFilm& vertebra : cast.truth) {
      const Corners corners = corners_of(vertebra);
      for (std::size_t corner = 0; corner < corners.size(); ++corner)
        table << fmt::format("{},{},{},{:.2f},{:.2f}\n", name, vertebra.number, names[corner],
                             corners[corner].x(), corners[corner].y());
    }
    table.flush();
  }
  return folder.string() + "\n";
}

}  // namespace osteosign::evaluation
