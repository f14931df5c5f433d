#include "features/follow_up/compare_studies.h"

#include <algorithm>

namespace osteosign {

StudyComparison compare_studies(const FollowedStudy& earlier, const FollowedStudy& now,
                                const FollowUpParameters& parameters) {
  StudyComparison comparison{.study_instance_uid = earlier.study_instance_uid,
                             .date = earlier.date,
                             .interval_days = days_between(earlier.date, now.date),
                             .lesions = {},
                             .not_found_again = {},
                             .earlier_searched = earlier.searched};
  const std::vector<LesionPair> pairs = match_lesions(earlier, now, parameters.match);
  for (const FollowedLesion& lesion : now.lesions)
    comparison.lesions.emplace(lesion.id,
                               Unknown{"no lesion of the prior study was surely the same as this one"});
  for (const LesionPair& pair : pairs) {
    const FollowedLesion &then = earlier.lesions[pair.earlier], &here = now.lesions[pair.now];
    comparison.lesions.at(here.id) =
        FollowedGrowth{then.id, pair.matched_by,
                       growth_between(then.size, here.size, comparison.interval_days, parameters.growth)};
  }
  for (std::size_t each = 0; each < earlier.lesions.size(); ++each)
    if (std::ranges::find(pairs, each, &LesionPair::earlier) == pairs.end())
      comparison.not_found_again.push_back({earlier.lesions[each].id, earlier.lesions[each].location});
  return comparison;
}

}  // namespace osteosign
