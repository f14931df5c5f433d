#include "classify/soft_tissue.h"

namespace osteosign {

Finding judge_soft_tissue(const LesionIdentity& lesion) {
  return {"soft_tissue",
          lesion.id,
          Verdict::not_assessable,
          {},
          "soft-tissue swelling is not measured by this version"};
}

}  // namespace osteosign
