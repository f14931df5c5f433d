#include "tests/evaluation/film_signs.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numbers>

#include "classify/assess.h"
#include "features/radiograph/spine/lateral/spine_on_lateral_film.h"
#include "features/radiograph/spine/spine_on_film.h"
#include "io/dicom/read_radiograph.h"
#include "tests/evaluation/error_table.h"
#include "tests/evaluation/film_signs_case.h"
#include "tests/lateral_panels.h"

namespace osteosign::evaluation {
namespace {

namespace fs = std::filesystem;
using phantom::SpineSign;

Measured<SpineOnFilm> spine_on(const Radiograph& film) {
  const RadiographField field = prepare_radiograph(film, {});
  return is_lateral_view(film) ? spine_on_lateral_film(film, field) : spine_on_frontal_film(film, field, {});
}

/// What the criteria say of each vertebra that was found.
std::vector<std::vector<Finding>> findings_of(const SpineOnFilm& spine) {
  StudyMeasurements study;
  for (const VertebraOnFilm& vertebra : spine.vertebrae) {
    JudgedFilmVertebra judged{
        .subject = vertebra.level.shown, .level = vertebra.level, .measurements = vertebra.measurements};
    judged.view = spine.view;
    judged.cobb = spine.cobb;
    study.film_vertebrae.push_back(judged);
  }
  const Assessment assessment = assess(study, {}, {});
  std::vector<std::vector<Finding>> all(spine.vertebrae.size());
  for (const Finding& finding : assessment.findings)
    for (std::size_t each = 0; each < spine.vertebrae.size(); ++each)
      if (finding.subject == spine.vertebrae[each].level.shown) all[each].push_back(finding);
  return all;
}

/// How often a criterion was which verdict.
struct Verdicts {
  int malignant = 0, other = 0, not_assessable = 0, benign = 0;

  void count(Verdict verdict) {
    ++(verdict == Verdict::malignant        ? malignant
       : verdict == Verdict::not_assessable ? not_assessable
                                            : other);
    if (verdict == Verdict::benign) ++benign;
  }
};

/// By view, criterion and what the vertebra shows.
class VerdictTable {
 public:
  void count(SpineView view, const std::string& criterion, const std::string& shows, Verdict verdict) {
    verdicts_[{std::string(word(view)), criterion, shows}].count(verdict);
  }
  std::string markdown() const {
    std::string text =
        "| view | criterion | the vertebra shows | malignant | other verdict | not assessable | benign |\n"
        "|---|---|---|---|---|---|---|\n";
    for (const auto& [key, verdicts] : verdicts_)
      text += fmt::format("| {} | `{}` | {} | {} | {} | {} | {} |\n", key[0], key[1], key[2],
                          verdicts.malignant, verdicts.other, verdicts.not_assessable, verdicts.benign);
    return text;
  }

