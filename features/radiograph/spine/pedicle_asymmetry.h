#pragma once
#include <vector>

#include "features/values/spine_on_film.h"

namespace osteosign {

/// Compares how surely the pedicles of each vertebra are seen with one another and with those of the other
/// vertebrae (methods B8.1.4): fills in what is expected, the asymmetry and its distance from the others, of
/// vertebrae whose pedicles were looked for. Expected is the median of the others on the same side, and no
/// more than either adjacent vertebra shows. The asymmetry is the logarithm of the ratio, each with 0.05
/// added, so that it is finite. The spread of the others is their median absolute deviation, at least 0.15.
/// Nothing is compared on a film that shows more than one in ten pedicles of the other vertebrae badly (below
/// 0.75; one always may be): small films of the whole spine do, and every third of them would miss one.
/// The uppermost vertebra is not compared: the border of the film often cuts it, and nothing is seen above
/// it.
void compare_pedicles(std::vector<VertebraOnFilm>& vertebrae);

}  // namespace osteosign
