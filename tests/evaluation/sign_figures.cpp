#include <fmt/format.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <cctype>

#include "tests/evaluation/sign_kinds.h"
#include "tests/evaluation/spine_case.h"
#include "tests/evaluation/spine_signs.h"

namespace osteosign::evaluation {
namespace {

/// "1.23+-0.10", or "?" for an unknown value.
std::string text_of(const MeasuredQuantity& measured) {
  const Quantity* quantity = measured.if_known();
  if (quantity == nullptr) return "?";
  return quantity->sd ? fmt::format("{:.2f}+-{:.2f}", quantity->value, *quantity->sd)
                      : fmt::format("{:.2f}", quantity->value);
}

char letter_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::benign:
      return 'b';
    case Verdict::malignant:
      return 'M';
    case Verdict::neutral:
      return 'n';
    case Verdict::not_assessable:
      return '?';
    case Verdict::not_applicable:
      return '-';
  }
  return ' ';
}

std::string figures_of(const VertebraMeasurements& measured) {
  std::string text;
  describe(measured, [&](const MeasurementDescription& description, const MeasuredQuantity& value) {
    text += fmt::format(" {}={}", description.name, text_of(value));
  });
  return text;
}

/// Where lysis was found, in the true frame of the vertebra.
std::string place_of_lysis(const EvaluatedVertebra& vertebra) {
  const auto& place = vertebra.measured->measurements.lysis_in_patient_mm;
  if (!place) return "";
  const Eigen::Vector3d local = vertebra.truth.frame.local_from_patient(*place);
  return fmt::format(" lysis_at={:.0f},{:.0f},{:.0f}", local.x(), local.y(), local.z());
}

/// Parts of the superior and of the inferior endplate that were seen in the densities.
std::string seen_plates(const VertebraGeometry& geometry) {
  const auto part = [](const Measured<Endplate>& plate) {
    return plate.known() ? fmt::format("{:.2f}", plate.value().edge_fraction) : std::string("?");
  };
  return " plates=" + part(geometry.superior) + "," + part(geometry.inferior);
}

std::string row_of(const EvaluatedVertebra& vertebra) {
  std::string verdicts;
  for (const std::string_view criterion : vertebral_criteria())
    verdicts += letter_of(verdict_of(vertebra.findings, criterion));
  const phantom::VertebraTruth& truth = vertebra.truth;
  std::string row = fmt::format(
      "{} {} true_loss={:.2f} true_wedge={:.1f} true_bulge={:.2f} true_breach={:.0f} "
      "true_beyond_chord={:.2f} true_canal={:.0f} true_narrowing={:.2f} true_left={:.2f} true_right={:.2f} "
      "true_at={:.0f},{:.0f},{:.0f}",
      truth.level, verdicts, truth.height_loss, truth.coronal_wedge_deg, truth.bulge_mm,
      truth.breach_area_mm2, truth.bulge_beyond_chord_mm, truth.canal_area_mm2, truth.canal_narrowing,
      truth.left_pedicle.removed_fraction, truth.right_pedicle.removed_fraction, truth.frame.origin_mm.x(),
      truth.frame.origin_mm.y(), truth.frame.origin_mm.z());
  if (vertebra.measured == nullptr) return row + " lost";
  return row + " shown=" + std::string(vertebra.measured->level.shown) +
         figures_of(vertebra.measured->measurements) + place_of_lysis(vertebra) +
         seen_plates(*vertebra.geometry);
}

/// Centres of the found vertebrae that are no true one, from cranial to caudal.
std::vector<Eigen::Vector3d> places_of_invented(const EvaluatedSpine& spine) {
  std::vector<Eigen::Vector3d> places;
  for (const Vertebra& found : spine.measured.vertebrae)
    if (std::ranges::none_of(spine.vertebrae, [&](const auto& there) { return there.measured == &found; }))
      places.push_back(found.centre_in_patient_mm);
  return places;
}

std::string rows_of(const SignCase& sign_case) {
  const phantom::RandomSpine random = phantom::random_spine(sign_case.which);
  const EvaluatedSpine spine = evaluate(random.phantom, random.scan);
  std::string rows;
  for (const EvaluatedVertebra& vertebra : spine.vertebrae) {
    const bool target =
        vertebra.truth.number == random.vertebra && sign_case.kind->sign != phantom::SpineSign::none;
    rows += fmt::format("{} {} {:.2f} {} cobb={} {}\n", phantom::name_of(sign_case.kind->sign),
                        sign_case.which.seed, sign_case.which.severity, target ? "target" : "other",
                        text_of(spine.measured.cobb), row_of(vertebra));
  }
  for (const Eigen::Vector3d& place : places_of_invented(spine))
    rows +=
        fmt::format("{} {} {:.2f} invented at={:.0f},{:.0f},{:.0f}\n", phantom::name_of(sign_case.kind->sign),
                    sign_case.which.seed, sign_case.which.severity, place.x(), place.y(), place.z());
  return rows;
}

}  // namespace

std::string list_sign_figures(const Selection& selection) {
  const std::vector<SignCase> cases = sign_cases(selection);
  std::vector<std::string> rows(cases.size());
  tbb::parallel_for(std::size_t{0}, cases.size(), [&](std::size_t i) { rows[i] = rows_of(cases[i]); });
  std::string text;
  for (const std::string& row : rows) text += row;
  return text;
}

}  // namespace osteosign::evaluation
