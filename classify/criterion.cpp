#include "classify/criterion.h"

#include <algorithm>
#include <array>
#include <string>

#include "io/values/errors.h"

namespace osteosign {
namespace {

constexpr std::string_view table_28_2 = "COFER chapter 28, table 28.2";
constexpr std::string_view below_table_28_2 = "COFER chapter 28, added below table 28.2";
constexpr std::string_view vertebral_box = "COFER chapter 28, box on vertebral lesions";

constexpr std::array criteria{
    Criterion{"margin", "Margin", "Limites",
              "Width of the transition from lesion to bone, over the whole surface or outline.",
              "sharp nearly everywhere", "blurred over a good part of it", CriterionGroup::imaging,
              table_28_2},
    Criterion{"lytic_zone", "Lytic zone", "Zone lytique",
              "Sclerotic rim around a lytic lesion; lysis with blurred borders, moth-eaten or permeative.",
              "a sclerotic rim goes round it and its borders are not blurred",
              "lysis with blurred borders (moth-eaten or permeative)", CriterionGroup::imaging, table_28_2},
    Criterion{"cortex", "Cortex", "Corticales", "Continuity and thickness of the cortex beside the lesion.",
              "respected", "broken or eroded", CriterionGroup::imaging, table_28_2},
    Criterion{"periosteum", "Periosteum", "Périoste", "New bone laid down by the periosteum.",
              "none visible, or one lamella",
              "several lamellae (onion skin) or spicules; Codman's triangle, an interrupted lamella",
              CriterionGroup::imaging, table_28_2},
    Criterion{"soft_tissue", "Soft tissue", "Parties molles",
              "Swelling or mass in the soft tissue beside the bone.", "normal", "swelling or mass",
              CriterionGroup::soft_tissue, table_28_2},
    Criterion{"evolution", "Course", "Évolution", "Growth against an earlier study.", "slow", "fast",
              CriterionGroup::course, below_table_28_2},
    Criterion{"multiplicity", "Number", "Nombre", "Number of lesions in what was searched.", "single",
              "multiple; osteochondromas and enchondromas are the exceptions", CriterionGroup::number,
              below_table_28_2},
    Criterion{"vertebral_lysis", "Vertebral lysis", "Ostéolyse vertébrale",
              "Localised lysis of the cortical or cancellous bone of a vertebra.",
              "no lysis in body, pedicles and arch", "localised lysis", CriterionGroup::vertebral,
              vertebral_box},
    Criterion{"pedicle_absent", "Pedicle", "Pédicule, vertèbre borgne",
              "Pedicle not seen on the frontal view: one-eyed vertebra. Volume and ring of cortex of both.",
              "both pedicles present and nearly whole", "a pedicle is destroyed", CriterionGroup::vertebral,
              vertebral_box},
    Criterion{"asymmetric_collapse", "Asymmetric collapse", "Tassement asymétrique",
              "Collapse that differs between left and right, outside the curve of a scoliosis; of a vertebra "
              "that has lost height.",
              "symmetric", "asymmetric", CriterionGroup::vertebral, vertebral_box},
    Criterion{"posterior_wall", "Posterior wall", "Mur postérieur",
              "Shape and continuity of the posterior wall.",
              "straight or concave, or only a corner pushed back at an angle",
              "bulging as a smooth arch, or broken", CriterionGroup::vertebral, vertebral_box},
    Criterion{"trabecular_heterogeneity", "Trabecular frame", "Trame osseuse",
              "Evenness of the trabecular frame against the neighbours.", "even", "heterogeneous",
              CriterionGroup::vertebral, vertebral_box},
    Criterion{"fracture_above_t5", "Fracture above T5", "Fracture-tassement au-dessus de T5",
              "Level of a vertebra that has lost height.", "T5 or below", "above T5: T1 to T4, or cervical",
              CriterionGroup::vertebral, vertebral_box},
};

}  // namespace

std::string_view name(CriterionGroup group) {
  switch (group) {
    case CriterionGroup::imaging:
      return "imaging";
    case CriterionGroup::soft_tissue:
      return "soft tissue";
    case CriterionGroup::course:
      return "course";
    case CriterionGroup::number:
      return "number";
    case CriterionGroup::vertebral:
      return "vertebral";
  }
  throw InternalError("criterion group without a name");
}

std::span<const Criterion> all_criteria() { return criteria; }

const Criterion& criterion(std::string_view id) { return criteria[rank(id)]; }

std::size_t rank(std::string_view criterion_id) {
  const auto* const found = std::ranges::find(criteria, criterion_id, &Criterion::id);
  if (found == criteria.end())
    throw InternalError("there is no criterion \"" + std::string(criterion_id) + '"');
  return static_cast<std::size_t>(found - criteria.begin());
}

}  // namespace osteosign
