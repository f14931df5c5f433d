#include "features/follow_up/compare_studies.h"

#include <algorithm>

namespace osteosign {
namespace {

/// Pseudonyms move the dates of a patient, each key in its own way.
Measured<double> interval_between(const FollowedStudy& earlier, const FollowedStudy& now) {
  if (earlier.dates_moved_by != now.dates_moved_by)
    return Unknown{"the dates of the two studies are not moved by the same pseudonyms"};
  return days_between(earlier.date, now.date);
}

}  // namespace

StudyComparison compare_studies(const FollowedStudy& earlier, const FollowedStudy& now,
                                const FollowUpParameters& parameters, const SameLesions& same) {
  StudyComparison comparison{.study_instance_uid = earlier.study_instance_uid,
                             .date = earlier.date,
                             .interval_days = interval_between(earlier, now),
                             .lesions = {},
                             .not_found_again = {},
                             .earlier_searched = earlier.searched};
  const std::vector<LesionPair> pairs = match_lesions(earlier, now, parameters.match, same);
  const char* const why_not =
      earlier.lesions.empty()
          ? "the prior study shows no lesion that was marked or found: give its result instead of its images"
          : "no lesion of the prior study is surely the same as this one; --same-lesion says which is";
  for (const FollowedLesion& lesion : now.lesions) comparison.lesions.emplace(lesion.id, Unknown{why_not});
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
