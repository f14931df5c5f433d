#include "classify/lesion_score.h"

namespace osteosign {

void tell_what_would_decide(LesionScore& score) {
  if (score.category.known()) return;
  for (const ScorePart& part : score.parts)
    if (part.lowest != part.highest) score.would_decide.push_back(part.name);
}

}  // namespace osteosign
