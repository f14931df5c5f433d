#include "sample_data/phantom/random_reaction.h"

#include <array>

#include "sample_data/phantom/draw.h"

namespace osteosign::phantom {
namespace {

constexpr std::uint64_t stream = 61;

struct Turn {
  ReactionForm form;
  int lamellae;
};
constexpr std::array turns{Turn{ReactionForm::none, 1},        Turn{ReactionForm::solid, 1},
                           Turn{ReactionForm::lamellae, 1},    Turn{ReactionForm::lamellae, 2},
                           Turn{ReactionForm::hair_on_end, 1}, Turn{ReactionForm::lamellae, 3},
                           Turn{ReactionForm::codman, 1},      Turn{ReactionForm::sunburst, 1},
                           Turn{ReactionForm::interrupted, 1}, Turn{ReactionForm::outgrowth, 1}};

PeriostealReaction random_reaction(const Turn& turn, Draw& draw) {
  PeriostealReaction reaction;
  reaction.form = turn.form;
  reaction.lamellae = turn.lamellae;
  reaction.half_length_mm = draw.between(11, 16);
  reaction.half_arc_mm = draw.between(8, 13);
  reaction.gap_mm = draw.between(0.6, 1.5);
  reaction.hu = draw.between(900, 1200);
  reaction.height_mm = draw.between(1.5, 4);
  reaction.interruption_mm = draw.between(7, 10);
  if (turn.form == ReactionForm::hair_on_end || turn.form == ReactionForm::sunburst) {
    reaction.height_mm = draw.between(4, 8);
    reaction.spicule_mm = draw.between(0.8, 1.1);
    reaction.spicule_spacing_mm = draw.between(2, 3);
    reaction.focus_depth_mm = draw.between(4, 8);
  }
  if (turn.form == ReactionForm::codman) {
    reaction.half_length_mm = draw.between(14, 18);
    reaction.codman_deg = draw.between(15, 40);
    reaction.height_mm = draw.between(2, 4);
    reaction.plate_mm = draw.between(0.4, 0.8);
  }
  if (turn.form == ReactionForm::outgrowth) {
    reaction.height_mm = draw.between(6, 10);
    reaction.half_length_mm = draw.between(5, 8);
    reaction.half_arc_mm = draw.between(5, 7);
  }
  return reaction;
}

}  // namespace

BonePhantom random_periosteum_phantom(int seed) {
  Draw draw(static_cast<std::uint64_t>(seed), stream);
  const Turn& turn = turns[static_cast<std::size_t>(seed) % turns.size()];
  BonePhantom phantom = periosteum_phantom(turn.form);
  phantom.bone.radius_mm = draw.between(10, 15);
  phantom.bone.cortex_mm = draw.between(2, 4);
  phantom.bone.marrow_hu = draw.between(0, 200);
  phantom.around.half_width_mm = phantom.around.half_depth_mm = 48;
  phantom.reaction = random_reaction(turn, draw);
  LesionBody& lesion = phantom.lesions.front();
  lesion.semi_axis_x_mm = draw.between(2.5, 3.5);
  lesion.semi_axis_z_mm = draw.between(5, 9);
  lesion.x_mm = phantom.bone.radius_mm - phantom.bone.cortex_mm - lesion.semi_axis_x_mm;
  const int without = seed / static_cast<int>(turns.size()) % 4;
  if (turn.form == ReactionForm::none && without == 1) {
    phantom.damage.expansion_mm = draw.between(2, 5);
    phantom.damage.expansion_radius_mm = draw.between(14, 18);
    lesion.x_mm += phantom.damage.expansion_mm;
  }
  if (turn.form == ReactionForm::none && without == 3) phantom.around.vessels = 1;
  return phantom;
}

}  // namespace osteosign::phantom
