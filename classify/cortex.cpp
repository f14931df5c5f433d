#include "classify/cortex.h"

namespace osteosign {

Finding judge_cortex(const LesionIdentity& lesion) {
  return {
      "cortex", lesion.id, Verdict::not_assessable, {}, "cortical breach is not measured by this version"};
}

}  // namespace osteosign
