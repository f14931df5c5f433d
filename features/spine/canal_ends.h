#pragma once
#include <cstddef>
#include <vector>

#include "io/values/described.h"

namespace osteosign {

struct CanalEndParameters {
  double lost_share = 0.08;
  double lost_mm = 8;
};

template <class Visitor>
void describe(CanalEndParameters& p, Visitor&& visit) {
  visit(ParameterDescription{"lost_share", "Share of the wall below which on average a section shows none",
                             "chosen on the lumbar CT of development: discs and foramina leave 0.13 and more",
                             0, 0.5},
        p.lost_share);
  visit(ParameterDescription{"lost_mm",
                             "A chain that meets no wall over this way, and less of one beyond, has left the "
                             "canal",
                             "height of a disc (methods A2.2)", 2, 50},
        p.lost_mm);
}

/// Points `first` to `end` (not included) of a canal.
struct CanalStretch {
  std::size_t first = 0;
  std::size_t end = 0;
};

/// The part of a drawn canal that is one, from the share of the wall that was seen at each of its points.
/// Both ways from where most is seen: a chain that runs out of the canal, into a disc or in front of the
/// sacrum, loses the wall all around over `lost_mm`, and what it meets beyond is less than half of the wall
/// before. Within a canal without arches (laminectomy, lysis) the wall is lost too, but comes back.
CanalStretch stretch_in_canal(const std::vector<double>& seen_shares, double step_mm,
                              const CanalEndParameters& parameters);

}  // namespace osteosign
