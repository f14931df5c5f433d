#pragma once
#include "features/find/candidates/along_shaft.h"
#include "features/find/candidates/candidate.h"
#include "features/find/candidates/facet_sclerosis.h"
#include "features/find/candidates/local_density.h"
#include "features/find/candidates/other_bone_candidates.h"
#include "features/find/lesion_from_seed.h"
#include "features/prepare/metal.h"
#include "features/spine/spine.h"
#include "features/values/vertebral_region.h"

namespace osteosign {

struct CandidateParameters {
  int search = 1;
  int most_candidates = 8;
  double least_confidence = 0.3;
  double sure_confidence = 0.5;
  double vertebral_sheet_roundness = 0.22;
  double most_shared = 0.3;
  double mixed_within_mm = 3;
  double mixed_least_share = 0.2;
  double wide_window_mm = 50;
  double most_shared_by_nearer = 0.6;
  LocalDensityParameters local;
  AlongShaftParameters shafts;
  BoneRegionParameters regions;
  BoneExplanationParameters explanations;
  FacetSclerosisParameters facets;
};

template <class Visitor>
void describe(CandidateParameters& p, Visitor&& visit) {
  visit(
      ParameterDescription{"search", "1 to search for lesions, 0 to measure the given ones alone; films too",
                           "choice of the user", 0, 1},
      p.search);
  visit(ParameterDescription{"most_candidates", "At most this many candidates of a series are reported",
                             "chosen: more are no help to a reader, who is told of the rest", 1, 1000},
        p.most_candidates);
  visit(ParameterDescription{"least_confidence", "Less sure candidates are left out",
                             "chosen on the development phantoms and insertions", 0, 1},
        p.least_confidence);
  visit(ParameterDescription{"sure_confidence",
                             "Less sure candidates are listed to be looked at and decide nothing",
                             "chosen on the development phantoms and insertions", 0, 1},
        p.sure_confidence);
  visit(
      ParameterDescription{"vertebral_sheet_roundness",
                           "Dense regions of vertebrae whose largest ball takes less of them are sheets of "
                           "cortex or endplate that lie elsewhere than in the neighbours",
                           "chosen on untouched real scans: 2 to 20 % there, a ball of eight voxels has 52 %",
                           0, 1},
      p.vertebral_sheet_roundness);
  visit(ParameterDescription{"most_shared",
                             "Of two candidates of the same density that share more than this part of the "
                             "smaller one the less confident one is none",
                             "chosen: parts of one core grow into each other", 0, 1},
        p.most_shared);
  visit(ParameterDescription{"mixed_within_mm",
                             "A lytic and a dense candidate no farther apart are one mixed lesion",
                             "methods A3.2: 3 mm", 0, 20},
        p.mixed_within_mm);
  visit(ParameterDescription{"mixed_least_share", "if each is at least this share of both",
                             "methods A3.2: 20 % of the union", 0, 0.5},
        p.mixed_least_share);
  visit(ParameterDescription{"wide_window_mm",
                             "Bone within this distance tells once more what to expect of a place: a lesion "
                             "may take most of what lies nearer",
                             "chosen: twice the diameter of a lesion that fills a shaft", 5, 200},
        p.wide_window_mm);
  visit(ParameterDescription{"most_shared_by_nearer",
                             "Regions of which those found before take more than this share are left to them",
                             "chosen: a region that is half again as large is another one", 0, 1},
        p.most_shared_by_nearer);
  describe(p.local, visit);
  describe(p.shafts, visit);
  describe(p.regions, visit);
  describe(p.explanations, visit);
  describe(p.facets, visit);
}

/// What the search looks at.
struct SearchedSeries {
  const CtVolume& ct;
  const LabelMap& bones;
  const Spine& spine;
  const std::vector<Vertebra>& vertebrae;
  const std::vector<VertebralRegion>& vertebral_regions;
  const Metal& metal;
  const ImageQuality& quality;
};

/// All regions that differ from the bone round them, before anything is left out.
struct RegionSearch {
  std::vector<BoneRegion> regions;
  std::vector<SignedRegion> with_signs;  ///< one for each region
  std::vector<std::string> notes;
};
RegionSearch search_regions(const SearchedSeries& series, const CandidateParameters& parameters);

/// Looks for lesions in all bones of a series (methods A3): in vertebrae against the atlas of the other ones
/// and the mirror side, everywhere against the bone round each place and the other side of the patient. Each
/// candidate is outlined as if it had been pointed at. Candidates by falling confidence, never sure in
/// streaks of metal; those that a rule explains, and those beyond `most_candidates`, are in `left_out`; what
/// is less sure than `least_confidence` is none. The same for any number of threads.
CandidateSearch find_candidates(const SearchedSeries& series, const CandidateParameters& parameters,
                                const LesionOutlineParameters& outline_parameters);

}  // namespace osteosign
