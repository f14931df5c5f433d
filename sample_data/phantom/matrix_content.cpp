#include "sample_data/phantom/matrix_content.h"

#include "io/values/errors.h"

namespace osteosign::phantom {

const char* name_of(MatrixForm form) {
  switch (form) {
    case MatrixForm::none:
      return "none";
    case MatrixForm::chondroid:
      return "chondroid";
    case MatrixForm::osteoid:
      return "osteoid";
    case MatrixForm::ground_glass:
      return "ground_glass";
    case MatrixForm::fat:
      return "fat";
    case MatrixForm::fluid_level:
      return "fluid_level";
    case MatrixForm::gas:
      return "gas";
    case MatrixForm::nidus:
      return "nidus";
  }
  throw InternalError("matrix without a name");
}

}  // namespace osteosign::phantom
