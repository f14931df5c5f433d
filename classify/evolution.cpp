#include "classify/evolution.h"

namespace osteosign {

Finding judge_evolution(const StudyMeasurements& study) {
  if (study.lesions.empty() && study.searched.known())
    return {"evolution", "study", Verdict::not_applicable, {}, "no lesion was found"};
  return {
      "evolution", "study", Verdict::not_assessable, {}, "growth needs a prior study, and none was compared"};
}

}  // namespace osteosign
