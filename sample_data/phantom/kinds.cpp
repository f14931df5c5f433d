#include "sample_data/phantom/kinds.h"

#include <fmt/format.h>

#include "io/values/errors.h"
#include "sample_data/phantom/spine/spine_ct.h"

namespace osteosign::phantom {

namespace {

/// Square slices that touch each other.
CtScan square_scan(int pixels, double pixel_mm, int slices, double slice_mm) {
  CtScan scan;
  scan.columns = scan.rows = pixels;
  scan.slices = slices;
  scan.column_mm = scan.row_mm = pixel_mm;
  scan.increment_mm = scan.slice_thickness_mm = slice_mm;
  return scan;
}

CtScan thigh_scan() {
  CtScan scan = square_scan(192, 0.8, 60, 1.5);
  scan.pose_deg = 4;
  scan.noise_hu = 12;
  return scan;
}

/// Fine enough for lamellae.
CtScan thin_scan() {
  CtScan scan = square_scan(120, 0.5, 120, 0.6);
  scan.psf_sigma_mm = 0.4;
  scan.render_step_mm = 0.2;
  return scan;
}

/// Fine enough for rings.
CtScan matrix_scan() {
  CtScan scan = square_scan(112, 0.6, 64, 0.8);
  scan.pose_deg = 15;
  scan.render_step_mm = 0.3;
  return scan;
}

BonePhantom thigh_with_two_lesions() {
  BonePhantom phantom = thigh_phantom();
  phantom.lesions.front().z_mm = 24;
  phantom.lesions.push_back({.semi_axis_x_mm = 5,
                             .semi_axis_y_mm = 4.5,
                             .semi_axis_z_mm = 6,
                             .x_mm = -3,
                             .y_mm = -2,
                             .z_mm = -16,
                             .hu = 850,
                             .edge = {EdgeShape::gaussian, 1.5}});
  return phantom;
}

/// A whole examination for the clock: 512 x 512 x 280, drawn once per voxel.
CtScan large_scan() {
  CtScan scan = square_scan(512, 0.7, 280, 1);
  scan.render_step_mm = 1;
  return scan;
}

BonePhantom large_phantom() {
  BonePhantom phantom = sphere_phantom(10, 40);
  phantom.around.half_width_mm = 160;
  phantom.around.half_depth_mm = 130;
  phantom.around.fat_mm = 20;
  phantom.around.tables = 1;
  return phantom;
}

/// Seven vertebrae (T11 to L5) and the sacrum, or all seventeen from T1, with a lytic ball in the body of L3.
SpinePhantom spine_with_lysis(int vertebrae) {
  constexpr int l3 = 22;
  SpinePhantom phantom;
  phantom.shape.vertebrae = vertebrae;
  phantom.lesions = {
      {.vertebra = vertebra_at(phantom.shape, l3),
       .body = {
           .semi_axis_x_mm = 8, .semi_axis_y_mm = 8, .semi_axis_z_mm = 8, .x_mm = 6, .y_mm = -3, .z_mm = 1}}};
  return phantom;
}

/// A trunk as scanners give it, drawn once per voxel.
CtScan trunk_scan(int slices, double increment_mm) {
  CtScan scan = square_scan(512, 0.75, slices, increment_mm);
  scan.pose_deg = 2;
  scan.psf_sigma_mm = 0.6;
  scan.noise_hu = 20;
  scan.render_step_mm = 1;
  return scan;
}

/// Wide enough for the muscles round the bone.
CtScan limb_scan() {
  CtScan scan = square_scan(140, 0.8, 84, 1);
  scan.noise_hu = 12;
  return scan;
}

BonePhantom diffuse_mass() {
  BonePhantom phantom = mass_phantom(6);
  phantom.soft_tissue.mass_diffuse = 1;
  return phantom;
}

/// No mass, but a vessel full of contrast medium close to the bone.
BonePhantom vessel_beside_breach() {
  BonePhantom phantom = mass_phantom(0);
  phantom.soft_tissue.neighbour_radius_mm = 4;
  phantom.soft_tissue.neighbour_deg = 20;
  return phantom;
}

BonePhantom rimmed_margin() {
  BonePhantom phantom = margin_phantom({EdgeShape::sharp, 0});
  phantom.lesions.front().rim_mm = 1.5;
  return phantom;
}

/// On a film a lesion shows only when it takes away much mineral: a larger one, with a rim, in denser marrow.
BonePhantom thigh_for_film() {
  BonePhantom phantom = thigh_phantom();
  phantom.bone.marrow_hu = 350;
  phantom.bone.cortex_mm = 3;
  phantom.lesions = {{.semi_axis_x_mm = 11,
                      .semi_axis_y_mm = 12,
                      .semi_axis_z_mm = 15,
                      .x_mm = 7,
                      .z_mm = 26,
                      .hu = 30,
                      .rim_mm = 1.2,
                      .rim_hu = 900}};
  return phantom;
}

FilmExposure thigh_film() {
  FilmExposure exposure;
  exposure.columns = 720;
  exposure.rows = 840;
  exposure.ray_step_mm = 0.4;
  return exposure;
}

/// A film through a scan as wide as the trunk.
Kind film_of_spine(std::string name, std::string meaning, FilmView view) {
  Kind kind{std::move(name), std::move(meaning), Modality::dx};
  kind.spine = spine_with_lysis(7);
  kind.spine->lesions.clear();
  kind.scan = square_scan(400, 0.8, 300, 1);
  kind.scan.pose_deg = 0;
  kind.scan.psf_sigma_mm = 0.5;
  kind.scan.noise_hu = 0;
  kind.scan.render_step_mm = 0.8;
  kind.exposure = trunk_exposure();
  kind.view = view;
  return kind;
}

}  // namespace

std::vector<Kind> kinds() {
  return {
      {"p1", "CT: ball or ellipsoid in the marrow of a cylinder of bone", Modality::ct,
       sphere_phantom(10, 40)},
      {"p2", "CT: tube of cortex; --scallop-fraction, --breach-diameter-mm, --expansion-mm damage it",
       Modality::ct, tube_phantom(2)},
      {"p2-mass",
       "CT: a mass of soft tissue grows through a breach; --mass-thickness-mm, --mass-hu change it",
       Modality::ct, mass_phantom(12), limb_scan()},
      {"p2-mass-diffuse", "CT: the same, all round the bone", Modality::ct, diffuse_mass(), limb_scan()},
      {"p2-no-mass", "CT: a breach without a mass beside it", Modality::ct, mass_phantom(0), limb_scan()},
      {"p2-vessel", "CT: the same with a contrast-filled vessel beside it", Modality::ct,
       vessel_beside_breach(), limb_scan()},
      {"p3",
       "CT: ball with a graded edge of 4 mm; --lesion-edge, --lesion-edge-width-mm, --lesion-rim-mm change "
       "it",
       Modality::ct, margin_phantom({EdgeShape::gaussian, 4})},
      {"p3-rim", "CT: ball with a sharp edge and a sclerotic rim", Modality::ct, rimmed_margin()},
      {"p6-solid", "CT: a shaft with solid new bone", Modality::ct, periosteum_phantom(ReactionForm::solid),
       thin_scan()},
      {"p6-lamellae", "CT: a shaft with lamellae; --reaction-lamellae, --reaction-gap-mm change them",
       Modality::ct, periosteum_phantom(ReactionForm::lamellae), thin_scan()},
      {"p6-interrupted", "CT: a shaft with an interrupted lamella", Modality::ct,
       periosteum_phantom(ReactionForm::interrupted), thin_scan()},
      {"p6-hair-on-end", "CT: a shaft with spicules at right angles to it", Modality::ct,
       periosteum_phantom(ReactionForm::hair_on_end), thin_scan()},
      {"p6-sunburst", "CT: a shaft with spicules from one point", Modality::ct,
       periosteum_phantom(ReactionForm::sunburst), thin_scan()},
      {"p6-codman", "CT: a shaft with Codman's triangles", Modality::ct,
       periosteum_phantom(ReactionForm::codman), thin_scan()},
      {"p6-outgrowth", "CT: a shaft with a knob of bone with marrow", Modality::ct,
       periosteum_phantom(ReactionForm::outgrowth), thin_scan()},
      {"p7-none", "CT: a lesion of even soft tissue; --matrix-... puts into it what may be mistaken",
       Modality::ct, matrix_phantom(MatrixForm::none), matrix_scan()},
      {"p7-chondroid", "CT: a lesion with rings, arcs and dots of mineral", Modality::ct,
       matrix_phantom(MatrixForm::chondroid), matrix_scan()},
      {"p7-osteoid", "CT: a lesion with a cloud of mineral", Modality::ct,
       matrix_phantom(MatrixForm::osteoid), matrix_scan()},
      {"p7-ground-glass", "CT: a lesion as even as ground glass", Modality::ct,
       matrix_phantom(MatrixForm::ground_glass), matrix_scan()},
      {"p7-fat", "CT: a lesion with lobules of fat", Modality::ct, matrix_phantom(MatrixForm::fat),
       matrix_scan()},
      {"p7-fluid-level", "CT: a lesion of cavities with fluid levels", Modality::ct,
       matrix_phantom(MatrixForm::fluid_level), matrix_scan()},
      {"p7-nidus", "CT: a lucent nidus with a dense centre in dense bone", Modality::ct,
       matrix_phantom(MatrixForm::nidus), matrix_scan()},
      {"p7-gas", "CT: a lesion with bubbles of gas", Modality::ct, matrix_phantom(MatrixForm::gas),
       matrix_scan()},
      {"ct-lytic-lesion", "CT of a thigh with one lytic lesion (the demo's)", Modality::ct, thigh_phantom(),
       thigh_scan()},
      {"ct-two-lesions", "CT of a thigh with a lytic and a sclerotic lesion (the demo's)", Modality::ct,
       thigh_with_two_lesions(), thigh_scan()},
      {"long-bone-dx",
       "radiograph of a thigh with one lytic lesion (the demo's)",
       Modality::dx,
       thigh_for_film(),
       {},
       thigh_film()},
      {"large", "CT of 512 x 512 x 280 voxels for benchmarks", Modality::ct, large_phantom(), large_scan()},
      {"spine",
       "CT of twelve vertebrae and the sacrum; --sign-... figures go to vertebra --sign-vertebra (1 is the "
       "top)",
       Modality::ct,
       {},
       spine_scan(),
       {},
       SpinePhantom{}},
      {"spine-trunk",
       "CT of 512 x 512 x 280 voxels: T11 to the sacrum, a lytic ball in L3; for benchmarks",
       Modality::ct,
       {},
       trunk_scan(280, 1),
       {},
       spine_with_lysis(7)},
      {"spine-whole",
       "CT of 512 x 512 x 800 voxels: T1 to the sacrum, a lytic ball in L3; for benchmarks",
       Modality::ct,
       {},
       trunk_scan(800, 0.8),
       {},
       spine_with_lysis(17)},
      film_of_spine("film-spine-ap", "DX: frontal film of T11 to the sacrum; figures of spines change it",
                    FilmView::ap),
      film_of_spine("film-spine-lateral", "DX: lateral film of the same", FilmView::lateral),
  };
}

Kind kind_named(const std::string& name) {
  std::string names;
  for (const Kind& kind : kinds()) {
    if (kind.name == name) return kind;
    names += (names.empty() ? "" : ", ") + kind.name;
  }
  throw UsageError(fmt::format("there is no phantom '{}'; there are {}", name, names));
}

}  // namespace osteosign::phantom
