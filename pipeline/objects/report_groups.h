#pragma once
#include <optional>
#include <string>

#include "io/values/structured_report.h"
#include "pipeline/objects/study_sources.h"

namespace osteosign {

/// Where a group refers to, besides what was measured.
struct GroupReference {
  std::string tracking_uid;
  std::optional<SegmentReference> segment{};
  std::string frame_of_reference{};  ///< of the CT series; empty on a film
};

/// One lesion: site, region, every measurement, every word and every verdict; what is unknown with its
/// reason. `outline` is that of a lesion on a film.
ReportGroup lesion_group(const LesionResult& lesion, const RadiographLesionOutline* outline,
                         const std::vector<Finding>& findings, const StudySources& sources,
                         const GroupReference& reference);

/// One vertebra, with its scores.
ReportGroup vertebra_group(const VertebraResult& vertebra, const Assessment& assessment,
                           const StudySources& sources, const GroupReference& reference);

/// "lowest" and "highest" of a score, or why there is none.
std::vector<ReportedNumber> reported_sins(const Score<Sins>& score);
std::vector<ReportedNumber> reported_genant(const Score<GenantScore>& score);

}  // namespace osteosign
