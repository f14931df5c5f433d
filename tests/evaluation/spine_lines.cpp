#include "tests/evaluation/spine_lines.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace osteosign::evaluation {
namespace {

constexpr double degrees_of_radian = 57.29577951308232;

std::string number(const MeasuredQuantity& found, double truth, double factor = 1) {
  return found.known() ? fmt::format(" {:+5.1f}", factor * (found.value().value - truth))
                       : std::string("     ?");
}

std::string plate(const Measured<Endplate>& measured, const phantom::EndplateTruth& truth) {
  const Endplate* found = measured.if_known();
  if (found == nullptr) return "     ?    ?";
  const double along = (found->centre_mm - truth.centre_mm).dot(found->normal) /
                       std::max(0.5, found->normal.dot(truth.normal));
  const double angle = std::acos(std::clamp(found->normal.dot(truth.normal), -1.0, 1.0));
  return fmt::format(" {:+5.2f} {:4.1f}", along, angle * degrees_of_radian);
}

/// Errors of the front and rear ends of the body along its depth, from which places of heights follow.
std::string ends(const VertebraGeometry& geometry, const phantom::VertebraTruth& truth) {
  const double* depth = geometry.depth_mm.if_known();
  if (depth == nullptr) return "     ?     ?";
  const double middle = geometry.frame.axes.col(1).dot(geometry.frame.origin_mm - truth.frame.origin_mm);
  const double half_longer = (*depth - truth.depth_mm) / 2;
  return fmt::format(" {:+5.2f} {:+5.2f}", middle - half_longer, middle + half_longer);
}

std::string line_of(const EvaluatedVertebra& vertebra) {
  const phantom::VertebraTruth& truth = vertebra.truth;
  if (vertebra.measured == nullptr) return fmt::format("  {:3} lost\n", truth.level);
  const VertebraMeasurements& m = vertebra.measured->measurements;
  const phantom::BodyHeights& h = truth.heights;
  const VertebraLevel& level = vertebra.measured->level;
  std::string text = fmt::format("  {:3} {:>10} {:4.2f} |", truth.level, level.shown, level.certainty);
  text += plate(vertebra.geometry->superior, truth.superior) + " |" +
          plate(vertebra.geometry->inferior, truth.inferior) + " |";
  text += number(m.anterior_height, h.anterior_mm) + number(m.middle_height, h.middle_mm) +
          number(m.posterior_height, h.posterior_mm) + number(m.left_height, h.left_mm) +
          number(m.right_height, h.right_mm) + " |" + ends(*vertebra.geometry, truth) + " |";
  text += number(m.coronal_wedge, truth.coronal_wedge_deg) +
          number(m.sagittal_wedge, truth.sagittal_wedge_deg) + " |" +
          number(m.posterior_wall_bulge, truth.bulge_beyond_chord_mm) +
          number(m.canal_narrowing, truth.canal_narrowing, 100) +
          number(m.body_volume, truth.body_volume_mm3, 100 / truth.body_volume_mm3);
  return text + "\n";
}

}  // namespace

std::string lines_of(const phantom::SpineCase& which, const EvaluatedSpine& spine) {
  std::string text = fmt::format(
      "seed {}, {} {:.2f}, {}; invented {}\n", which.seed, name_of(which.sign), which.severity,
      which.slices == phantom::SliceWidth::thin ? "thin slices" : "slices of 3 mm", spine.invented);
  text +=
      "  true      shown       |  sup    deg |  inf    deg |   ant   mid  post  left right | front  rear |   "
      "cor   sag | "
      "bulge "
      "canal  vol %\n";
  for (const EvaluatedVertebra& vertebra : spine.vertebrae) text += line_of(vertebra);
  return text;
}

}  // namespace osteosign::evaluation
