#include "features/find/candidates/candidate_at.h"

#include <gmock/gmock.h>

namespace osteosign {
namespace {

ImageGrid series_grid() {
  ImageGrid series;
  series.size = {40, 10, 10};
  return series;
}

/// A bar of 12 voxels along x.
BoneCandidate bar(int x, double confidence) {
  BoneCandidate candidate;
  candidate.middle_in_patient_mm = Eigen::Vector3d(x + 6, 5, 5);
  candidate.confidence = confidence;
  candidate.outline.first = {x, 5, 5};
  candidate.outline.box = series_grid().crop(candidate.outline.first, {12, 1, 1});
  candidate.outline.inside.assign(12, 1);
  return candidate;
}

CandidateSearch two_bars() {
  CandidateSearch search;
  search.candidates = {bar(6, 0.8), bar(0, 0.3)};
  return search;
}

TEST(CandidateAt, IsTheSurestThatHoldsThePoint) {
  const CandidateSearch search = two_bars();
  EXPECT_EQ(candidate_at(search, series_grid(), {8.3, 5.2, 4.9}), &search.candidates[0]);
  EXPECT_EQ(candidate_at(search, series_grid(), {1, 5, 5}), &search.candidates[1]);
}

TEST(CandidateAt, IsElseOneWhoseMiddleIsNear) {
  const CandidateSearch search = two_bars();
  EXPECT_EQ(candidate_at(search, series_grid(), {6, 9, 5}), &search.candidates[1]);
  EXPECT_EQ(candidate_at(search, series_grid(), {12, 9, 5}), &search.candidates[0]);
}

TEST(CandidateAt, IsNoneFarFromAllAndWithoutASearch) {
  EXPECT_EQ(candidate_at(two_bars(), series_grid(), {30, 5, 5}), nullptr);
  EXPECT_EQ(candidate_at(two_bars(), series_grid(), {300, 5, 5}), nullptr);
  EXPECT_EQ(candidate_at(CandidateSearch{}, series_grid(), {8, 5, 5}), nullptr);
}

}  // namespace
}  // namespace osteosign
