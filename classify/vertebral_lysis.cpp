#include "classify/vertebral_lysis.h"

#include "classify/held_against.h"

namespace osteosign {

Measured<Sign> has_lysis(const VertebraMeasurements& measured, const CriteriaParameters& criteria) {
  return any_of({at_least(measured.lytic_volume, criteria.vertebral_lysis_volume_mm3),
                 at_least(measured.cortical_defect_area, criteria.vertebral_lysis_cortical_defect_mm2)});
}

Finding judge_vertebral_lysis(const JudgedVertebra& vertebra, const CriteriaParameters& criteria) {
  const VertebraMeasurements& measured = vertebra.measurements;
  const Measured<Sign> suspect =
      any_of({at_least(measured.lytic_volume, criteria.vertebral_lysis_negligible_mm3),
              at_least(measured.cortical_defect_area, criteria.vertebral_lysis_cortical_defect_mm2)});
  const Judgement judgement =
      judge(has_lysis(measured, criteria), suspect,
            {.malignant = "bone is replaced by soft tissue in one place of the vertebra",
             .neutral = "a region of soft-tissue density or a gap of the cortex is too small, or too close "
                        "to its threshold, to be called lysis",
             .benign = "no region of soft-tissue density and no gap of the cortex that matters"});
  const auto where = place_or_body(vertebra.places.lysis, vertebra.places);
  return {"vertebral_lysis",
          vertebra.subject,
          judgement.verdict,
          {evidence("lytic_volume", measured.lytic_volume, threshold(criteria, "vertebral_lysis_volume_mm3"),
                    where),
           evidence("cortical_defect_area", measured.cortical_defect_area,
                    threshold(criteria, "vertebral_lysis_cortical_defect_mm2"), where)},
          judgement.reason};
}

}  // namespace osteosign
