#pragma once
#include <string>
#include <utility>
#include <variant>

#include "io/values/measured.h"

namespace osteosign {

/// Why a score says nothing about this patient, as a sentence for the report.
struct NotApplicable {
  std::string reason;
};

/// A score, why it is not known, or why it does not apply.
template <class T>
using Score = std::variant<T, Unknown, NotApplicable>;

/// Points that are certain, or between which the truth lies; and what they rest on.
struct PointRange {
  int lowest = 0;
  int highest = 0;
  std::string because;
};

}  // namespace osteosign
