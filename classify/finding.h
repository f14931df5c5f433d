#pragma once
#include <optional>
#include <string>
#include <vector>

#include "io/values/image_place.h"
#include "io/values/quantity.h"

namespace osteosign {

enum class Verdict { benign, malignant, neutral, not_assessable, not_applicable };

/// One measured value a verdict rests on, with the threshold it was held against, who says so, and where it
/// was measured.
struct Evidence {
  std::string name;
  MeasuredQuantity found;
  std::optional<double> threshold{};
  std::string threshold_source{};
  std::optional<ImagePlace> where{};
};

/// The judgement of one criterion on one subject (a lesion id, a vertebral level, or "study").
struct Finding {
  std::string criterion;
  std::string subject;
  Verdict verdict = Verdict::not_assessable;
  std::vector<Evidence> evidence;
  std::string reason;  ///< why; never empty when not assessable or not applicable
};

}  // namespace osteosign
