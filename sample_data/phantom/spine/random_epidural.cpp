#include "sample_data/phantom/spine/random_epidural.h"

#include <array>

#include "sample_data/phantom/draw.h"

namespace osteosign::phantom {

namespace {

constexpr std::uint64_t epidural_stream = 3'000'000'109;

constexpr std::array<const char*, 11> names{"none",
                                            "mass_in_front",
                                            "mass_in_front_to_one_side",
                                            "mass_on_the_left",
                                            "mass_on_the_right",
                                            "mass_through_a_breach",
                                            "mass_with_little_fat",
                                            "bulge",
                                            "retropulsion",
                                            "disc_bulge",
                                            "little_fat"};

SpineSign sign_of(EpiduralKind kind) {
  switch (kind) {
    case EpiduralKind::bulge:
      return SpineSign::bulge;
    case EpiduralKind::retropulsion:
      return SpineSign::retropulsion;
    case EpiduralKind::mass_through_a_breach:
      return SpineSign::breach;
    default:
      return SpineSign::none;
  }
}

/// Fat of healthy adults: pads behind the sac, less in front of it and beside it.
void draw_fat(SpineSurroundings& around, Draw& draw) {
  around.epidural_hu = draw.between(-90, -40);
  around.sac_width_part = draw.between(0.6, 0.76);
  around.sac_depth_part = draw.between(0.55, 0.74);
  around.sac_forward_mm = draw.between(0, 1.2);
  around.sac_spread = draw.between(0.01, 0.05);
}

void draw_little_fat(SpineSurroundings& around, Draw& draw) {
  if (draw.with_chance(0.5)) {
    around.epidural_hu = draw.between(0, around.sac_hu);
    return;
  }
  around.sac_width_part = draw.between(0.88, 0.95);
  around.sac_depth_part = draw.between(0.88, 0.95);
  around.sac_forward_mm = 0;
}

void draw_mass(VertebraSigns& signs, Draw& draw, EpiduralKind kind) {
  signs.canal_mass_mm = draw.between(2, 7);
  signs.canal_mass_hu = draw.between(30, 70);
  signs.canal_mass_push = draw.between(0, 1);
  const double to_one_side_mm = (draw.with_chance(0.5) ? 1 : -1) * draw.between(3, 6);
  if (kind == EpiduralKind::mass_in_front_to_one_side) signs.canal_mass_x_mm = to_one_side_mm;
  if (kind == EpiduralKind::mass_on_the_left) signs.canal_mass_side = 1;
  if (kind == EpiduralKind::mass_on_the_right) signs.canal_mass_side = -1;
}

}  // namespace

const std::vector<EpiduralKind>& epidural_kinds() {
  static const std::vector<EpiduralKind> all = [] {
    std::vector<EpiduralKind> kinds;
    for (std::size_t i = 0; i < names.size(); ++i) kinds.push_back(static_cast<EpiduralKind>(i));
    return kinds;
  }();
  return all;
}

std::string name_of(EpiduralKind kind) { return names.at(static_cast<std::size_t>(kind)); }

bool is_mass(EpiduralKind kind) {
  return kind >= EpiduralKind::mass_in_front && kind <= EpiduralKind::mass_with_little_fat;
}

RandomSpine random_epidural_spine(const EpiduralCase& which) {
  Draw draw(which.seed, epidural_stream);
  const double severity = draw.between(0.35, 1);
  RandomSpine spine = random_spine(
      {.seed = which.seed, .sign = sign_of(which.kind), .severity = severity, .slices = which.slices});
  SpineSurroundings& around = spine.phantom.around;
  draw_fat(around, draw);
  if (which.kind == EpiduralKind::little_fat || which.kind == EpiduralKind::mass_with_little_fat)
    draw_little_fat(around, draw);
  VertebraSigns& signs = spine.phantom.signs[spine.vertebra];
  if (is_mass(which.kind)) draw_mass(signs, draw, which.kind);
  if (which.kind == EpiduralKind::disc_bulge) signs.disc_bulge_mm = draw.between(3, 6);
  return spine;
}

}  // namespace osteosign::phantom
