#pragma once
#include <fmt/format.h>
#include <tbb/parallel_for.h>

#include <string>
#include <utility>
#include <vector>

#include "io/values/quantity.h"
#include "tests/evaluation/lesion_size.h"

namespace osteosign::evaluation {

/// Cases, and what was measured of each.
template <class Case>
struct EvaluatedCases {
  std::vector<Case> cases;
  std::vector<decltype(evaluate(std::declval<const Case&>()))> evaluated;
};

template <class Case>
EvaluatedCases<Case> evaluated_cases(std::vector<Case> cases) {
  EvaluatedCases<Case> results{std::move(cases), {}};
  results.evaluated.resize(results.cases.size());
  tbb::parallel_for(std::size_t{0}, results.cases.size(),
                    [&](std::size_t i) { results.evaluated[i] = evaluate(results.cases[i]); });
  return results;
}

/// Every `stride`th of `count` cases that `random_case(seed)` makes, from `first_seed` on.
template <class RandomCase>
auto selected_cases(const Selection& selection, int count, const RandomCase& random_case) {
  std::vector<decltype(random_case(0))> cases;
  for (int i = 0; i < count; i += selection.stride) cases.push_back(random_case(selection.first_seed + i));
  return cases;
}

/// A figure with its standard deviation, for lists of cases.
inline std::string text(const MeasuredQuantity& value) {
  if (!value.known()) return "?";
  return fmt::format("{:.2f}({:.2f})", value.value().value, value.value().sd.value_or(0));
}

}  // namespace osteosign::evaluation
