#include "features/radiograph/spine/pedicle_asymmetry.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

namespace osteosign {
namespace {

constexpr double least_seen = 0.05;
constexpr double least_spread = 0.15;  // of the logarithm: intact pairs differ by 15 %
constexpr std::size_t fewest_others = 3;
constexpr double well_seen = 0.75;         // probability
constexpr double most_unseen_share = 0.1;  // of the pedicles of the others; one always may be

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const std::size_t half = values.size() / 2;
  return values.size() % 2 != 0 ? values[half] : (values[half - 1] + values[half]) / 2;
}

/// The known values of the vertebrae but one.
std::vector<double> of_others(const std::vector<VertebraOnFilm>& vertebrae, std::size_t one,
                              MeasuredQuantity RadiographVertebraMeasurements::*member) {
  std::vector<double> values;
  for (std::size_t other = 0; other < vertebrae.size(); ++other)
    if (const Quantity* const found = (vertebrae[other].measurements.*member).if_known();
        found != nullptr && other != one)
      values.push_back(found->value);
  return values;
}

MeasuredQuantity expected(const std::vector<double>& others, Unit unit) {
  if (others.size() < fewest_others)
    return Unknown{"fewer than three other vertebrae of the film show their pedicles"};
  return Quantity{median(others), unit};
}

/// The median of the others, no more than either adjacent vertebra shows: where a neighbour's pedicle is not
/// seen, either, the levels were taken wrong or the film does not show pedicles there.
MeasuredQuantity expected_seen(const std::vector<VertebraOnFilm>& vertebrae, std::size_t one,
                               MeasuredQuantity RadiographVertebraMeasurements::*member) {
  MeasuredQuantity usual = expected(of_others(vertebrae, one, member), Unit::fraction);
  if (!usual.known()) return usual;
  double least = usual.value().value;
  for (std::size_t other = 0; other < vertebrae.size(); ++other)
    if (const Quantity* const found = (vertebrae[other].measurements.*member).if_known();
        found != nullptr && (other + 1 == one || other == one + 1))
      least = std::min(least, found->value);
  return Quantity{least, Unit::fraction};
}

/// Why no pedicle can be missed on a film that shows those of the other vertebrae badly.
std::optional<Unknown> badly_shown(const std::vector<VertebraOnFilm>& vertebrae, std::size_t one) {
  using Measurements = RadiographVertebraMeasurements;
  std::vector<double> seen = of_others(vertebrae, one, &Measurements::image_left_pedicle_seen);
  for (const double right : of_others(vertebrae, one, &Measurements::image_right_pedicle_seen))
    seen.push_back(right);
  const auto well = std::ranges::count_if(seen, [](double probability) { return probability >= well_seen; });
  const auto count = static_cast<double>(seen.size());
  if (count - static_cast<double>(well) <= std::max(1.0, most_unseen_share * count)) return std::nullopt;
  return Unknown{
      fmt::format("the film shows pedicles too badly to miss one: {} of {} of the other vertebrae are seen",
                  well, seen.size())};
}

}  // namespace

void compare_pedicles(std::vector<VertebraOnFilm>& vertebrae) {
  using Measurements = RadiographVertebraMeasurements;
  for (VertebraOnFilm& vertebra : vertebrae) {
    Measurements& measured = vertebra.measurements;
    if (measured.pedicle_asymmetry.reason() != Measurements{}.pedicle_asymmetry.reason()) continue;
    const Quantity* const left = measured.image_left_pedicle_seen.if_known();
    const Quantity* const right = measured.image_right_pedicle_seen.if_known();
    if (left != nullptr && right != nullptr)
      measured.pedicle_asymmetry =
          Quantity{std::log((left->value + least_seen) / (right->value + least_seen)), Unit::one};
    else
      measured.pedicle_asymmetry = left == nullptr ? measured.image_left_pedicle_seen.unknown()
                                                   : measured.image_right_pedicle_seen.unknown();
  }
  for (std::size_t each = 0; each < vertebrae.size(); ++each) {
    Measurements& measured = vertebrae[each].measurements;
    measured.image_left_pedicle_expected =
        expected_seen(vertebrae, each, &Measurements::image_left_pedicle_seen);
    measured.image_right_pedicle_expected =
        expected_seen(vertebrae, each, &Measurements::image_right_pedicle_seen);
    const std::vector<double> others = of_others(vertebrae, each, &Measurements::pedicle_asymmetry);
    const MeasuredQuantity usual = expected(others, Unit::one);
    if (each == 0) {
      measured.pedicle_asymmetry_z =
          Unknown{"it is the uppermost vertebra that was seen: the film shows too little to compare it"};
      continue;
    }
    if (!measured.pedicle_asymmetry.known() || !usual.known()) {
      measured.pedicle_asymmetry_z =
          measured.pedicle_asymmetry.known() ? usual.unknown() : measured.pedicle_asymmetry.unknown();
      continue;
    }
    if (const std::optional<Unknown> badly = badly_shown(vertebrae, each)) {
      measured.pedicle_asymmetry_z = *badly;
      continue;
    }
    std::vector<double> away;
    for (const double other : others) away.push_back(std::abs(other - usual.value().value));
    const double spread = std::max(least_spread, 1.4826 * median(away));
    measured.pedicle_asymmetry_z =
        Quantity{(measured.pedicle_asymmetry.value().value - usual.value().value) / spread, Unit::one};
  }
}

}  // namespace osteosign
