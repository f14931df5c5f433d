#pragma once
#include <string>

#include "classify/sign.h"

namespace osteosign {

/// What to say of a sign on a radiograph for each verdict that it can come to.
struct FilmReasons {
  std::string present, uncertain, absent;
};

/// A sign of a vertebra on a radiograph: malignant when it is present, neutral when it is not or lies too
/// close to a threshold, not assessable when it is unknown. Never benign: a film sums up all that lies one
/// behind the other, so that what is not seen on it may still be there.
inline Judgement judge_on_film(const Measured<Sign>& sign, const FilmReasons& reasons) {
  if (!sign.known()) return {Verdict::not_assessable, sign.reason()};
  if (is_present(sign)) return {Verdict::malignant, reasons.present};
  return {Verdict::neutral, is_absent(sign) ? reasons.absent : reasons.uncertain};
}

}  // namespace osteosign
