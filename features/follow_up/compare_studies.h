#pragma once
#include <map>

#include "features/follow_up/match_lesions.h"

namespace osteosign {

struct FollowUpParameters {
  GrowthParameters growth;
  MatchParameters match;
};

template <class Visitor>
void describe(FollowUpParameters& p, Visitor&& visit) {
  describe(p.growth, visit);
  describe(p.match, visit);
}

/// A lesion of the earlier study that no lesion of this one was matched with.
struct LesionNotFoundAgain {
  std::string earlier_id;
  LesionLocation location;
};

/// One study held against an earlier one of the same patient.
struct StudyComparison {
  std::string study_instance_uid;  ///< of the earlier study; empty: not known
  std::string date;                ///< of the earlier study, YYYYMMDD or empty
  Measured<double> interval_days = Unknown{"no earlier study was given"};
  std::map<std::string, Measured<FollowedGrowth>> lesions;  ///< of this study, by id
  std::vector<LesionNotFoundAgain> not_found_again;
  Measured<std::string> earlier_searched = Unknown{"not known"};  ///< what the earlier study was searched for
};

/// Growth of each lesion that both studies show; why each other one was not followed. That both studies are
/// of one patient is for the caller to know. A lesion that is not matched may be new, or may have been missed
/// or not marked before: the comparison does not tell which.
StudyComparison compare_studies(const FollowedStudy& earlier, const FollowedStudy& now,
                                const FollowUpParameters& parameters, const SameLesions& same = {});

}  // namespace osteosign
