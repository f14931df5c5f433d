#include "tests/evaluation/error_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace osteosign::evaluation {
namespace {

double mean_of(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

double sd_of(const std::vector<double>& values) {
  if (values.size() < 2) return 0;
  const double mean = mean_of(values);
  double sum = 0;
  for (const double value : values) sum += (value - mean) * (value - mean);
  return std::sqrt(sum / static_cast<double>(values.size() - 1));
}

double worst_of(const std::vector<double>& values) {
  return *std::max_element(values.begin(), values.end(),
                           [](double a, double b) { return std::abs(a) < std::abs(b); });
}

}  // namespace

void ErrorTable::add(const std::string& stratum, std::optional<double> error, std::optional<double> gate) {
  Stratum& row = strata_[stratum];
  ++row.cases;
  row.gate = gate;
  if (!error) return;
  row.errors.push_back(*error);
  row.inside += gate && std::abs(*error) <= *gate;
}

std::string ErrorTable::markdown() const {
  std::string text = fmt::format(
      "**{}**\n\n| stratum | n | unknown | bias | SD | worst | gate | inside "
      "|\n|---|---|---|---|---|---|---|---|\n",
      figure_);
  for (const auto& [name, row] : strata_) {
    const std::size_t unknown = static_cast<std::size_t>(row.cases) - row.errors.size();
    text += fmt::format("| {} | {} | {} |", name, row.cases, unknown);
    if (row.errors.empty())
      text += " - | - | - |";
    else
      text += fmt::format(" {:+.2f} | {:.2f} | {:+.2f} |", mean_of(row.errors), sd_of(row.errors),
                          worst_of(row.errors));
    text += row.gate ? fmt::format(" {:g} | {:.0f} % |\n", *row.gate, 100.0 * row.inside / row.cases)
                     : std::string(" none | - |\n");
  }
  return text + "\n";
}

}  // namespace osteosign::evaluation