 private:
  std::map<std::array<std::string, 3>, Verdicts> verdicts_;
};

struct Counts {
  VerdictTable verdicts;
  ErrorTable heights{"Heights at both sides, frontal film, in % of the true ones"},
      wedges{"Coronal wedge, degrees (gate 2)"};
  std::array<int, 2> bodies{0, 0}, found{0, 0};
};

/// Heights at the left and the right of the image and the wedge between the endplates.
struct FrontalTruth {
  double left_px, right_px, wedge_deg;
};

FrontalTruth frontal_truth(const phantom::VertebraOnFilm& truth) {
  const bool left_is_left = truth.left_superior.x() < truth.right_superior.x();
  const Eigen::Vector2d &above = left_is_left ? truth.left_superior : truth.right_superior,
                        &above_right = left_is_left ? truth.right_superior : truth.left_superior,
                        &below = left_is_left ? truth.left_inferior : truth.right_inferior,
                        &below_right = left_is_left ? truth.right_inferior : truth.left_inferior;
  const Eigen::Vector2d upper = above_right - above, lower = below_right - below;
  return {(below - above).norm(), (below_right - above_right).norm(),
          (std::atan2(lower.y(), lower.x()) - std::atan2(upper.y(), upper.x())) * 180 / std::numbers::pi};
}

double height_px(const phantom::VertebraOnFilm& truth) {
  return ((truth.left_inferior + truth.right_inferior) - (truth.left_superior + truth.right_superior))
             .norm() /
         2;
}

void count_geometry(const Radiograph& film, const RadiographVertebraMeasurements& measured,
                    const phantom::VertebraOnFilm& truth, const std::string& shows, Counts& counts) {
  const FrontalTruth expected = frontal_truth(truth);
  const double pixel_mm = film.spacing.value().column_mm;
  for (const auto& [found, true_px] : {std::pair{&measured.image_left_height, expected.left_px},
                                       std::pair{&measured.image_right_height, expected.right_px}}) {
    std::optional<double> error;
    if (found->known()) error = 100 * (found->value().value / (true_px * pixel_mm) - 1);
    counts.heights.add(shows, error, std::nullopt);
  }
  std::optional<double> error;
  if (measured.coronal_wedge.known()) error = measured.coronal_wedge.value().value - expected.wedge_deg;
  counts.wedges.add(shows, error, 2);
}

std::string line_of(const std::string& film, SpineView view, const std::string& shows,
                    const RadiographVertebraMeasurements& measured) {
  const auto figure = [](const MeasuredQuantity& found) {
    return found.known() ? fmt::format("{:.2f}", found.value().value) : std::string("?");
  };
  return fmt::format("{}, {}, {}: lucent {}, texture {}, faintest {}, loss {}, wedge beyond the curve {}\n",
                     film, word(view), shows, figure(measured.lucent_share), figure(measured.texture_z),
                     figure(measured.faintest_edge_contrast), figure(measured.height_loss),
                     figure(measured.coronal_wedge_residual));
}

std::string evaluate_film(int seed, const CastSpine& spine, SpineView view, bool with_cases, Counts& counts) {
  const std::size_t side = view == SpineView::frontal ? 0 : 1;
  const CastFilm& made = spine.films[side];
  counts.bodies[side] += static_cast<int>(made.truth.size());
  const Measured<SpineOnFilm> found = spine_on(made.film);
  if (!found.known()) return fmt::format("seed {} {}: {}\n", seed, word(view), found.reason());
  const std::vector<std::vector<Finding>> findings = findings_of(found.value());
  const bool everywhere =
      spine.shows->sign == SpineSign::osteoporosis || spine.shows->sign == SpineSign::osteophytes;
  std::string lines;
  for (const phantom::VertebraOnFilm& truth : made.truth) {
    const auto& vertebrae = found.value().vertebrae;
    const auto nearest = std::ranges::min_element(vertebrae, {}, [&](const VertebraOnFilm& vertebra) {
      return (vertebra.centre_px - truth.centre).norm();
    });
    if ((nearest->centre_px - truth.centre).norm() > height_px(truth) / 2) continue;
    ++counts.found[side];
    const bool signed_one = truth.number == spine.signed_number || everywhere;
    const std::string shows =
        signed_one && spine.shows->sign != SpineSign::none ? phantom::name_of(spine.shows->sign) : "nothing";
    for (const Finding& finding : findings[static_cast<std::size_t>(nearest - vertebrae.begin())])
      counts.verdicts.count(view, finding.criterion, shows, finding.verdict);
    if (view == SpineView::frontal) count_geometry(made.film, nearest->measurements, truth, shows, counts);
    if (with_cases) lines += line_of(fmt::format("seed {}", seed), view, shows, nearest->measurements);
  }
  return lines;
}

std::string phantom_tables(const Selection& selection) {
  constexpr int cases = 40;
  Counts counts;
  std::string lines;
  for (int i = 0; i < cases; i += selection.stride) {
    const int seed = selection.first_seed + i;
    const CastSpine spine = cast_spine(seed);
    for (const SpineView view : {SpineView::frontal, SpineView::lateral})
      lines += evaluate_film(seed, spine, view, selection.with_cases, counts);
  }
  return lines +
         fmt::format("Bodies found: {} of {} on frontal films, {} of {} on lateral ones.\n\n",
                     counts.found[0], counts.bodies[0], counts.found[1], counts.bodies[1]) +
         counts.verdicts.markdown() + "\n" + counts.heights.markdown() + "\n" + counts.wedges.markdown() +
         "\n";
}

void count_real(const std::string& name, const Measured<SpineOnFilm>& found, bool with_cases,
                std::string& lines, VerdictTable& verdicts) {
  if (!found.known()) {
    lines += name + ": " + found.reason() + "\n";
    return;
  }
  const std::vector<std::vector<Finding>> findings = findings_of(found.value());
  for (std::size_t each = 0; each < findings.size(); ++each) {
    for (const Finding& finding : findings[each])
      verdicts.count(found.value().view, finding.criterion, "real film", finding.verdict);
    if (with_cases)
      lines += line_of(name, found.value().view, found.value().vertebrae[each].level.shown,
                       found.value().vertebrae[each].measurements);
  }
}

std::string real_table(const fs::path& radiographs, bool with_cases) {
  std::string lines;
  VerdictTable verdicts;
  const fs::path frontal = radiographs / "spine_ap_lumbar", lateral = radiographs / "spine_lateral_corners";
  if (fs::exists(frontal))
    for (const StudyEntry& study : find_series({frontal}).studies)
      for (const SeriesEntry& series : study.series)
        for (const InstanceEntry& instance : series.instances)
          count_real(fs::path(instance.file).filename().string(), spine_on(read_radiograph(instance)),
                     with_cases, lines, verdicts);
  if (fs::exists(lateral))
    for (const LateralPanel& panel : lateral_panels(lateral))
      count_real(panel.name, spine_on(panel.film), with_cases, lines, verdicts);
  return lines + verdicts.markdown();
}

}  // namespace

std::string evaluate_film_signs(const fs::path& radiographs, const Selection& selection) {
  return (selection.kind == "real" ? "" : phantom_tables(selection)) +
         (fs::exists(radiographs) ? real_table(radiographs, selection.with_cases)
                                  : radiographs.string() + " is missing: no real films\n");
}

}  // namespace osteosign::evaluation
