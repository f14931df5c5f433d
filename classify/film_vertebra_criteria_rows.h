#pragma once
#include "io/values/described.h"

namespace osteosign {

/// The rows of CriteriaParameters that hold what vertebrae on radiographs are held against.
template <class Parameters, class Visitor>
void describe_film_vertebra_criteria(Parameters& p, Visitor& visit) {
  visit(
      ParameterDescription{"vertebral_lysis_film_lucent_share",
                           "On a film, a body of which this part lies in one region that is less dense than "
                           "expected is lytic.",
                           "chosen on cast films without a lysis: at most 0.15 (EVALUATION 26)", 0.01, 0.9},
      p.vertebral_lysis_film_lucent_share);
  visit(
      ParameterDescription{"vertebral_lysis_film_lost_contrast",
                           "On a film, a border of a body with less than this part of the contrast of those "
                           "of the others is lost.",
                           "methods B8.2: 0.3 of the neighbours", 0.05, 0.9},
      p.vertebral_lysis_film_lost_contrast);
  visit(
      ParameterDescription{"pedicle_absent_film_lost_below",
                           "Frontal film: a pedicle is lost when it is seen with less than this probability.",
                           "chosen on development phantoms and two real films (EVALUATION 22)", 0.05, 0.9},
      p.pedicle_absent_film_lost_below);
  visit(
      ParameterDescription{"pedicle_absent_film_seen_from",
                           "Frontal film: from this probability on, the other pedicle and those of the other "
                           "vertebrae are seen.",
                           "chosen on development phantoms and two real films (EVALUATION 22)", 0.1, 1},
      p.pedicle_absent_film_seen_from);
  visit(ParameterDescription{"pedicle_absent_film_asymmetry_z",
                             "Frontal film: a lost pedicle makes its vertebra differ from the others by more "
                             "than this many robust spreads.",
                             "methods B8.1 starting value: 3", 1, 20},
        p.pedicle_absent_film_asymmetry_z);
  visit(
      ParameterDescription{"posterior_wall_film_bulge_fraction",
                           "On a lateral film, a wall that stands behind its chord by this part of the depth "
                           "of the body, alone and against the other vertebrae, bulges.",
                           "methods B8.2: 2 mm, of a body 34 mm deep", 0.01, 0.5},
      p.posterior_wall_film_bulge_fraction);
  visit(ParameterDescription{"posterior_wall_film_convex_share",
                             "On a lateral film, a bulge over more than this part of the height is an arch.",
                             "methods B8.2: over half of the height", 0.1, 0.95},
        p.posterior_wall_film_convex_share);
  visit(
      ParameterDescription{"posterior_wall_film_lost_contrast",
                           "On a lateral film, a wall whose edge has less than this part of the contrast of "
                           "the others is lost.",
                           "methods B8.2: 0.3 of the neighbours", 0.05, 0.9},
      p.posterior_wall_film_lost_contrast);
  visit(ParameterDescription{"trabecular_heterogeneity_film_texture_z",
                             "On a film, a body whose fine pattern differs from those of the others by more "
                             "robust spreads is heterogeneous.",
                             "chosen on cast films without this sign: at most 6.8 (EVALUATION 26)", 1, 30},
        p.trabecular_heterogeneity_film_texture_z);
}

}  // namespace osteosign
