#pragma once
#include <string>
#include <vector>

#include "classify/finding.h"
#include "io/values/quantity.h"

namespace osteosign {

/// Whether a sign is there. `uncertain`: its value lies within one standard deviation of its threshold.
enum class Sign { absent, uncertain, present };

/// Whether a value reaches, exceeds or stays below a threshold; unknown when the value is.
Measured<Sign> at_least(const MeasuredQuantity& found, double threshold);
Measured<Sign> more_than(const MeasuredQuantity& found, double threshold);
Measured<Sign> less_than(const MeasuredQuantity& found, double threshold);

/// Present when one of them is; absent only when every one is known to be.
Measured<Sign> any_of(const std::vector<Measured<Sign>>& signs);
/// Present when every one is; absent as soon as one is known to be.
Measured<Sign> all_of(const std::vector<Measured<Sign>>& signs);

bool is_present(const Measured<Sign>& sign);
bool is_absent(const Measured<Sign>& sign);

struct Judgement {
  Verdict verdict;
  std::string reason;
};

/// What to say for each verdict that two signs can come to.
struct ReasonsOfVerdict {
  std::string malignant, neutral, benign;
};

/// `malignant` makes the verdict malignant, whatever else is unknown. `suspect` is the wider sign that holds
/// whenever `malignant` does: benign needs it to be absent. Not assessable when either is unknown. So a value
/// taken away leaves the verdict as it is or withholds it.
Judgement judge(const Measured<Sign>& malignant, const Measured<Sign>& suspect,
                const ReasonsOfVerdict& reasons);

}  // namespace osteosign
