#include "sample_data/phantom/periosteal_reaction.h"

#include "io/values/errors.h"

namespace osteosign::phantom {

const char* name_of(ReactionForm form) {
  switch (form) {
    case ReactionForm::none:
      return "none";
    case ReactionForm::solid:
      return "solid";
    case ReactionForm::lamellae:
      return "lamellae";
    case ReactionForm::interrupted:
      return "interrupted";
    case ReactionForm::hair_on_end:
      return "hair_on_end";
    case ReactionForm::sunburst:
      return "sunburst";
    case ReactionForm::codman:
      return "codman";
    case ReactionForm::outgrowth:
      return "outgrowth";
  }
  throw InternalError("periosteal reaction without a name");
}

PeriosteumTruth periosteum_truth(const PeriostealReaction& reaction) {
  PeriosteumTruth truth;
  truth.form = reaction.form;
  if (reaction.form == ReactionForm::none) return truth;
  truth.length_mm = 2 * reaction.half_length_mm;
  truth.thickness_mm = reaction.height_mm;
  if (reaction.form == ReactionForm::lamellae || reaction.form == ReactionForm::interrupted) {
    truth.layers = reaction.lamellae;
    truth.layer_spacing_mm = reaction.gap_mm + reaction.plate_mm;
    truth.thickness_mm = reaction.lamellae * truth.layer_spacing_mm;
  }
  if (reaction.form == ReactionForm::codman) truth.layers = 1;
  return truth;
}

}  // namespace osteosign::phantom
