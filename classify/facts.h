#pragma once
#include <map>
#include <span>
#include <string>
#include <string_view>

#include "classify/criteria_parameters.h"
#include "classify/judged_lesion.h"
#include "io/values/clinical_context.h"

namespace osteosign {

/// A question that the knowledge tables may ask, with the sentence for each answer. The one place where it is
/// described; a table that asks anything else is refused.
struct FactDescription {
  std::string_view id;
  std::string_view when_true;
  std::string_view when_false;
};

/// All of them: of the patient, the laboratory, the lesion, its place, and the study.
std::span<const FactDescription> all_facts();

/// The description of that id; null when there is none.
const FactDescription* fact_description(std::string_view id);

/// Answers by id: true, false, or unknown with the reason.
class Facts {
 public:
  /// Sets an answer. An id that is not described is a bug.
  void set(std::string_view id, Measured<bool> answer);
  /// The answer; unknown when nobody gave one.
  Measured<bool> of(std::string_view id) const;
  bool is_true(std::string_view id) const;
  bool is_false(std::string_view id) const;

 private:
  std::map<std::string, Measured<bool>, std::less<>> answers_;
};

/// Age, sex, pain and laboratory.
void add_patient_facts(Facts& facts, const ClinicalContext& context, const CriteriaParameters& criteria);
/// Density, border, rim, cortex, periosteum, matrix, size and place of one lesion.
void add_lesion_facts(Facts& facts, const JudgedLesion& lesion, const CriteriaParameters& criteria);

}  // namespace osteosign
