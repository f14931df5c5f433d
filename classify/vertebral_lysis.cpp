#include "classify/vertebral_lysis.h"

#include "classify/film_judgement.h"
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

Finding judge_vertebral_lysis(const JudgedFilmVertebra& vertebra, const CriteriaParameters& criteria) {
  const RadiographVertebraMeasurements& measured = vertebra.measurements;
  const bool faint =
      is_present(less_than(measured.faintest_edge_contrast, criteria.vertebral_lysis_film_lost_contrast));
  const Judgement judgement = judge_on_film(
      at_least(measured.lucent_share, criteria.vertebral_lysis_film_lucent_share),
      {.present = "a region of the body is less dense than the other vertebrae let expect",
       .uncertain = "the lucent region of the body is too close to its threshold",
       .absent = faint ? "a border of the body is not seen, while those of the other vertebrae are"
                       : "no lucent region stands out; a film does not show a lysis that leaves half of the "
                         "bone"});
  return {"vertebral_lysis",
          vertebra.subject,
          judgement.verdict,
          {evidence("lucent_share", measured.lucent_share,
                    threshold(criteria, "vertebral_lysis_film_lucent_share"),
                    vertebra.lucency ? vertebra.lucency : vertebra.body),
           evidence("faintest_edge_contrast", measured.faintest_edge_contrast,
                    threshold(criteria, "vertebral_lysis_film_lost_contrast"), vertebra.body)},
          judgement.reason};
}

}  // namespace osteosign
