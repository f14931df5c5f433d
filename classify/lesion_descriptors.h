#pragma once
#include "classify/bone_rads.h"
#include "classify/criteria_parameters.h"
#include "classify/descriptor.h"
#include "classify/judged_lesion.h"
#include "classify/lodwick.h"
#include "io/values/clinical_context.h"

namespace osteosign {

/// A lesion in the words of the grading systems.
struct LesionDescriptors {
  Descriptor<Destruction> destruction;
  Descriptor<LodwickEdge> edge;
  Descriptor<MarginDefinition> margin;
  Descriptor<CorticalPenetration> penetration;
  Descriptor<Observed> rim;
  Descriptor<ExpandedShell> shell;
  Descriptor<PeriostealActivity> periosteum;
  Descriptor<EndostealErosion> erosion;
  Descriptor<Observed> soft_tissue_mass;
  Descriptor<Observed> fracture_line;
};

/// By the measurements and the thresholds of the criteria; what is not known can be everything. Whether a
/// lesion with a blurred border is geographic, moth-eaten or permeated is not measured by this version; a
/// sharp border all round is that of a geographic lesion.
LesionDescriptors descriptors_of(const JudgedLesion& lesion, const CriteriaParameters& criteria);

/// Whether a primary cancer is known; "none" says that there is none.
Measured<bool> has_known_primary(const ClinicalContext& context);

}  // namespace osteosign
