#pragma once
#include <string>
#include <vector>

#include "features/spine/level_model.h"

namespace osteosign {

/// One way in which a spine may be built: seven cervical vertebrae and so many thoracic and lumbar ones.
struct SpineBuild {
  static constexpr int cervical = 7;
  int thoracic;
  int lumbar;
  double prior;
  int count() const { return cervical + thoracic + lumbar; }
};

/// "C2", "T12", "L5": the vertebra with that index from C1 on.
std::string name_of(const SpineBuild& build, int index);

/// A build, and the index in it of the first vertebra in view.
struct LevelHypothesis {
  SpineBuild build;
  int offset;
  double log_probability;
};

/// All of them, each weighed by what is seen (methods A2.5).
std::vector<LevelHypothesis> level_hypotheses(const LevelEvidence& evidence,
                                              const LevelParameters& parameters);

}  // namespace osteosign
