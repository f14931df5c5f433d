#include "tests/evaluation/film_pedicles.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "classify/pedicle_absent.h"
#include "features/radiograph/spine/spine_on_film.h"
#include "io/dicom/read_radiograph.h"
#include "sample_data/phantom/paint/paint_film.h"
#include "tests/evaluation/film_spine.h"

namespace osteosign::evaluation {
namespace {

namespace fs = std::filesystem;

/// One vertebra on one film: how far its asymmetry lies from that of the others, and what is said of it.
struct JudgedOnFilm {
  bool missing = false;  ///< a pedicle is, in truth
  MeasuredQuantity z = Unknown{"not measured"};
  MeasuredQuantity asymmetry = Unknown{"not measured"};
  bool raised = false;
  bool right_side = false;  ///< the finding names the pedicle that is missing
  double away_px = 0;       ///< from the place of the missing pedicle
};

bool is_raised(const RadiographVertebraMeasurements& measured) {
  return judge_pedicle_absent(JudgedFilmVertebra{"vertebra", {}, measured}, {}).verdict == Verdict::malignant;
}

/// The vertebrae that were found; the one whose pedicle lies nearest to the missing one is that vertebra.
std::vector<JudgedOnFilm> judged_on(const Radiograph& film, const Eigen::Vector2d* missing_px) {
  const Measured<SpineOnFilm> spine = spine_on_frontal_film(film, prepare_radiograph(film, {}), {});
  std::vector<JudgedOnFilm> judged;
  if (!spine.known()) return judged;
  for (const VertebraOnFilm& vertebra : spine.value().vertebrae) {
    JudgedOnFilm one;
    one.z = vertebra.measurements.pedicle_asymmetry_z;
    one.asymmetry = vertebra.measurements.pedicle_asymmetry;
    one.raised = is_raised(vertebra.measurements);
    if (missing_px != nullptr) {
      const double left = (vertebra.pedicles.front().centre_px - *missing_px).norm(),
                   right = (vertebra.pedicles.back().centre_px - *missing_px).norm();
      one.away_px = std::min(left, right);
      one.right_side = one.z.known() && (one.z.value().value < 0) == (left < right);
    }
    judged.push_back(one);
  }
  if (missing_px != nullptr && !judged.empty())
    std::ranges::min_element(judged, {}, &JudgedOnFilm::away_px)->missing = true;
  return judged;
}

/// A film of L5 and the six vertebrae above it; `side` is 1 with the left pedicle removed, -1 with the right
/// one, 0 with none and the whole column turned.
struct FilmCase {
  int seed = 1;
  int side = 0;
  double turn_deg = 0;
};

struct EvaluatedFilm {
  std::vector<JudgedOnFilm> vertebrae;
  double body_px = 0;
};

EvaluatedFilm evaluate(const FilmCase& which) {
  phantom::RandomSpine spine = phantom::random_spine(
      {.seed = static_cast<std::uint64_t>(which.seed), .vertebrae = 7, .lowest_level = 24});
  if (which.side == 0)
    spine.phantom.shape.rotation_deg = which.turn_deg;
  else
    (which.side > 0 ? spine.phantom.signs[spine.vertebra].left_pedicle_lysis
                    : spine.phantom.signs[spine.vertebra].right_pedicle_lysis) = 1;
  const phantom::SpineCt scanned = scanned_for_films(spine);
  const phantom::FilmOfCt made = cast_film(scanned, phantom::FilmView::ap, which.seed);
  const phantom::VertebraOnFilm truth =
      phantom::vertebrae_on_film(scanned, made).at(static_cast<std::size_t>(spine.vertebra - 1));
  const Eigen::Vector2d& missing = which.side > 0 ? truth.left_pedicle : truth.right_pedicle;
  return {judged_on(made.film, which.side == 0 ? nullptr : &missing),
          (truth.left_superior - truth.right_superior).norm()};
}

/// Probability that a vertebra without a pedicle is more asymmetric than an intact one (Mann and Whitney).
double area_under_curve(const std::vector<double>& missing, const std::vector<double>& intact) {
  double wins = 0;
  for (const double one : missing)
    for (const double other : intact) wins += one > other ? 1 : one == other ? 0.5 : 0;
  return wins / static_cast<double>(missing.size() * intact.size());
}

std::string phantom_table(const Selection& selection) {
  constexpr int cases = 8;
  std::vector<double> missing, intact;
  int films = 0, raised = 0, right_side = 0, unknown = 0, false_raised = 0, judged = 0, turned_raised = 0,
      turned_judged = 0, not_found = 0;
  std::string lines;
  for (int i = 0; i < cases; i += selection.stride) {
    const int seed = selection.first_seed + i;
    const EvaluatedFilm without = evaluate(FilmCase{seed, seed % 2 == 0 ? 1 : -1, 0});
    ++films;
    if (std::ranges::none_of(without.vertebrae, &JudgedOnFilm::missing)) ++not_found;
    for (const JudgedOnFilm& one : without.vertebrae) {
      const bool found = one.missing && one.away_px < 0.5 * without.body_px;
      if (one.missing && !found) ++not_found;
      if (selection.with_cases)
        lines += fmt::format("seed {}, {}: z {}, asymmetry {}{}\n", seed, found ? "missing" : "intact",
                             one.z.known() ? fmt::format("{:.1f}", one.z.value().value) : one.z.reason(),
                             one.asymmetry.known() ? fmt::format("{:.2f}", one.asymmetry.value().value) : "?",
                             one.raised ? ", raised" : "");
      if (found && one.raised) ++raised;
      if (found && one.raised && one.right_side) ++right_side;
      if (!found && one.raised) ++false_raised;
      if (!one.z.known()) {
        if (found) ++unknown;
        continue;
      }
      if (!found) ++judged;
      (found ? missing : intact).push_back(std::abs(one.z.value().value));
    }
    for (const JudgedOnFilm& one : evaluate(FilmCase{seed, 0, seed % 2 == 0 ? -8.0 : 8.0}).vertebrae) {
      if (selection.with_cases && one.z.known())
        lines += fmt::format("seed {}, turned: z {:.1f}{}\n", seed, one.z.value().value,
                             one.raised ? ", raised" : "");
      if (one.raised) ++turned_raised;
      if (one.z.known()) ++turned_judged;
    }
  }
  return lines +
         fmt::format(
             "| films with a removed pedicle | AUC of abs(z) | raised | on the right side | not "
             "compared | not found | raised on intact vertebrae of these films | raised on intact "
             "spines turned by 8 degrees |\n|---|---|---|---|---|---|---|---|\n"
             "| {} | {} | {} | {} | {} | {} | {} of {} | {} of {} |\n\n",
             films,
             missing.empty() || intact.empty() ? "unknown"
                                               : fmt::format("{:.3f}", area_under_curve(missing, intact)),
             raised, right_side, unknown, not_found, false_raised, judged, turned_raised, turned_judged);
}

/// The pedicles of a real film, by eye: at the left and at the right of the image, L1 to L5.
struct RealFilm {
  const char* file;
  Eigen::Vector2d painted_px;
  std::array<std::array<double, 4>, 5> pedicles;  ///< left column and row, right column and row
};

const std::array<RealFilm, 2>& real_films() {
  static const std::array<RealFilm, 2> films{{{"0001-F-037Y0.dcm",
                                               {40, 66},
                                               {{{894, 240, 1071, 245},
                                                 {891, 430, 1081, 430},
                                                 {868, 628, 1076, 640},
                                                 {838, 850, 1081, 860},
                                                 {816, 1050, 1091, 1040}}}},
                                              {"0223-F-063Y0.dcm",
                                               {46, 76},
                                               {{{1124, 628, 1324, 573},
                                                 {1179, 842, 1400, 752},
                                                 {1272, 1063, 1517, 966},
                                                 {1324, 1256, 1628, 1200},
                                                 {1276, 1463, 1641, 1394}}}}}};
  return films;
}

Radiograph read_film(const fs::path& file) {
  for (const StudyEntry& study : find_series({file}).studies)
    for (const SeriesEntry& series : study.series)
      for (const InstanceEntry& instance : series.instances) return read_radiograph(instance);
  throw InputError(file.string() + ": holds no radiograph");
}

Radiograph without_pedicle(const Radiograph& film, const Eigen::Vector2d& centre_px,
                           const Eigen::Vector2d& semi_axes_px) {
  Radiograph painted = film;
  painted.pixels =
      phantom::painted_out({film.columns, film.rows, film.pixels}, {centre_px, semi_axes_px, 0}, 1).values;
  return painted;
}

std::string real_table(const fs::path& radiographs) {
  std::string text =
      "| film | raised as it is | level | left painted out | right painted out |\n|---|---|---|---|---|\n";
  for (const RealFilm& real : real_films()) {
    const Radiograph film = read_film(radiographs / "spine_ap_lumbar" / real.file);
    const std::vector<JudgedOnFilm> intact = judged_on(film, nullptr);
    const auto raised = std::ranges::count_if(intact, &JudgedOnFilm::raised);
    for (std::size_t level = 0; level < real.pedicles.size(); ++level) {
      std::array<std::string, 2> said;
      for (std::size_t side = 0; side < 2; ++side) {
        const std::array<double, 4>& at = real.pedicles[level];
        const Eigen::Vector2d missing(at[2 * side], at[2 * side + 1]);
        const std::vector<JudgedOnFilm> painted =
            judged_on(without_pedicle(film, missing, real.painted_px), &missing);
        const auto vertebra = std::ranges::find_if(painted, &JudgedOnFilm::missing);
        const double least_px = 3 * real.painted_px.x();
        if (vertebra == painted.end() || vertebra->away_px > least_px)
          said[side] = "not found";
        else
          said[side] = vertebra->raised ? "raised" : vertebra->z.known() ? "missed" : "not compared";
      }
      text += fmt::format("| {} | {} of {} | L{} | {} | {} |\n", real.file, raised, intact.size(), level + 1,
                          said[0], said[1]);
    }
  }
  return text;
}

}  // namespace

std::string evaluate_film_pedicles(const fs::path& radiographs, const Selection& selection) {
  return phantom_table(selection) + (fs::exists(radiographs)
                                         ? real_table(radiographs)
                                         : radiographs.string() + " is missing: no real films\n");
}

}  // namespace osteosign::evaluation
