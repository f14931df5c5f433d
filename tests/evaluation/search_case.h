#pragma once
#include <optional>
#include <string>
#include <vector>

#include "features/find/candidates/find_candidates.h"
#include "features/values/lesion.h"
#include "features/vertebra/measure_vertebrae.h"

namespace osteosign::evaluation {

/// A CT searched for lesions as users get it, with the built-in bones.
struct SearchedCt {
  ImageQuality quality;
  LabelMap bones;
  Spine spine;
  std::vector<VertebraGeometry> geometries;
  Metal metal;
  MeasuredColumn column;
  CandidateSearch search;
  SearchedSeries series(const CtVolume& ct) const;
};
/// All that the search looks at, before it looks.
SearchedCt prepared_ct(const CtVolume& ct);
SearchedCt search_ct(const CtVolume& ct);

/// A lesion that is really there, and what the search made of it.
struct TrueLesion {
  std::string place;  ///< "body", "arch", "other bone": for the tables and lists
  DensityClass density = DensityClass::lytic;
  CtLesionOutline mask{};              ///< its voxels within bone
  double volume_mm3 = 0;               ///< of these
  double contrast_hu = 0;              ///< density of the bone before, less its own
  std::optional<double> confidence{};  ///< of the candidate that hit it; none: missed
  DensityClass called = DensityClass::lytic;
  double dice = 0;
  std::string left_out{};  ///< the rule by which it was missed, when a region was there
};

/// One scan with its truth.
struct SearchedScan {
  std::string name;     ///< of scan and patient
  std::string patient;  ///< scans of one patient are drawn together
  std::vector<TrueLesion> lesions;
  std::vector<BoneCandidate> false_ones;
};

/// A candidate hits a lesion when its deepest voxel lies in it, or their intersection is a tenth of their
/// union (methods C5).
bool hits(const CtLesionOutline& outline, const Eigen::Vector3d& deepest_in_patient_mm,
          const CtLesionOutline& truth, const ImageGrid& series);

/// One candidate hits one lesion. The lesions get what was found of them, the rest is false.
SearchedScan matched(SearchedScan scan, const ImageGrid& series, const CandidateSearch& search);

/// The candidate as a line of text.
std::string text_of(const BoneCandidate& candidate);
std::string_view name_of(DensityClass density);

}  // namespace osteosign::evaluation
