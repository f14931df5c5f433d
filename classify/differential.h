#pragma once
#include <string>
#include <vector>

#include "classify/facts.h"
#include "io/values/clinical_context.h"

namespace osteosign {

/// What fits, with the reasons for and against as sentences: never a diagnosis, only a biopsy confirms.
struct RankedTumour {
  std::string subject;  ///< the lesion it was asked for
  std::string id, name, nature;
  std::vector<std::string> reasons_for, reasons_against;
  int rank = 0;  ///< 1 for the best fit; equal fits share a rank
  std::string remark, source;
};

/// Primary tumours for which at least one known fact speaks, by the number of reasons for less those against
/// (no weights: the seed gives none); equal ones in the order of table 28.1. What is unknown counts for
/// neither.
std::vector<RankedTumour> differential(const std::string& subject, const Facts& facts);

struct RankedOrigin {
  std::string id, name;
  std::vector<std::string> reasons_for, reasons_against;
  int rank = 0;
  std::string remark, source;
};

/// Where a metastasis may come from (seed, section IV): all organs of the list, a known primary first, then
/// by reasons; equal ones in the order of frequency.
std::vector<RankedOrigin> metastasis_origins(const Facts& facts, const ClinicalContext& context);

}  // namespace osteosign
