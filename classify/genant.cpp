#include "classify/genant.h"

#include <algorithm>
#include <array>
#include <vector>

namespace osteosign {
namespace {

constexpr double mild_from = 0.20, moderate_from = 0.25, severe_above = 0.40;
constexpr int highest_grade = 3;

struct KnownLosses {
  std::vector<Quantity> losses;
  std::string why_not_all;  ///< empty when all three are known
};

/// The losses of the three heights, on CT or on a film.
struct HeightLossesOfBody {
  const MeasuredQuantity &anterior, &middle, &posterior;
};

KnownLosses known_losses(const HeightLossesOfBody& measured) {
  KnownLosses known;
  for (const auto* part : {&measured.anterior, &measured.middle, &measured.posterior}) {
    if (part->known())
      known.losses.push_back(part->value());
    else if (known.why_not_all.empty())
      known.why_not_all = part->reason();
  }
  return known;
}

/// Needs all three losses: a part that is unknown may be the one that lost most.
GenantType type_of(const HeightLossesOfBody& measured) {
  const double anterior = measured.anterior.value().value;
  const double middle = measured.middle.value().value;
  const double posterior = measured.posterior.value().value;
  if (std::max({anterior, middle, posterior}) < mild_from) return GenantType::none;
  if (posterior >= mild_from) return GenantType::crush;
  return anterior >= middle ? GenantType::wedge : GenantType::biconcave;
}

Measured<Genant> graded(const HeightLossesOfBody& measured) {
  const KnownLosses known = known_losses(measured);
  if (known.losses.empty()) return Unknown{known.why_not_all};
  const Quantity greatest = *std::ranges::max_element(known.losses, {}, &Quantity::value);
  const double deviation = greatest.sd.value_or(0);
  const int grade = genant_grade(greatest.value);
  Genant found{genant_grade(greatest.value - deviation), genant_grade(greatest.value + deviation), grade};
  if (known.why_not_all.empty()) {
    found.type = type_of(measured);
    return found;
  }
  found.highest = highest_grade;
  found.type = Unknown{known.why_not_all};
  if (grade < highest_grade) found.grade = Unknown{known.why_not_all};
  return found;
}

}  // namespace

int genant_grade(double height_loss) {
  if (height_loss < mild_from) return 0;
  if (height_loss < moderate_from) return 1;
  return height_loss <= severe_above ? 2 : highest_grade;
}

Measured<Genant> genant(const VertebraMeasurements& measured) {
  return graded({measured.anterior_height_loss, measured.middle_height_loss, measured.posterior_height_loss});
}

Measured<Genant> genant(const RadiographVertebraMeasurements& measured) {
  return graded({measured.anterior_height_loss, measured.middle_height_loss, measured.posterior_height_loss});
}

std::string_view word(GenantType type) {
  constexpr std::array<std::string_view, 4> words{"none", "wedge", "biconcave", "crush"};
  return words.at(static_cast<std::size_t>(type));
}

std::string_view genant_word(int grade) {
  constexpr std::array<std::string_view, 4> words{"normal", "mild", "moderate", "severe"};
  return words.at(static_cast<std::size_t>(grade));
}

}  // namespace osteosign
