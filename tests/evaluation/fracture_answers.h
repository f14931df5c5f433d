#pragma once
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "io/values/quantity.h"

namespace osteosign::evaluation {

/// What was said of the fracture lines of one row of a table.
struct FractureAnswers {
  int seen = 0, none = 0, open = 0;
  void add(const MeasuredQuantity& length) {
    ++(!length.known() ? open : length.value().value > 0 ? seen : none);
  }
};

inline std::string answers_table(const char* title, const std::map<std::string, FractureAnswers>& rows) {
  std::string text = fmt::format("| {} | line seen | none | not assessable |\n|---|---|---|---|\n", title);
  for (const auto& [row, answers] : rows)
    text += fmt::format("| {} | {} | {} | {} |\n", row, answers.seen, answers.none, answers.open);
  return text + "\n";
}

inline std::string quantiles(const char* what, std::vector<double> errors) {
  if (errors.empty()) return fmt::format("{}: none measured\n\n", what);
  std::ranges::sort(errors);
  const auto at = [&](double part) {
    return errors[static_cast<std::size_t>(part * static_cast<double>(errors.size() - 1))];
  };
  return fmt::format("{}: n {}, median {:+.2f}, 5 to 95 % {:+.2f} to {:+.2f}\n\n", what, errors.size(),
                     at(0.5), at(0.05), at(0.95));
}

}  // namespace osteosign::evaluation
