#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace osteosign::evaluation {

/// Errors of one figure, gathered in strata, against a gate.
class ErrorTable {
 public:
  /// `gate` as the reader sees it ("3 %").
  explicit ErrorTable(std::string figure) : figure_(std::move(figure)) {}

  /// One case: its error, nothing where the figure was unknown, and whether the error is within the gate.
  /// Without a gate only bias, SD and worst are printed.
  void add(const std::string& stratum, std::optional<double> error, std::optional<double> gate);
  /// Markdown: per stratum n, unknown, bias, SD, worst, share inside of the gate; strata in alphabetical
  /// order.
  std::string markdown() const;

 private:
  struct Stratum {
    std::vector<double> errors;
    int cases = 0;
    int inside = 0;
    std::optional<double> gate;
  };
  std::string figure_;
  std::map<std::string, Stratum> strata_;
};

}  // namespace osteosign::evaluation
