#pragma once
#include <string>

#include "features/spine/spine.h"
#include "features/values/lesion.h"

namespace osteosign {

/// Where a lesion lies in a vertebra, in words.
struct VertebralSite {
  Measured<std::string> part = Unknown{"not told"};
  Measured<std::string> side = Unknown{"not told"};  ///< left, right or midline
};

/// Part: those of body, left pedicle, right pedicle and posterior elements that hold at least a quarter of
/// what lies in any of them. Side: of the middle of the lesion, midline within a tenth of the width of the
/// body from its middle. Unknown when the lesion lies in none of the parts, or the width of the body is
/// unknown. Reference: clinical criteria, table B; the shares are chosen.
VertebralSite vertebral_site(const CtLesionOutline& outline, const VertebraGeometry& vertebra);

}  // namespace osteosign
