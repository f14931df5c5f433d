#pragma once
#include <string>
#include <vector>

#include "classify/finding.h"
#include "io/values/described.h"
#include "pipeline/objects/codes.h"
#include "pipeline/objects/study_sources.h"

namespace osteosign {

/// A quantity under one of our words, with the digits that result.json has.
ReportedNumber reported_number(std::string_view word, const MeasuredQuantity& quantity, Unit unit);
/// A number without dimension, such as the points of a score.
ReportedNumber reported_points(std::string_view word, const Measured<double>& points);
/// A word that was found for a concept: "matrix" is "chondroid"; undetermined with the reason when unknown.
ReportedEvaluation reported_word(const std::string& concept_word, const Measured<std::string>& found);
/// A verdict with the evidence it rests on, each number where it was measured.
ReportedEvaluation reported_finding(const Finding& finding, const StudySources& sources,
                                    const std::string& frame_of_reference);

/// Every described measurement.
template <class Measurements>
std::vector<ReportedNumber> reported_measurements(Measurements measured) {
  std::vector<ReportedNumber> numbers;
  describe(measured, [&](const MeasurementDescription& about, const MeasuredQuantity& quantity) {
    numbers.push_back(reported_number(about.name, quantity, about.unit));
  });
  return numbers;
}

}  // namespace osteosign
