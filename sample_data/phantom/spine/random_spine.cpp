#include "sample_data/phantom/spine/random_spine.h"

#include <array>

#include "io/values/errors.h"
#include "sample_data/phantom/spine/spine_column.h"
#include "sample_data/phantom/spine/spine_variation.h"

namespace osteosign::phantom {

namespace {

void add_osteoporosis(SpineBone& bone, Draw& draw, double severity) {
  bone.cancellous_hu = draw.between(60, 90) * (1 - severity) + draw.between(10, 50) * severity;
  bone.trabecular_sd_hu *= 1 + 0.4 * severity;
  bone.trabecular_size_mm *= 1 + 0.5 * severity;
  bone.body_cortex_mm = 0.4;
}

/// A ball at a random place of the body, or of one pedicle or lamina.
SpineLesion random_lesion(Draw& draw, const VertebraModel& vertebra, const SpineCase& which) {
  const double radius_mm = which.severity * 9;
  const VertebraSize& size = vertebra.placed.size;
  const double side = draw.with_chance(0.5) ? 1 : -1;
  LesionBody body;
  body.semi_axis_x_mm = radius_mm * draw.between(0.9, 1.1);
  body.semi_axis_y_mm = radius_mm * draw.between(0.9, 1.1);
  body.semi_axis_z_mm = radius_mm * draw.between(0.9, 1.1);
  const double free_x_mm = std::max(0.0, 0.42 * size.width_mm - radius_mm);
  const double free_y_mm = std::max(0.0, 0.42 * size.depth_mm - radius_mm);
  const double free_z_mm = std::max(0.0, 0.42 * size.height_mm - radius_mm);
  body.x_mm = draw.between(-free_x_mm, free_x_mm);
  body.y_mm = draw.between(-free_y_mm, free_y_mm);
  body.z_mm = draw.between(-free_z_mm, free_z_mm);
  if (which.sign == SpineSign::lytic_arch) {
    const PedicleAxis& axis = vertebra.arch.left_pedicle();
    const Eigen::Vector3d place = axis.isthmus_mm + draw.between(0, 0.6) * axis.length_mm * axis.direction;
    body.x_mm = side * place.x();
    body.y_mm = place.y();
    body.z_mm = place.z() - draw.between(0, 0.25) * size.height_mm;
  }
  const bool dense = which.sign == SpineSign::sclerotic_body;
  body.hu = dense ? draw.between(500, 1000) : draw.between(25, 60);
  body.edge = draw.with_chance(0.5) ? EdgeProfile{} : EdgeProfile{EdgeShape::gaussian, draw.between(1, 5)};
  return {vertebra.placed.number, body};
}

/// A gap in the upper or lower part of the wall: in the window of the basivertebral vein (methods A9.1: the
/// central 35 % of the height) a gap cannot be told from the vein's.
void add_breach(VertebraSigns& signs, Draw& draw, double diameter_mm, double height_mm) {
  const double side = draw.with_chance(0.5) ? 1 : -1;
  signs.breach_mm = diameter_mm;
  signs.breach_x_mm = draw.between(-6, 6);
  signs.breach_z_mm = side * draw.between(0.27, 0.34) * height_mm;
}

void add_body_signs(VertebraSigns& signs, Draw& draw, const SpineCase& which, double height_mm) {
  const double severity = which.severity;
  switch (which.sign) {
    case SpineSign::anterior_loss:
      signs.anterior_loss = 0.6 * severity;
      break;
    case SpineSign::middle_loss:
      signs.middle_loss = 0.6 * severity;
      break;
    case SpineSign::crush_loss:
      signs.crush_loss = 0.6 * severity;
      break;
    case SpineSign::coronal_wedge:
      signs.coronal_wedge_deg = (draw.with_chance(0.5) ? 20 : -20) * severity;
      break;
    case SpineSign::bulge:
      signs.bulge_mm = 6 * severity;
      break;
    case SpineSign::retropulsion:
      signs.retropulsion_mm = 6 * severity;
      break;
    case SpineSign::breach:
      add_breach(signs, draw, 16 * severity, height_mm);
      break;
    case SpineSign::canal_mass:
      signs.canal_mass_mm = 9 * severity;
      break;
    default:
      break;
  }
  signs.superior_share = draw.between(0.5, 0.9);
  signs.angulation = draw.between(0.3, 0.9);
}

void add_marrow_signs(VertebraSigns& signs, Draw& draw, const SpineCase& which) {
  const double severity = which.severity;
  signs.tumour_hu = draw.between(30, 60);
  switch (which.sign) {
    case SpineSign::left_pedicle:
      signs.left_pedicle_lysis = severity;
      break;
    case SpineSign::right_pedicle:
      signs.right_pedicle_lysis = severity;
      break;
    case SpineSign::patches:
      signs.patch_sd_hu = 120 * severity;
      signs.patch_size_mm = draw.between(5, 9);
      break;
    case SpineSign::holes:
      signs.hole_mm = draw.between(2, 4.5);
      signs.hole_fraction = severity / 3;
      break;
    case SpineSign::schmorl_node:
      signs.schmorl_mm = 14 * severity;
      break;
    case SpineSign::vacuum_cleft:
      signs.cleft_mm = 26 * severity;
      break;
    case SpineSign::haemangioma:
      signs.haemangioma_mm = 20 * severity;
      break;
    default:
      break;
  }
}

void add_facet_arthrosis(FacetSigns& signs, Draw& draw, double severity) {
  const double deep_mm = 5 * severity;
  const double side = draw.between(-1, 1);  // a third each: left, right, both
  if (side > -1.0 / 3) signs.left_arthrosis_mm = deep_mm * draw.between(0.85, 1);
  if (side < 1.0 / 3) signs.right_arthrosis_mm = deep_mm * draw.between(0.85, 1);
  signs.arthrosis_hu = draw.between(500, 900);
}

void add_sign(SpinePhantom& phantom, Draw& draw, const SpineCase& which, int vertebra) {
  if (which.sign == SpineSign::none || which.severity <= 0) return;
  if (which.sign == SpineSign::osteoporosis) return add_osteoporosis(phantom.bone, draw, which.severity);
  if (which.sign == SpineSign::osteophytes) {
    phantom.bone.osteophyte_mm = 5 * which.severity;
    return;
  }
  if (which.sign == SpineSign::facet_arthrosis)
    return add_facet_arthrosis(phantom.facets[vertebra], draw, which.severity);
  const PlacedVertebra placed = spine_layout(phantom)[static_cast<std::size_t>(vertebra - 1)];
  const bool lesion = which.sign == SpineSign::lytic_body || which.sign == SpineSign::lytic_arch ||
                      which.sign == SpineSign::sclerotic_body;
  if (lesion) {
    phantom.lesions.push_back(random_lesion(draw, VertebraModel(placed, phantom), which));
    return;
  }
  VertebraSigns& signs = phantom.signs[vertebra];
  add_body_signs(signs, draw, which, placed.size.height_mm);
  add_marrow_signs(signs, draw, which);
}

constexpr std::array<const char*, 22> names{
    "none",          "osteoporosis", "osteophytes",    "anterior_loss",  "middle_loss",  "crush_loss",
    "coronal_wedge", "bulge",        "retropulsion",   "breach",         "left_pedicle", "right_pedicle",
    "lytic_body",    "lytic_arch",   "sclerotic_body", "patches",        "holes",        "canal_mass",
    "schmorl_node",  "vacuum_cleft", "haemangioma",    "facet_arthrosis"};

}  // namespace

const std::vector<SpineSign>& spine_signs() {
  static const std::vector<SpineSign> all = [] {
    std::vector<SpineSign> signs;
    for (std::size_t i = 0; i < names.size(); ++i) signs.push_back(static_cast<SpineSign>(i));
    return signs;
  }();
  return all;
}

std::string name_of(SpineSign sign) { return names.at(static_cast<std::size_t>(sign)); }

RandomSpine random_spine(const SpineCase& which) {
  constexpr int fewest = 5;
  if (which.vertebrae < fewest) throw UsageError("a random spine has five vertebrae or more");
  Draw draw(which.seed);
  RandomSpine spine;
  spine.phantom.shape = random_shape(draw, which.vertebrae);
  if (which.lowest_level > 0) spine.phantom.shape.lowest_level = which.lowest_level;
  spine.phantom.bone = random_bone(draw);
  spine.phantom.around = random_surroundings(draw);
  spine.scan = random_scan(draw, which);
  spine.vertebra = draw.whole(3, which.vertebrae - 2);
  add_sign(spine.phantom, draw, which, spine.vertebra);
  fit_grid(spine.scan, spine.phantom);
  return spine;
}

}  // namespace osteosign::phantom
