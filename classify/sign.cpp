#include "classify/sign.h"

#include <algorithm>

#include "classify/held_against.h"

namespace osteosign {
namespace {

Measured<Sign> standing_as_sign(const MeasuredQuantity& found, double threshold, Standing beyond,
                                Sign when_at) {
  if (!found.known()) return found.unknown();
  const Standing standing = held_against(found.value(), threshold);
  if (standing == Standing::too_close) return Sign::uncertain;
  if (standing == Standing::at) return when_at;
  return standing == beyond ? Sign::present : Sign::absent;
}

/// One sign that decides alone settles the matter; else what is unknown, then what is uncertain, leaves it
/// open.
Measured<Sign> combined(const std::vector<Measured<Sign>>& signs, Sign deciding, Sign otherwise) {
  for (const Measured<Sign>& sign : signs)
    if (sign.known() && sign.value() == deciding) return deciding;
  for (const Measured<Sign>& sign : signs)
    if (!sign.known()) return sign.unknown();
  const bool open =
      std::ranges::any_of(signs, [](const Measured<Sign>& sign) { return sign.value() == Sign::uncertain; });
  return open ? Sign::uncertain : otherwise;
}

}  // namespace

Measured<Sign> at_least(const MeasuredQuantity& found, double threshold) {
  return standing_as_sign(found, threshold, Standing::above, Sign::present);
}

Measured<Sign> more_than(const MeasuredQuantity& found, double threshold) {
  return standing_as_sign(found, threshold, Standing::above, Sign::absent);
}

Measured<Sign> less_than(const MeasuredQuantity& found, double threshold) {
  return standing_as_sign(found, threshold, Standing::below, Sign::absent);
}

Measured<Sign> any_of(const std::vector<Measured<Sign>>& signs) {
  return combined(signs, Sign::present, Sign::absent);
}

Measured<Sign> all_of(const std::vector<Measured<Sign>>& signs) {
  return combined(signs, Sign::absent, Sign::present);
}

bool is_present(const Measured<Sign>& sign) { return sign.known() && sign.value() == Sign::present; }

bool is_absent(const Measured<Sign>& sign) { return sign.known() && sign.value() == Sign::absent; }

Judgement judge(const Measured<Sign>& malignant, const Measured<Sign>& suspect,
                const ReasonsOfVerdict& reasons) {
  if (is_present(malignant)) return {Verdict::malignant, reasons.malignant};
  if (!malignant.known()) return {Verdict::not_assessable, malignant.reason()};
  if (!suspect.known()) return {Verdict::not_assessable, suspect.reason()};
  if (is_absent(suspect)) return {Verdict::benign, reasons.benign};
  return {Verdict::neutral, reasons.neutral};
}

}  // namespace osteosign
