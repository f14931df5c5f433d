#include "tests/evaluation/film_pedicles.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "tests/evaluation/film_spine.h"
#include "tests/evaluation/judged_pedicles.h"
#include "tests/evaluation/real_pedicles.h"

namespace osteosign::evaluation {
namespace {

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
  int true_levels = 0;
  int found_levels = 0;  ///< both pedicles within a fifth of the width of a body
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
  const std::vector<phantom::VertebraOnFilm> truths = phantom::vertebrae_on_film(scanned, made);
  const phantom::VertebraOnFilm& truth = truths.at(static_cast<std::size_t>(spine.vertebra - 1));
  const Eigen::Vector2d& missing = which.side > 0 ? truth.left_pedicle : truth.right_pedicle;
  EvaluatedFilm film{.vertebrae = judged_on(made.film, which.side == 0 ? nullptr : &missing),
                     .body_px = (truth.left_superior - truth.right_superior).norm(),
                     .true_levels = static_cast<int>(truths.size())};
  for (const phantom::VertebraOnFilm& level : truths)
    film.found_levels += std::ranges::any_of(film.vertebrae, [&](const JudgedOnFilm& one) {
      // the left of the patient lies at the right of the image
      return std::max((one.pedicles_px[0] - level.right_pedicle).norm(),
                      (one.pedicles_px[1] - level.left_pedicle).norm()) < 0.2 * film.body_px;
    });
  return film;
}

/// Probability that a vertebra without a pedicle is more asymmetric than an intact one (Mann and Whitney).
double area_under_curve(const std::vector<double>& missing, const std::vector<double>& intact) {
  double wins = 0;
  for (const double one : missing)
    for (const double other : intact) wins += one > other ? 1 : one == other ? 0.5 : 0;
  return wins / static_cast<double>(missing.size() * intact.size());
}

/// What is counted over all films.
struct Counts {
  std::vector<double> missing, intact;  ///< distances from the other vertebrae
  int films = 0, raised = 0, right_side = 0, unknown = 0, not_found = 0;
  int intact_raised = 0, intact_judged = 0, turned_raised = 0, turned_judged = 0;
  int true_levels = 0, found_levels = 0, other_levels = 0;

  void add_levels(const EvaluatedFilm& film) {
    true_levels += film.true_levels;
    found_levels += film.found_levels;
    other_levels += static_cast<int>(film.vertebrae.size()) - film.found_levels;
  }
  void add_removed(const EvaluatedFilm& film) {
    ++films;
    add_levels(film);
    if (film.vertebrae.empty()) ++not_found;
    for (const JudgedOnFilm& one : film.vertebrae) {
      const bool found = one.missing && one.away_px < 0.5 * film.body_px;
      if (one.missing && !found) ++not_found;
      if (found) {
        raised += one.raised;
        right_side += one.raised && one.right_side;
        unknown += !one.z.known();
      } else {
        intact_raised += one.raised;
        intact_judged += one.z.known();
      }
      if (one.z.known()) (found ? missing : intact).push_back(std::abs(one.z.value().value));
    }
  }
  void add_turned(const EvaluatedFilm& film) {
    add_levels(film);
    for (const JudgedOnFilm& one : film.vertebrae) {
      turned_raised += one.raised;
      turned_judged += one.z.known();
    }
  }
  std::string table() const {
    return fmt::format(
        "| films with a removed pedicle | AUC of abs(z) | raised | on the right side | not compared | not "
        "found | raised on intact vertebrae of these films | raised on intact spines turned by 8 degrees | "
        "levels found | other levels |\n|---|---|---|---|---|---|---|---|---|---|\n"
        "| {} | {} | {} | {} | {} | {} | {} of {} | {} of {} | {} of {} | {} |\n\n",
        films,
        missing.empty() || intact.empty() ? "unknown"
                                          : fmt::format("{:.3f}", area_under_curve(missing, intact)),
        raised, right_side, unknown, not_found, intact_raised, intact_judged, turned_raised, turned_judged,
        found_levels, true_levels, other_levels);
  }
};

std::string phantom_table(const Selection& selection) {
  constexpr int cases = 24;
  Counts counts;
  std::string lines;
  for (int i = 0; i < cases; i += selection.stride) {
    const int seed = selection.first_seed + i;
    const EvaluatedFilm removed = evaluate(FilmCase{seed, seed % 2 == 0 ? 1 : -1, 0}),
                        turned = evaluate(FilmCase{seed, 0, seed % 2 == 0 ? -8.0 : 8.0});
    counts.add_removed(removed);
    counts.add_turned(turned);
    if (!selection.with_cases) continue;
    for (const JudgedOnFilm& one : removed.vertebrae)
      lines += line_of(fmt::format("seed {}, {}", seed, one.missing ? "missing" : "intact"), one);
    for (const JudgedOnFilm& one : turned.vertebrae)
      lines += line_of(fmt::format("seed {}, turned", seed), one);
  }
  return lines + counts.table();
}

}  // namespace

std::string evaluate_film_pedicles(const std::filesystem::path& radiographs, const Selection& selection) {
  return (selection.kind == "real" ? "" : phantom_table(selection)) +
         evaluate_real_pedicles(radiographs, selection.with_cases);
}

}  // namespace osteosign::evaluation
