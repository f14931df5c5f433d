#include "sample_data/phantom/random_matrix.h"

#include <algorithm>
#include <array>

#include "sample_data/phantom/draw.h"

namespace osteosign::phantom {
namespace {

constexpr std::uint64_t matrix_stream = 81, trap_stream = 82;
constexpr std::array forms{MatrixForm::none,         MatrixForm::chondroid, MatrixForm::osteoid,
                           MatrixForm::ground_glass, MatrixForm::fat,       MatrixForm::fluid_level,
                           MatrixForm::gas,          MatrixForm::nidus};

/// Rings, clouds and levels need room: from 14 mm on; the rest from 8 mm on.
double smallest_mm(MatrixForm form) {
  switch (form) {
    case MatrixForm::chondroid:
    case MatrixForm::osteoid:
    case MatrixForm::fluid_level:
      return 14;
    case MatrixForm::nidus:
      return 12;
    default:
      return 8;
  }
}

LesionBody random_body(double smallest, Draw& draw) {
  LesionBody lesion;
  const double radius_mm = draw.between(smallest, 40) / 2;
  lesion.semi_axis_x_mm = radius_mm;
  lesion.semi_axis_y_mm = radius_mm * draw.between(0.8, 1);
  lesion.semi_axis_z_mm = radius_mm * draw.between(0.9, 1.2);
  lesion.hu = draw.between(40, 60);
  return lesion;
}

/// In every other one the lesion is the dense bone, else it is the nidus itself.
void fill_with_nidus(LesionBody& lesion, MatrixContent& matrix, Draw& draw) {
  matrix.hu = draw.between(400, 900);
  if (draw.with_chance(0.5)) {
    lesion.hu = draw.between(700, 1000);
    matrix.nidus_mm = draw.between(7, std::min(18.0, 1.2 * lesion.semi_axis_y_mm));
    matrix.nidus_core_mm = draw.between(2.5, 0.55 * matrix.nidus_mm);
    matrix.nidus_hu = draw.between(40, 90);
  } else {
    const double nidus_mm = draw.between(7, 16);
    lesion.semi_axis_x_mm = lesion.semi_axis_y_mm = lesion.semi_axis_z_mm = nidus_mm / 2;
    lesion.rim_mm = draw.between(3, 6);
    lesion.rim_hu = draw.between(700, 1000);
    matrix.nidus_core_mm = draw.between(2.5, 0.55 * nidus_mm);
  }
}

void fill(BonePhantom& phantom, Draw& draw) {
  LesionBody& lesion = phantom.lesions.front();
  MatrixContent& matrix = phantom.matrix;
  const double radius_mm = lesion.semi_axis_y_mm;
  switch (matrix.form) {
    case MatrixForm::none:
      break;
    case MatrixForm::chondroid:
      lesion.hu = draw.between(20, 60);
      matrix.hu = draw.between(500, 1000);
      matrix.grain_mm = draw.between(1.4, std::min(2.8, 0.25 * radius_mm));
      matrix.spacing_mm = draw.between(1.8, 2.6) * matrix.grain_mm;
      matrix.shell_mm = draw.between(0.7, 1.3);
      matrix.dots = draw.between(0, 0.7);
      break;
    case MatrixForm::osteoid:
      matrix.hu = draw.between(350, 600);
      matrix.grain_mm = draw.between(2.4, std::min(4.0, 0.4 * radius_mm));
      matrix.share = draw.between(0.25, 0.65);
      break;
    case MatrixForm::ground_glass:
      lesion.hu = draw.between(85, 300);
      break;
    case MatrixForm::fat:
      matrix.hu = draw.between(-110, -80);
      matrix.grain_mm = draw.between(0.25, 0.45) * radius_mm;
      matrix.share = draw.between(0.25, 0.95);
      break;
    case MatrixForm::fluid_level:
      lesion.hu = draw.between(5, 25);
      matrix.cavities = lesion.semi_axis_x_mm < 12 ? 2 : draw.whole(2, 3);
      matrix.level_step_hu = draw.between(15, 40);
      break;
    case MatrixForm::gas:
      matrix.hu = -900;
      matrix.grain_mm = draw.between(0.3, 0.5) * std::min(radius_mm, 8.0);
      break;
    case MatrixForm::nidus:
      fill_with_nidus(lesion, matrix, draw);
      break;
  }
}

void put_bone_round(BonePhantom& phantom, Draw& draw) {
  const LesionBody& body = phantom.lesions.front();
  phantom.bone.cortex_mm = draw.between(2, 4);
  phantom.bone.marrow_hu = draw.between(120, 250);
  phantom.bone.trabecular_sd_hu = draw.between(50, 110);
  phantom.bone.trabecular_size_mm = draw.between(0.8, 2);
  phantom.bone.radius_mm = body.semi_axis_x_mm + body.rim_mm + phantom.bone.cortex_mm + draw.between(3, 6);
}

/// Half of the lesions touch the cortex.
void place(BonePhantom& phantom, Draw& draw) {
  LesionBody& lesion = phantom.lesions.front();
  const double room_mm =
      phantom.bone.radius_mm - phantom.bone.cortex_mm - lesion.semi_axis_x_mm - lesion.rim_mm;
  lesion.x_mm = std::max(0.0, room_mm) * (draw.with_chance(0.5) ? 1 : 0.3);
  phantom.around.half_width_mm = phantom.around.half_depth_mm = phantom.bone.radius_mm + 14;
}

}  // namespace

RandomMatrix random_matrix_phantom(int seed) {
  Draw draw(static_cast<std::uint64_t>(seed), matrix_stream);
  const MatrixForm form = forms[static_cast<std::size_t>(seed) % forms.size()];
  RandomMatrix made;
  made.phantom.lesions.push_back(random_body(smallest_mm(form), draw));
  made.phantom.matrix.form = form;
  made.phantom.matrix.pattern = seed;
  fill(made.phantom, draw);
  put_bone_round(made.phantom, draw);
  place(made.phantom, draw);
  if (draw.with_chance(0.33) && form != MatrixForm::nidus) {
    made.trap = MatrixTrap::struts;
    made.phantom.matrix.struts = draw.whole(1, 3);
    made.phantom.matrix.strut_mm = draw.between(1, 2.2);
  }
  return made;
}

RandomMatrix random_matrix_trap(int seed) {
  Draw draw(static_cast<std::uint64_t>(seed), trap_stream);
  RandomMatrix made;
  made.phantom.lesions.push_back(random_body(12, draw));
  MatrixContent& matrix = made.phantom.matrix;
  matrix.pattern = seed;
  switch (seed % 4) {
    case 0:
      made.trap = MatrixTrap::struts;
      matrix.struts = draw.whole(4, 8);
      matrix.strut_mm = draw.between(1, 2.2);
      break;
    case 1:
      made.trap = MatrixTrap::fragments;
      matrix.fragments = draw.whole(1, 4);
      break;
    case 2:
      made.trap = MatrixTrap::puddles;
      made.phantom.lesions.front().hu = draw.between(60, 110);
      matrix.puddles = draw.whole(3, 8);
      matrix.puddle_hu = draw.between(180, 320);
      break;
    default:
      made.trap = MatrixTrap::cement;
      matrix.cement_mm = draw.between(0.5, 1.2) * made.phantom.lesions.front().semi_axis_y_mm;
  }
  put_bone_round(made.phantom, draw);
  place(made.phantom, draw);
  return made;
}

}  // namespace osteosign::phantom
