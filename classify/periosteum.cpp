#include "classify/periosteum.h"

namespace osteosign {

Finding judge_periosteum(const LesionIdentity& lesion) {
  return {"periosteum",
          lesion.id,
          Verdict::not_assessable,
          {},
          "periosteal reaction is not measured by this version"};
}

}  // namespace osteosign
