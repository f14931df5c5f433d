#include "classify/trabecular_heterogeneity.h"

#include "classify/film_judgement.h"
#include "classify/held_against.h"
#include "classify/sign.h"

namespace osteosign {

Finding judge_trabecular_heterogeneity(const JudgedVertebra& vertebra, const CriteriaParameters& criteria) {
  const VertebraMeasurements& measured = vertebra.measurements;
  const Measured<Sign> heterogeneous =
      any_of({more_than(measured.trabecular_sd_z, criteria.trabecular_heterogeneity_sd_z),
              more_than(measured.octant_range_ratio, criteria.trabecular_heterogeneity_octant_ratio)});
  const Judgement judgement =
      judge(heterogeneous, heterogeneous,
            {.malignant = "the trabecular frame is less even than that of the neighbours",
             .neutral = "the evenness of the frame lies within one standard deviation of its threshold",
             .benign = "the trabecular frame is as even as that of the neighbours"});
  return {"trabecular_heterogeneity",
          vertebra.subject,
          judgement.verdict,
          {evidence("trabecular_sd_z", measured.trabecular_sd_z,
                    threshold(criteria, "trabecular_heterogeneity_sd_z"), vertebra.places.body),
           evidence("octant_range_ratio", measured.octant_range_ratio,
                    threshold(criteria, "trabecular_heterogeneity_octant_ratio"), vertebra.places.body)},
          judgement.reason};
}

Finding judge_trabecular_heterogeneity(const JudgedFilmVertebra& vertebra,
                                       const CriteriaParameters& criteria) {
  const MeasuredQuantity& texture = vertebra.measurements.texture_z;
  const Judgement judgement = judge_on_film(
      more_than(texture, criteria.trabecular_heterogeneity_film_texture_z),
      {.present = "the pattern of the body is less even than that of the other vertebrae",
       .uncertain = "the evenness of the pattern lies within one standard deviation of its threshold",
       .absent =
           "the pattern of the body is as even as that of the other vertebrae; a film sums up its whole "
           "depth"});
  return {"trabecular_heterogeneity",
          vertebra.subject,
          judgement.verdict,
          {evidence("texture_z", texture, threshold(criteria, "trabecular_heterogeneity_film_texture_z"),
                    vertebra.body)},
          judgement.reason};
}

}  // namespace osteosign
