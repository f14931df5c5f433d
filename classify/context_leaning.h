#pragma once
#include <string>
#include <vector>

#include "classify/criteria_parameters.h"
#include "io/values/clinical_context.h"

namespace osteosign {

/// What one item of the context speaks for, without certainty. Never mixed into the imaging verdicts.
enum class Leaning { benign, malignant, none };

struct ContextItem {
  std::string item;   ///< key in the context file
  std::string value;  ///< as given, with its unit
  Leaning leaning = Leaning::none;
  std::string reason;
};

struct ContextLeanings {
  std::vector<ContextItem> items;      ///< in the order of the seed, sections II.A, II.B and IV.D
  std::vector<std::string> not_given;  ///< items of those sections that nobody gave
};

/// Clinical and laboratory items by the seed: a slow course, no pain, mechanical or purely nocturnal pain and
/// a laboratory without abnormality lean to benign; inflammatory pain that grows, signs of nerve compression,
/// an altered general state, an inflammatory syndrome and a high calcium lean to malignant.
ContextLeanings context_leanings(const ClinicalContext& context, const CriteriaParameters& criteria);

/// A tumour marker by how far it lies above its limit.
struct RaisedMarker {
  std::string name;
  double times_the_limit;
};

/// Of the secondary markers (CA 19-9, NSE, CYFRA 21-1, thyroglobulin) only the one with the highest relative
/// rise counts (seed, section IV.D.1). Unknown when none was given; nothing is raised: "none", 1 or below.
Measured<RaisedMarker> leading_secondary_marker(const LaboratoryValues& laboratory,
                                                const CriteriaParameters& criteria);

}  // namespace osteosign
