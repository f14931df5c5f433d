#pragma once
#include "io/values/described.h"

namespace osteosign::phantom {

/// What fills a lesion of bone.
enum class MatrixForm {
  none,          ///< even tissue
  chondroid,     ///< lobules with calcified rings, arcs and dots
  osteoid,       ///< a cloud of mineral with soft edges
  ground_glass,  ///< even tissue denser than soft tissue
  fat,           ///< fat throughout or in lobules
  fluid_level,   ///< cavities with a dense layer below a lighter one
  gas,           ///< bubbles
  nidus          ///< a lucent ball with a dense centre, in dense bone
};
const char* name_of(MatrixForm form);

/// The content of the first lesion of a phantom, within its ellipsoid; the even part of it has the density of
/// the lesion. The last figures are things to be mistaken for a matrix.
struct MatrixContent {
  MatrixForm form = MatrixForm::none;
  int pattern = 1;
  double hu = 650;
  double grain_mm = 2.2;
  double spacing_mm = 5.5;
  double shell_mm = 1;
  double dots = 0.3;
  double share = 0.5;
  int cavities = 2;
  double level_step_hu = 30;
  double nidus_mm = 0;
  double nidus_core_mm = 4;
  double nidus_hu = 70;
  int struts = 0;
  double strut_mm = 1.4;
  int fragments = 0;
  int puddles = 0;
  double puddle_hu = 230;
  double cement_mm = 0;
};
template <class Visitor>
void describe(MatrixContent& matrix, Visitor&& visit) {
  visit(ParameterDescription{"matrix_pattern", "Seed of the places of all that is placed at random",
                             "free choice", 0, 2147483647},
        matrix.pattern);
  visit(ParameterDescription{"matrix_hu", "Density of the mineral, the fat or the gas",
                             "methods A7.2: chondroid from 300 HU, osteoid 200 to 600", -1000, 2000},
        matrix.hu);
  visit(ParameterDescription{"matrix_grain_mm", "Radius of a ring, of a bubble, or of a puff of cloud or fat",
                             "methods A7.2: rings 1.5 to 6 mm", 0.5, 15},
        matrix.grain_mm);
  visit(ParameterDescription{"matrix_spacing_mm", "Least distance of the centres of rings and dots",
                             "methods A7.2: clusters at 2 to 8 mm", 1, 20},
        matrix.spacing_mm);
  visit(ParameterDescription{"matrix_shell_mm", "Thickness of a ring", "chosen: calcified rims of lobules",
                             0.3, 4},
        matrix.shell_mm);
  visit(ParameterDescription{"matrix_dots", "Part of the lobules with a solid dot instead of a ring",
                             "methods A7.2: popcorn", 0, 1},
        matrix.dots);
  visit(ParameterDescription{"matrix_share", "Part of the lesion that cloud or fat fills",
                             "methods A7.2: cloud above 20 %, fat above 10 %", 0.02, 1},
        matrix.share);
  visit(ParameterDescription{"matrix_cavities", "Number of cavities with a fluid level",
                             "methods A7.2: two or more", 1, 8},
        matrix.cavities);
  visit(ParameterDescription{"matrix_level_step_hu", "How much denser the lower layer is",
                             "methods A7.2: 10 to 40 HU", 0, 200},
        matrix.level_step_hu);
  visit(
      ParameterDescription{"matrix_nidus_mm",
                           "Diameter of the lucent nidus in a dense lesion; 0 where the lesion is the nidus",
                           "methods A7.2: at most 20 mm", 0, 30},
      matrix.nidus_mm);
  visit(ParameterDescription{"matrix_nidus_core_mm", "Diameter of the dense centre of a nidus",
                             "methods A7.2: 1 to 10 mm", 0.5, 15},
        matrix.nidus_core_mm);
  visit(ParameterDescription{"matrix_nidus_hu", "Density of the lucent part of a nidus", "soft tissue", -50,
                             200},
        matrix.nidus_hu);
  visit(ParameterDescription{"matrix_struts", "Struts of host bone that come from the cortex",
                             "methods A7.2: residual bone to be left out", 0, 12},
        matrix.struts);
  visit(ParameterDescription{"matrix_strut_mm", "Thickness of such a strut", "chosen: a coarse trabecula",
                             0.3, 6},
        matrix.strut_mm);
  visit(ParameterDescription{"matrix_fragments", "Loose pieces of cortex", "methods A7.2: fracture fragments",
                             0, 12},
        matrix.fragments);
  visit(ParameterDescription{"matrix_puddles", "Pools of contrast medium", "methods A7.2: puddling", 0, 12},
        matrix.puddles);
  visit(ParameterDescription{"matrix_puddle_hu", "Their density", "as contrast-filled vessels", 100, 500},
        matrix.puddle_hu);
  visit(ParameterDescription{"matrix_cement_mm", "Diameter of a lump of bone cement, 0 for none",
                             "methods A7.2: cement", 0, 30},
        matrix.cement_mm);
}

/// What is true of it.
struct MatrixTruth {
  MatrixForm form = MatrixForm::none;
  int grains = 0;    ///< rings, arcs and dots of a chondroid matrix
  double share = 0;  ///< part of the lesion that is mineral, fat or gas
  int levels = 0;    ///< cavities with a level
  double level_step_hu = 0;
  double nidus_mm = 0;  ///< diameter of the lucent part
};

}  // namespace osteosign::phantom
