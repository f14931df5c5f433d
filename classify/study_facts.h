#pragma once
#include "classify/assessment.h"
#include "classify/facts.h"

namespace osteosign {

/// The lesion on which most criteria are malignant, the first of equal ones; null when there is none that may
/// decide.
const JudgedLesion* leading_lesion(const StudyMeasurements& study, const std::vector<Finding>& findings);

/// What the knowledge tables may ask of a study: the patient, its leading lesion (or the lysis of a vertebra
/// when no lesion was outlined), and what the assessment has come to so far: conclusion, findings, scores. A
/// metastasis is likelier when a primary cancer is known, the lesions are several or the patient is over
/// fifty; a primary tumour when the patient is known to be younger; both are possible when the age is
/// unknown.
Facts study_facts(const Assessment& assessment, const StudyMeasurements& study,
                  const ClinicalContext& context, const CriteriaParameters& criteria);

}  // namespace osteosign
