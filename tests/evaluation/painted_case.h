#pragma once
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "tests/evaluation/painted_sign.h"
#include "tests/evaluation/real_spine.h"

namespace osteosign::evaluation {

/// The criteria that are asked of every vertebra.
constexpr std::array<std::string_view, 5> painted_criteria{
    "vertebral_lysis", "pedicle_absent", "asymmetric_collapse", "posterior_wall", "trabecular_heterogeneity"};

/// One CT with the bones of one source, untouched.
struct Untouched {
  const RealSpine* real;
  const LabelMap* labels;  ///< null: built in
  JudgedSpine judged;
  std::string name() const {
    return real->name + (labels != nullptr ? ", reference labels" : ", built-in bones");
  }
};

struct PaintedCase {
  const Untouched* untouched;
  std::size_t vertebra;  ///< of the untouched spine
  const PaintedSign* sign;
};

struct PaintedVerdict {
  std::string refused;  ///< why nothing was painted
  bool lost = false;    ///< the painted vertebra was not found
  Verdict verdict = Verdict::not_assessable;
  std::string evidence;
  int others = 0;                            ///< untouched vertebrae in the painted picture
  std::vector<std::string> newly_malignant;  ///< untouched, and not so before: level, criterion, evidence
};

/// Values and reason of a finding in a line.
std::string text_of(const Finding& finding);

/// Tables of untouched and of painted vertebrae, and the list of what was missed or falsely raised.
std::string tables_of_painted(const std::vector<Untouched>& untouched, const std::vector<PaintedCase>& cases,
                              const std::vector<PaintedVerdict>& verdicts);

}  // namespace osteosign::evaluation
