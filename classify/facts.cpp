#include "classify/facts.h"

#include <algorithm>
#include <array>

#include "io/values/errors.h"

namespace osteosign {
namespace {

constexpr std::array facts_of_the_tables{
    // the patient
    FactDescription{"male", "the patient is a man", "the patient is not a man"},
    FactDescription{"female", "the patient is a woman", "the patient is not a woman"},
    FactDescription{"child_to_young_adult", "child, adolescent or young adult",
                    "no child and no young adult"},
    FactDescription{"adolescent_or_young_adult", "adolescent or young adult",
                    "neither adolescent nor young adult"},
    FactDescription{"adult", "adult", "not an adult"},
    FactDescription{"after_fifty", "older than fifty", "not older than fifty"},
    FactDescription{"no_pain", "there is no pain", "there is pain"},
    FactDescription{"night_pain", "the pain is purely nocturnal", "the pain is not purely nocturnal"},
    FactDescription{"relieved_by_nsaid", "an NSAID or aspirin relieves the pain",
                    "an NSAID or aspirin does not relieve the pain"},
    FactDescription{"inflammatory_pain", "the pain is inflammatory", "the pain is not inflammatory"},
    FactDescription{"known_primary", "a primary cancer is known", "no primary cancer is known"},
    // the laboratory
    FactDescription{"calcium_high", "calcium is high", "calcium is not high"},
    FactDescription{"monoclonal_peak", "there is a monoclonal peak", "there is no monoclonal peak"},
    FactDescription{"psa_specific", "PSA is so high that it is very specific for the prostate",
                    "PSA is not so high that it is specific for the prostate"},
    FactDescription{"ca15_3_high", "CA 15-3 is raised", "CA 15-3 is not raised"},
    FactDescription{"ca125_high", "CA 125 is raised", "CA 125 is not raised"},
    FactDescription{"germ_cell_markers_high", "AFP or beta-hCG is raised", "AFP and beta-hCG are not raised"},
    // the lesion
    FactDescription{"lytic", "the lesion is lytic", "the lesion is not lytic"},
    FactDescription{"sclerotic", "the lesion is sclerotic", "the lesion is not sclerotic"},
    FactDescription{"mixed", "the lesion is mixed", "the lesion is not mixed"},
    FactDescription{"sharp_border", "its border is sharp", "its border is not sharp"},
    FactDescription{"blurred_border", "its border is blurred", "its border is not blurred"},
    FactDescription{"sclerotic_rim", "a sclerotic rim goes round it",
                    "no sclerotic rim goes all the way round it"},
    FactDescription{"cortex_broken", "the cortex is broken", "the cortex is not broken"},
    FactDescription{"expanded", "it blows up the bone", "it does not blow up the bone"},
    FactDescription{"several_lamellae", "the periosteal reaction has several lamellae",
                    "the periosteal reaction has not several lamellae"},
    FactDescription{"spicules", "the periosteal reaction is made of spicules",
                    "the periosteal reaction is not made of spicules"},
    FactDescription{"outgrowth", "it is an outgrowth of the bone", "it is no outgrowth of the bone"},
    FactDescription{"soft_tissue_mass", "a soft-tissue mass lies beside it",
                    "no soft-tissue mass lies beside it"},
    FactDescription{"chondroid_matrix", "its matrix is chondroid: rings and arcs",
                    "its matrix is not chondroid"},
    FactDescription{"calcified", "it holds calcifications", "it holds no calcifications"},
    FactDescription{"osteoid_matrix", "its matrix is osteoid: a cloud", "its matrix is not osteoid"},
    FactDescription{"ground_glass_matrix", "its matrix is ground glass", "its matrix is not ground glass"},
    FactDescription{"nidus", "it has a nidus with a dense centre", "it has no nidus"},
    FactDescription{"fluid_level", "it holds fluid levels", "it holds no fluid level"},
    FactDescription{"fracture_line", "a fracture line runs through the cortex beside it",
                    "no fracture line runs through the cortex beside it"},
    FactDescription{"small", "it is small", "it is not small"},
    FactDescription{"dense_as_bone_island", "it is as dense as a bone island",
                    "it is less dense than most bone islands"},
    // its place
    FactDescription{"epiphysis", "it lies in the epiphysis", "it does not lie in the epiphysis"},
    FactDescription{"metaphysis", "it lies in the metaphysis", "it does not lie in the metaphysis"},
    FactDescription{"metaphysis_or_diaphysis", "it lies in the metaphysis or the diaphysis",
                    "it lies in neither metaphysis nor diaphysis"},
    FactDescription{"central", "it lies in the centre of the bone",
                    "it does not lie in the centre of the bone"},
    FactDescription{"cortical_or_eccentric", "it lies in the cortex or to one side",
                    "it lies neither in the cortex nor to one side"},
    FactDescription{"surface", "it lies on the surface of the bone",
                    "it does not lie on the surface of the bone"},
    FactDescription{"distal_bone", "it lies in the hand or the foot", "it lies in neither hand nor foot"},
    FactDescription{"proximal_bone", "it lies in a bone near the trunk",
                    "it does not lie in a bone near the trunk"},
    FactDescription{"bone_of_the_knee", "it lies in a bone of the knee",
                    "it does not lie in a bone of the knee"},
    FactDescription{"femur_or_rib", "it lies in the femur or a rib", "it lies in neither femur nor rib"},
    FactDescription{"vertebra_or_sacrum", "it lies in a vertebra or the sacrum",
                    "it lies in neither vertebra nor sacrum"},
    FactDescription{"frequent_site_of_metastases", "it lies where metastases are frequent",
                    "it does not lie where metastases are frequent"},
    // the study
    FactDescription{"multiple", "there are several lesions", "there is one lesion"},
    FactDescription{"malignant_sign", "there is a malignant sign", "every imaging criterion is benign"},
    FactDescription{"suspicious", "the conclusion is suspicious", "the conclusion is not suspicious"},
    FactDescription{"benign_appearance", "the appearance is benign", "the appearance is not called benign"},
    FactDescription{"indeterminate", "the conclusion is indeterminate",
                    "the conclusion is not indeterminate"},
    FactDescription{"no_lesion_found", "no lesion was found", "a lesion was found, or none was looked for"},
    FactDescription{"may_be_primary", "a primary tumour is likely or possible", "a metastasis is likelier"},
    FactDescription{"may_be_metastasis", "a metastasis is likely or possible",
                    "a primary tumour is likelier"},
    FactDescription{
        "canal_threatened",
        "the spinal canal is narrowed, its wall bulges or soft tissue has taken the place of its fat",
        "the spinal canal is not threatened"},
    FactDescription{"sins_opinion", "SINS asks for a surgical opinion", "SINS asks for no surgical opinion"},
    FactDescription{"mirels_opinion", "Mirels asks for a surgical opinion",
                    "Mirels asks for no surgical opinion"},
    FactDescription{"uncertain_candidates", "there are candidates of low confidence",
                    "there are no candidates of low confidence"},
};

}  // namespace

std::span<const FactDescription> all_facts() { return facts_of_the_tables; }

const FactDescription* fact_description(std::string_view id) {
  const auto* const found = std::ranges::find(facts_of_the_tables, id, &FactDescription::id);
  return found == facts_of_the_tables.end() ? nullptr : found;
}

void Facts::set(std::string_view id, Measured<bool> answer) {
  if (fact_description(id) == nullptr) throw InternalError("there is no fact \"" + std::string(id) + '"');
  answers_.insert_or_assign(std::string(id), std::move(answer));
}

Measured<bool> Facts::of(std::string_view id) const {
  const auto found = answers_.find(id);
  return found == answers_.end() ? Measured<bool>(Unknown{"nothing tells it"}) : found->second;
}

bool Facts::is_true(std::string_view id) const {
  const Measured<bool> answer = of(id);
  return answer.known() && answer.value();
}

bool Facts::is_false(std::string_view id) const {
  const Measured<bool> answer = of(id);
  return answer.known() && !answer.value();
}

}  // namespace osteosign
